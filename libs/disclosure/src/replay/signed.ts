import { effectiveHistory } from '../case/effective-history';
import type { CaseEvent, CaseEventOf, CaseEventType } from '../events/envelope';
import { civilDateOf } from '../calendar/shanghai-day';
import type { CaseFile } from './case-file';
import { replayAt, type CaseAt } from './replay-at';

/** The acts by which a decision is signed or leaves the house. */
export const SIGNING: readonly CaseEventType[] = [
  'ReplyDecided',
  'ReplyRedecided',
  'DecisionSelfCorrected',
  'ReplyDispatched',
];

/** What was known when a decision was signed or sent, and what was told only later. */
export interface Signed {
  event: CaseEvent;
  /** The case just before the act. */
  known: CaseAt;
  /** Entries made afterwards of what had happened before the day of the act, as they count today. */
  late: CaseEvent[];
  /** Corrections and retractions made afterwards of the act and of what was known then. */
  rewritten: (CaseEventOf<'EntryCorrected'> | CaseEventOf<'EntryRetracted'>)[];
}

/** Every signing of a case, in the order they were recorded. */
export function signings(file: CaseFile): Signed[] {
  const counting = effectiveHistory(file.history);
  return file.history
    .filter(({ type }) => SIGNING.includes(type))
    .map((event) => {
      const { revision, position, recordedAt, effectiveOn } = event;
      const after = counting.filter((entry) => entry.revision > revision);
      const knownThen = new Set(file.history.slice(0, revision + 1).map(({ id }) => id));
      return {
        event,
        known: replayAt(file, { revision: revision - 1, position: position - 1, on: civilDateOf(recordedAt) }),
        late: after.filter((entry) => entry.effectiveOn < effectiveOn),
        rewritten: after.filter(
          (entry): entry is Signed['rewritten'][number] =>
            (entry.type === 'EntryCorrected' || entry.type === 'EntryRetracted') &&
            knownThen.has(entry.data.targetEventId),
        ),
      };
    });
}
