import type { CivilDate } from '../calendar/civil-date';
import { redecisionPeriod } from '../clocks/redecision-clock';
import { isOverOn } from '../clocks/reply-count';
import { isReplyOverdueOn } from '../clocks/reply-period';
import type { DecisionContext } from './commands';
import type { CaseState } from './state';

/** Whether the period that runs had ended on a day: the reply's, or the order's where the case is decided again. */
export function isAfterDue(state: CaseState, on: CivilDate, { calendar }: DecisionContext): boolean {
  if (state.status !== 'REDECIDING') return isReplyOverdueOn(state, calendar, on);
  const period = redecisionPeriod(state, calendar, on);
  return period !== undefined && isOverOn(period, on);
}
