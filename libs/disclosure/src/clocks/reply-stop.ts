import type { CivilDate } from '../calendar/civil-date';
import type { CaseState, MadeDecision } from '../case/state';
import type { DispatchMode } from '../events/catalogue';

/** What ended the reply clock, and when. */
export interface ReplyStop {
  on: CivilDate;
  eventId: string;
}

/**
 * The end of the reply clock: the first reply's dispatch, a withdrawal, or the closing where an old ledger tells
 * no more. A decision made again has its own clock (C11) and does not end this one.
 */
export function replyStop(state: CaseState): ReplyStop | undefined {
  const [first] = state.decisions.flatMap((decision) => (decision.kind === 'decided' && dispatchOf(decision)) || []);
  if (first) return first;
  if (state.withdrawal) return { on: state.withdrawal.withdrawnOn, eventId: state.withdrawal.eventId };
  return state.closing && { on: state.closing.concludedOn, eventId: state.closing.eventId };
}

// a letter leaves with the post; what is handed over has been given only when the applicant signs.
const ENDS_WITH: Record<DispatchMode, 'dispatch' | 'service'> = {
  china_post: 'dispatch',
  electronic: 'dispatch',
  hand: 'service',
  via_agency: 'service',
};

/** The day on which a decision counts as given; a decision revoked before it left has none. */
export function dispatchOf({ dispatch, delivery }: MadeDecision): ReplyStop | undefined {
  if (!dispatch) return undefined;
  const bySignature = dispatch.mode !== null && ENDS_WITH[dispatch.mode] === 'service';
  return bySignature && delivery
    ? { on: delivery.servedOn, eventId: delivery.eventId }
    : { on: dispatch.dispatchedOn, eventId: dispatch.eventId };
}
