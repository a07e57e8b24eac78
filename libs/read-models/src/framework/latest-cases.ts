import type { CaseEvent, CaseState, WorkCalendar } from '@app/disclosure';
import type { Projected } from './projection';

/** A case as an event left it, with the calendar to count its days by. */
export interface CaseNow {
  caseId: string;
  state: CaseState;
  calendar: WorkCalendar;
}

/** The change of a view that shows a case as it is now; `all` = the calendar changed under every open case. */
export type CaseChange = { of: 'case'; now: CaseNow } | { of: 'all' };

export const caseChanged = ({ caseId, states, calendar }: Projected<CaseEvent>): CaseChange => {
  const { after } = states();
  if (!after) throw new TypeError('a case with an event has a state');
  return { of: 'case', now: { caseId, state: after, calendar } };
};

export const calendarChanged = (): CaseChange => ({ of: 'all' });

/** The last change of each case: a row shows the end of the batch, so what lay between need not be written. */
export function latestOfEachCase(changes: readonly CaseChange[]): CaseNow[] {
  const latest = new Map<string, CaseNow>();
  for (const change of changes) if (change.of === 'case') latest.set(change.now.caseId, change.now);
  return [...latest.values()];
}
