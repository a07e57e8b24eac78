import { findingsOf, fold, type CaseEvent, type Outcome, type WorkCalendar } from '@app/disclosure';
import type { KnownCalendars } from './calendar-in-log';
import type { Receipt } from './receipt';
import { CommandIdReused } from './refused';
import { sameEvents } from './same-events';

/** The receipt of a command whose events are in the history. Findings are those of the case as it stood then. */
export function receiptFor(history: CaseEvent[], commandId: string, calendar: WorkCalendar): Receipt {
  const own = history.filter((event) => event.metadata.commandId === commandId);
  const last = own.at(-1);
  const state = last && fold(history.slice(0, last.revision + 1));
  if (!last || !state) throw new Error(`command ${commandId} is not in the history it was appended to`);
  return {
    caseId: state.caseId,
    caseNo: state.caseNo,
    revision: last.revision,
    position: last.position,
    status: state.status,
    events: own.map(({ id, type, effectiveOn }) => ({ id, type, effectiveOn })),
    findings: findingsOf(state, calendar),
    duplicate: false,
  };
}

/**
 * The receipt given before, if this command was already carried out (F5). `again` decides it on the history it met.
 * @throws CommandIdReused when that says something else
 */
export function earlierReceipt(
  history: CaseEvent[],
  commandId: string,
  again: (before: CaseEvent[], calendar: WorkCalendar) => Outcome,
  calendars: KnownCalendars,
): Receipt | undefined {
  const own = history.filter((event) => event.metadata.commandId === commandId);
  if (own.length === 0) return undefined;
  // By the calendar it met: a notice that came since makes no other command of it.
  const calendar = calendars.at(own[0]!.position);
  const outcome = again(history.slice(0, own[0]!.revision), calendar);
  if ('rejection' in outcome || !sameEvents(outcome.events, own)) throw new CommandIdReused(commandId);
  return { ...receiptFor(history, commandId, calendar), duplicate: true };
}
