import type { CivilDate } from '../calendar/civil-date';
import type { CaseEvent } from '../events/envelope';
import { effectiveHistory } from './effective-history';
import { fold } from './fold';
import type { CaseState } from './state';

/**
 * What says that the record was wrong from the beginning, not that something happened on the day it was entered: a void
 * registration was never one, and the parts of a split application were received when the whole was.
 */
function isFromTheBeginning(event: CaseEvent): boolean {
  if (event.type === 'CaseVoided') return event.data.reason !== 'withdrawn_unconfirmed';
  return FROM_THE_BEGINNING.has(event.type);
}

/** An erasure empties what is on record, whatever day is asked about (D9). */
const FROM_THE_BEGINNING: ReadonlySet<CaseEvent['type']> = new Set([
  'ApplicationSplit',
  'EntryCorrected',
  'EntryRetracted',
  'PersonErased',
]);

/**
 * The history as it was at the end of a day, by what is known of it (D2): corrections in effect, later acts left out.
 * Empty before the application was there. The events are the recorded ones.
 */
export function historyOn(history: readonly CaseEvent[], day: CivilDate): CaseEvent[] {
  const until = effectiveHistory(history).filter((event) => isFromTheBeginning(event) || event.effectiveOn <= day);
  if (until[0]?.type !== 'ApplicationRegistered') return [];
  const ids = new Set(until.map(({ id }) => id));
  return history.filter(({ id }) => ids.has(id));
}

/** The case as it was at the end of a day, by what is known of it; `undefined` before it was there. */
export const stateOn = (history: readonly CaseEvent[], day: CivilDate): CaseState | undefined =>
  fold(historyOn(history, day));
