import type { LedgerEventType } from '@app/disclosure';
import type { EventAsFound } from '@app/event-store';
import type { PlayedCommand } from '../../model/making';
import { ask, emptyBook, type Book } from '../../model/rules';
import type { Intent } from './history';

/** After every day of the load: the model knows no clock. */
export const MODEL_TODAY = '2026-06-30';

/** What the house records by itself when a day has passed. */
const LAPSES: Partial<Record<LedgerEventType, (body: { consultId?: string }) => PlayedCommand>> = {
  CorrectionLapsed: () => ({ name: 'LapseCorrection', data: {} }),
  FeeLapsed: () => ({ name: 'LapseFee', data: {} }),
  ThirdPartyConsultationLapsed: ({ consultId }) => ({ name: 'LapseConsultation', data: { consultId: consultId! } }),
  AgencyConsultationLapsed: ({ consultId }) => ({ name: 'LapseConsultation', data: { consultId: consultId! } }),
};

interface StoredBody {
  data: { consultId?: string };
}

export type StoredEvent = Pick<EventAsFound, 'id' | 'type' | 'commandId' | 'body'>;

/**
 * One case as it is stored, played command by command in the model that was written from the regulation (O4). Answers
 * what is wrong, or nothing.
 */
export function illegality(stored: readonly StoredEvent[], intents: ReadonlyMap<string, Intent>): string | undefined {
  const groups: StoredEvent[][] = [];
  for (const event of stored) {
    const open = groups.at(-1);
    if (open && open[0]!.commandId === event.commandId) open.push(event);
    else groups.push([event]);
  }
  let book: Book = emptyBook;
  const ids: string[] = [];
  for (const group of groups) {
    const { commandId, type, body } = group[0]!;
    const intent = intents.get(commandId);
    const command = intent?.command ?? LAPSES[type as LedgerEventType]?.((JSON.parse(body) as StoredBody).data);
    if (!command) return `${type} at ${ids.length} was asked by nobody`;
    const text = ids.reduce((told, id, at) => told.replaceAll(id, `event-${at + 1}`), JSON.stringify(command));
    const around = { id: intent?.actor.id ?? 'system', role: intent?.actor.role ?? 'system', today: MODEL_TODAY };
    const { verdict, book: after } = ask(book, JSON.parse(text) as PlayedCommand, around);
    if (typeof verdict === 'string') return `the model refuses ${command.name} at ${ids.length}: ${verdict}`;
    const [told, found] = [verdict.map((fact) => fact.type).join(), group.map((event) => event.type).join()];
    if (told !== found) return `${command.name} at ${ids.length} recorded ${found}, the model ${told}`;
    ids.push(...group.map(({ id }) => id));
    book = after;
  }
  return undefined;
}
