import type { CivilDate } from '../calendar/civil-date';
import type { CaseState, MadeDecision, Reconsideration, Suit } from '../case/state';

/** The event of the decision that is reconsidered; none = the failure to reply. */
export function reconsidered(state: CaseState, { target, filedOn }: Reconsideration): string | undefined {
  if (typeof target === 'object') return target.decisionEventId;
  return target === 'inaction' ? undefined : attacked(state, filedOn)?.eventId;
}

/** The decision a suit of that day is about: the last one that had left the office; none = the failure to reply. */
export function attacked({ decisions }: CaseState, filedOn: CivilDate): MadeDecision | undefined {
  return decisions.findLast(({ dispatch }) => dispatch && dispatch.dispatchedOn <= filedOn);
}

/** The reconsideration a suit follows; an old ledger may name none, and then the only one is meant (L-19). */
export function precedingReconsideration({ reconsiderations }: CaseState, suit: Suit): Reconsideration | undefined {
  if (suit.route !== 'after_reconsideration') return undefined;
  if (suit.reconId !== undefined) return reconsiderations.find(({ reconId }) => reconId === suit.reconId);
  return reconsiderations.length === 1 ? reconsiderations[0] : undefined;
}
