import type { WorkCalendar } from '../calendar/work-calendar';
import type { CaseState, Reconsideration, Suit } from '../case/state';
import type { Finding } from '../vocabulary/findings';
import {
  directSuitDue,
  inactionSuitDue,
  mayBeSuedDirectly,
  reconsiderationApplicationDue,
  suitAfterReconsiderationDue,
} from './appeal-periods';
import { attacked, precedingReconsideration, reconsidered } from './appeal-targets';
import type { Deadline } from './deadlines';
import { replyPeriod } from './reply-period';

type Found = Omit<Finding, 'code'>;

/** a direct suit against a refusal for which the law wants a reconsideration first. */
export function reconsiderationSkipped(state: CaseState): Found[] {
  return state.suits
    .filter(({ route }) => route === 'direct')
    .flatMap(({ eventId, filedOn }) => {
      const decision = attacked(state, filedOn);
      if (!decision || mayBeSuedDirectly(decision)) return [];
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

/** a reconsideration or suit filed when its period was over; of periods that never began nothing is said. */
export function appealsFiledLate(state: CaseState, calendar: WorkCalendar): Found[] {
  const reconsiderations = state.reconsiderations.map((each) => ({
    ...each,
    due: state.decisions
      .filter(({ eventId }) => eventId === reconsidered(state, each))
      .map((decision) => reconsiderationApplicationDue(decision, calendar))[0],
  }));
  const suits = state.suits.map((each) => ({ ...each, due: suitDue(state, each, calendar) }));
  return [...reconsiderations, ...suits].flatMap(({ eventId, filedOn, due }) =>
    due !== undefined && filedOn > due.dueOn ? [{ eventId, detail: { filedOn, dueOn: due.dueOn } }] : [],
  );
}

function suitDue(state: CaseState, suit: Suit, calendar: WorkCalendar): Deadline | undefined {
  if (suit.route === 'after_reconsideration') {
    const preceding = precedingReconsideration(state, suit);
    return preceding && suitAfterReconsiderationDue(preceding, calendar, suit.filedOn);
  }
  const decision = attacked(state, suit.filedOn);
  if (decision) return directSuitDue(decision, calendar);
  const today = suit.filedOn;
  return inactionSuitDue({ state, calendar, today, reply: replyPeriod(state, calendar, today) });
}
