import { addDays, type CivilDate } from '../../calendar/civil-date';
import { replyDue } from '../../clocks/reply-period';
import type { DecisionContext } from '../commands';
import type { CaseState } from '../state';

/** First day on which a case can be attacked: its closing, or the day after the missed due date. */
export function attackableFrom(state: CaseState, { calendar, today }: DecisionContext): CivilDate | undefined {
  if (state.closing) return state.closing.concludedOn;
  const dueOn = replyDue(state, calendar, today)?.dueOn;
  return dueOn === undefined ? undefined : addDays(dueOn, 1);
}
