import type { CivilDate } from '../calendar/civil-date';
import {
  directSuitDue,
  inactionSuitDue,
  mayBeSuedDirectly,
  reconsiderationAnswerDue,
  reconsiderationApplicationDue,
  suitAfterReconsiderationDue,
  type AppealPeriod,
} from './appeal-periods';
import { attacked, precedingReconsideration, reconsidered } from './appeal-targets';
import type { Clock, ClockId } from './clock';
import { clock, type Asked } from './clock-from';

/** C7, one for each decision that was served. */
export function reconsiderationClocks(asked: Asked): Clock[] {
  const { state, calendar } = asked;
  return state.decisions.flatMap((decision) => {
    const filed = state.reconsiderations.filter((each) => reconsidered(state, each) === decision.eventId);
    return appealClock('C7', reconsiderationApplicationDue(decision, calendar), decision.eventId, filed, asked);
  });
}

/** C8, one for each reconsideration that was decided or whose period ended without a decision. */
export function suitAfterReconsiderationClocks(asked: Asked): Clock[] {
  const { state, calendar, today } = asked;
  return state.reconsiderations.flatMap((reconsideration) => {
    const { reconId } = reconsideration;
    const filed = state.suits.filter((suit) => precedingReconsideration(state, suit)?.reconId === reconId);
    return appealClock('C8', suitAfterReconsiderationDue(reconsideration, calendar, today), reconId, filed, asked);
  });
}

/** C9, one for each served decision that may go to court without a reconsideration, one for a reply not given in time. */
export function directSuitClocks(asked: Asked): Clock[] {
  const { state, calendar } = asked;
  const direct = state.suits
    .filter(({ route }) => route === 'direct')
    .map(({ filedOn }) => ({ filedOn, against: attacked(state, filedOn)?.eventId }));
  const against = (eventId: string | undefined) => direct.filter((suit) => suit.against === eventId);
  return [
    ...state.decisions
      .filter(mayBeSuedDirectly)
      .flatMap((decision) =>
        appealClock('C9', directSuitDue(decision, calendar), decision.eventId, against(decision.eventId), asked),
      ),
    ...appealClock('C9', inactionSuitDue(asked), 'inaction', against(undefined), asked),
  ];
}

/** C10, one for each reconsideration whose copy the agency has. */
export function answerClocks(asked: Asked): Clock[] {
  const { state, calendar } = asked;
  return state.reconsiderations.flatMap((reconsideration) => {
    const { reconId: subject, answeredOn, concluded } = reconsideration;
    const deadline = reconsiderationAnswerDue(reconsideration, calendar);
    if (!deadline) return [];
    // A reconsideration that is decided waits for no answer any more.
    const stoppedOn = answeredOn ?? concluded?.concludedOn;
    return clock('C10', { deadline, length: deadline.length, subject, stoppedOn, outlivesClosing: true }, asked);
  });
}

function appealClock(
  id: ClockId,
  deadline: AppealPeriod | undefined,
  subject: string,
  filed: readonly { filedOn: CivilDate }[],
  asked: Asked,
): Clock[] {
  if (!deadline) return [];
  const [stoppedOn] = filed.map(({ filedOn }) => filedOn).sort();
  return [clock(id, { deadline, length: deadline.length, subject, stoppedOn, outlivesClosing: true }, asked)];
}
