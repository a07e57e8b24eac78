import type { CivilDate } from '../calendar/civil-date';
import type { WorkCalendar } from '../calendar/work-calendar';
import { workdaysIn } from '../calendar/working-days';
import type { CaseState } from '../case/state';
import type { Clock } from './clock';
import { clock, type Asked } from './clock-from';
import { REPLY_PERIOD_WD } from './deadlines';
import { countReplyPeriod, type CountedPeriod } from './reply-count';
import { dispatchOf } from './reply-stop';

/** C11: the period of an order to decide again. */
export function redecisionClock(asked: Asked): Clock[] {
  const { state, calendar, today } = asked;
  const period = redecisionPeriod(state, calendar, today);
  if (!period || !state.redecision) return [];
  const { parts, paused } = period;
  const stoppedOn = answeredOn(state);
  const length = { workingDays: parts.base + parts.extension + parts.paused };
  const subject = state.redecision.eventId;
  return [
    {
      ...clock('C11', { deadline: period, length, subject, stoppedOn, outlivesClosing: true }, asked),
      parts,
      ...(paused && stoppedOn === undefined ? { state: 'paused' as const } : {}),
    },
  ];
}

/**
 * The period of the last order to decide again: the working days or the day it names, else the law's 20 working days
 * from its receipt, with pauses and an extension like the reply period. `undefined` without an order.
 * `asOf` is the day up to which an open consultation is taken to have lasted.
 */
export function redecisionPeriod(
  state: CaseState,
  calendar: WorkCalendar,
  asOf?: CivilDate,
): CountedPeriod | undefined {
  const { redecision } = state;
  if (!redecision) return undefined;
  const { orderReceivedOn, periodWd, dueOn, extension } = redecision;
  // What was asked before the order belongs to the first decision.
  const consultations = state.consultations.filter(({ sentOn }) => sentOn !== null && sentOn >= orderReceivedOn);
  const counted = (base: number) =>
    countReplyPeriod({ anchor: 'received', startedOn: orderReceivedOn, extension }, consultations, calendar, {
      asOf,
      until: answeredOn(state),
      base,
    });
  if (dueOn === undefined) return counted(periodWd ?? REPLY_PERIOD_WD);
  // A named day may be one off, and may move only for a pause or an extension.
  const named = counted(Math.max(workdaysIn(orderReceivedOn, dueOn, calendar), 1));
  const moved = named !== undefined && named.parts.extension + named.parts.paused > 0;
  return named && !moved ? { ...named, dueOn, provisional: false } : named;
}

/** The day the order was answered: the new decision's dispatch, or the closing of a case that was still open. */
function answeredOn({ redecision, decisions, closing }: CaseState): CivilDate | undefined {
  const eventId = redecision?.answeredByEventId;
  if (eventId === undefined) return undefined;
  const answer = decisions.find(({ dispatch }) => dispatch?.eventId === eventId);
  return (answer && dispatchOf(answer)?.on) ?? closing?.concludedOn;
}
