import type { CivilDate } from '../calendar/civil-date';
import type { CaseState, MadeDecision, Reconsideration, Suit } from '../case/state';
import type { Finding } from '../vocabulary/findings';
import { RESULT_CODES } from '../vocabulary/result-codes';

type Found = Omit<Finding, 'code'>;

/** Since this day refusals under articles 14 to 16 go to reconsideration before they go to court. */
const RECONSIDERATION_FIRST_SINCE = '2024-01-01';

/** a direct suit against a refusal for which the law wants a reconsideration first. */
export function reconsiderationSkipped(state: CaseState): Found[] {
  return state.suits
    .filter(({ route }) => route === 'direct')
    .flatMap(({ eventId, filedOn }) => {
      const decision = attacked(state, filedOn);
      if (!decision || RESULT_CODES[decision.resultCode].remedy !== 'reconsideration_first') return [];
      const decidedOn = decision.decidedOn ?? decision.dispatch?.dispatchedOn;
      if (decidedOn === undefined || decidedOn < RECONSIDERATION_FIRST_SINCE) return [];
      return [{ eventId, detail: { filedOn, resultCode: decision.resultCode } }];
    });
}

/** R §13: a reconsideration and a suit about the same decision pending at one time; told of the later of the two. */
export function parallelAppeals(state: CaseState): Found[] {
  return state.reconsiderations.flatMap((reconsideration) =>
    state.suits
      .filter((suit) => suit.reconId !== reconsideration.reconId && areParallel(state, reconsideration, suit))
      .map((suit) => ({
        eventId: suit.filedOn > reconsideration.filedOn ? suit.eventId : reconsideration.eventId,
        detail: { reconId: reconsideration.reconId, suitId: suit.suitId },
      })),
  );
}

function areParallel(state: CaseState, reconsideration: Reconsideration, suit: Suit): boolean {
  const [reconEnd, suitEnd] = [reconsideration.concluded?.concludedOn, suit.concluded?.concludedOn];
  if (reconEnd !== undefined && reconEnd <= suit.filedOn) return false;
  if (suitEnd !== undefined && suitEnd <= reconsideration.filedOn) return false;
  return reconsidered(state, reconsideration) === attacked(state, suit.filedOn)?.eventId;
}

/** The event of the decision that is reconsidered; none = the failure to reply. */
function reconsidered(state: CaseState, { target, filedOn }: Reconsideration): string | undefined {
  if (typeof target === 'object') return target.decisionEventId;
  return target === 'inaction' ? undefined : attacked(state, filedOn)?.eventId;
}

/** The decision a suit of that day is about: the last one that had left the office; none = the failure to reply. */
function attacked({ decisions }: CaseState, filedOn: CivilDate): MadeDecision | undefined {
  return decisions.findLast(({ dispatch }) => dispatch && dispatch.dispatchedOn <= filedOn);
}
