import { effectiveHistory, fold, type CaseEvent, type SentLetter, type WorkCalendar } from '@app/disclosure';
import type { Letter } from './letter';
import { LETTERS, type LetterKind } from './letter-kinds';
import { LetterRefused } from './letter-refused';
import { particularsIn, type Particulars } from './particulars';
import { letterText, textHash } from './render/text';
import { templateOf } from './templates';

export interface LetterAsked {
  kind: LetterKind;
  /** The case as the log tells it. */
  history: readonly CaseEvent[];
  /** Of a draft: the events that the planned act would record. */
  planned?: readonly CaseEvent[];
  unit: { name: string };
  /** The schedules known at a position of the log: a letter that was sent is counted as it was then. */
  calendarAt: (position: number) => WorkCalendar;
  /** The very event told of, where there are several; else the last one. */
  eventId?: string;
  /** Of a draft; a letter that was sent has its own. */
  particulars?: Particulars;
  /** Of a draft: never what an event keeps. */
  version?: number;
}

export interface WrittenLetter {
  letter: Letter;
  text: string;
  textHash: string;
  particulars: Particulars;
  /** The event told of, and whether the text still is the one that was sent; `matches` is null where none was kept. */
  sent: { eventId: string; matches: boolean | null } | null;
}

/**
 * The letter of an event, rendered again as it was sent, or the draft of one before its act. Once a person was erased
 * the text can no longer be made, or no longer matches its hash.
 * @throws LetterRefused
 */
export function writeLetter(asked: LetterAsked): WrittenLetter {
  const { kind, unit, calendarAt } = asked;
  const history = [...asked.history, ...(asked.planned ?? [])];
  const event = eventTold(asked, history);
  // Corrections recorded after the sending do not change what was sent.
  const until = event === undefined ? history : history.slice(0, history.indexOf(event) + 1);
  const [state, then] = [fold(until), effectiveHistory(until)];
  const last = then.at(-1);
  if (!state || !last) throw new LetterRefused('NOTHING_TO_TELL', 'caseId', LETTERS[kind].rule);
  const kept = event && (LETTERS[kind].afterwards ? sentAbout(event, kind, history) : sentLetterOf(event));
  const known = kept?.template === kind ? kept : undefined;
  const particulars = known ? particularsIn(known.particulars) : (asked.particulars ?? {});
  const { template, version } = templateOf(kind, known?.version ?? asked.version);
  const content = template({
    state,
    history: then,
    event: event && then.find(({ id }) => id === event.id),
    unit,
    calendar: calendarAt(last.position),
    particulars,
  });
  const letter: Letter = {
    ...content,
    template: kind,
    version,
    unit: { name: unit.name, address: particulars.unitAddress, contact: particulars.unitContact },
    attachments: particulars.attachments?.split(/\s*\n\s*/) ?? [],
  };
  const text = letterText(letter);
  const hash = textHash(text);
  return {
    letter,
    text,
    textHash: hash,
    particulars,
    sent: event && !asked.planned ? { eventId: event.id, matches: known ? known.textHash === hash : null } : null,
  };
}

function eventTold({ kind, planned, eventId }: LetterAsked, history: readonly CaseEvent[]): CaseEvent | undefined {
  const { events, before, rule } = LETTERS[kind];
  const effective = new Set(effectiveHistory(history).map(({ id }) => id));
  const counting = history.filter(({ id }) => effective.has(id));
  const candidates = (planned ?? counting).filter(({ type }) => events.includes(type));
  const told =
    eventId === undefined
      ? candidates.findLast((event) => kind !== 'receipt' || receives(event))
      : candidates.find(({ id }) => id === eventId);
  if (before && eventId === undefined) return isAnswered(counting, told) ? told : undefined;
  if (!told) throw new LetterRefused('NOTHING_TO_TELL', eventId === undefined ? events.join(', ') : 'event', rule);
  return told;
}

/** The registration tells of a receipt only where it needed no confirmation. */
function receives(event: CaseEvent): boolean {
  return event.type !== 'ApplicationRegistered' || event.data.receivedOn !== null;
}

/** Whether the last decision was dispatched; one made since is drafted, not sent yet. */
function isAnswered(history: readonly CaseEvent[], dispatch: CaseEvent | undefined): boolean {
  const decisions: CaseEvent['type'][] = ['ReplyDecided', 'ReplyRedecided', 'DecisionSelfCorrected'];
  const decided = history.findLast(({ type }) => decisions.includes(type));
  return dispatch !== undefined && (decided === undefined || decided.revision < dispatch.revision);
}

/** What the last sending of a letter about an event keeps of it. */
function sentAbout({ id }: CaseEvent, kind: LetterKind, history: readonly CaseEvent[]): SentLetter | undefined {
  const sending = effectiveHistory(history).findLast(
    ({ type, data }) => type === 'LetterSent' && data.template === kind && data.aboutEventId === id,
  );
  return sending && sentLetterOf(sending);
}

/** What an event keeps of the letter that went out with it; nothing once the person was erased (D9). */
export function sentLetterOf({ data }: CaseEvent): SentLetter | undefined {
  return 'letter' in data ? (data.letter ?? undefined) : undefined;
}
