import { findingsOf, fold, type CaseEvent, type WorkCalendar } from '@app/disclosure';
import type { Receipt } from './receipt';
import { CommandIdReused } from './refused';

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

/** The receipt given before, if this command was already carried out (F5). */
export function earlierReceipt(
  history: CaseEvent[],
  command: { commandId: string; digest: string },
  calendar: WorkCalendar,
): Receipt | undefined {
  const first = history.find((event) => event.metadata.commandId === command.commandId);
  if (!first) return undefined;
  if (first.metadata.digest !== command.digest) throw new CommandIdReused(command.commandId);
  return { ...receiptFor(history, command.commandId, calendar), duplicate: true };
}
