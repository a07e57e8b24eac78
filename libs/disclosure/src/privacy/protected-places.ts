import type { CaseEventType, ErasureSubject } from '../events/catalogue';
import { EVENTS, protectionOf } from '../events/definitions';
import type { CaseEvent } from '../events/envelope';

/** One protected value of a history (D9). */
export interface ProtectedPlace {
  /** Of what the value speaks: for a correction the entry and field corrected, else where it stands. */
  type: CaseEventType;
  field: string;
  subject: ErasureSubject;
  value: unknown;
}

/**
 * The history with every protected value, notes included, replaced. Which fields those are is the catalogue's word alone,
 * so that a field cannot be masked in one answer and forgotten in the next. Absent fields stay absent.
 */
export function replaceProtected(
  history: readonly CaseEvent[],
  replacement: (place: ProtectedPlace) => unknown,
): CaseEvent[] {
  const typeOf = new Map(history.map(({ id, type }) => [id, type]));
  return history.map((event) => replacedIn(event, placeOf(event, typeOf), replacement));
}

/** A correction holds somebody else's value: that of the entry and field it corrects. */
function placeOf(
  event: CaseEvent,
  typeOf: ReadonlyMap<string, CaseEventType>,
): { type: CaseEventType; field?: string } {
  if (event.type !== 'EntryCorrected') return { type: event.type };
  return { type: typeOf.get(event.data.targetEventId) ?? event.type, field: event.data.field };
}

function replacedIn(
  event: CaseEvent,
  { type, field: corrected }: { type: CaseEventType; field?: string },
  replacement: (place: ProtectedPlace) => unknown,
): CaseEvent {
  const { subject } = protectionOf(type);
  const data: Record<string, unknown> = { ...event.data };
  for (const field of EVENTS[event.type].protectedFields as readonly string[]) {
    if (data[field] === undefined) continue;
    data[field] = replacement({ type, field: corrected ?? field, subject, value: data[field] });
  }
  const { note, ...metadata } = event.metadata;
  const shown =
    note === undefined
      ? undefined
      : replacement({ type: event.type, field: 'note', subject: protectionOf(event.type).subject, value: note });
  return {
    ...event,
    data,
    metadata: { ...metadata, ...(typeof shown === 'string' && { note: shown }) },
  } as unknown as CaseEvent;
}

/** Whose data the history says is erased. */
export function erasedSubjects(history: readonly CaseEvent[]): ReadonlySet<ErasureSubject> {
  return new Set(history.flatMap((event) => (event.type === 'PersonErased' ? [event.data.subject] : [])));
}

/**
 * The history with what an erasure took away as null, whether or not the data key is gone yet: the event is the truth, the
 * table of keys follows it (F33).
 */
export function withoutErased(history: readonly CaseEvent[]): readonly CaseEvent[] {
  const erased = erasedSubjects(history);
  if (erased.size === 0) return history;
  return replaceProtected(history, ({ subject, value }) => (erased.has(subject) ? null : value));
}
