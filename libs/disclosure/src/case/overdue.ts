import type { CivilDate } from '../calendar/civil-date';
import { isReplyOverdueOn } from '../clocks/reply-period';
import type { DecisionContext } from './commands';
import type { CaseState } from './state';

/**
 * Whether the reply period had ended on a day. A case that is decided again runs on C11, which is not the reply
 * period; nothing is late for it here.
 */
export function isAfterDue(state: CaseState, on: CivilDate, { calendar }: DecisionContext): boolean {
  return state.status !== 'REDECIDING' && isReplyOverdueOn(state, calendar, on);
}
