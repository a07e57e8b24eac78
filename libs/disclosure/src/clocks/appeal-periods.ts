import type { CivilDate } from '../calendar/civil-date';
import type { WorkCalendar } from '../calendar/work-calendar';
import { due } from '../calendar/working-days';
import { remedyFor } from '../case/remedy';
import type { MadeDecision, Reconsideration } from '../case/state';
import { calendarDue, type CalendarLength } from './calendar-due';
import type { Clock } from './clock';
import type { Asked } from './clock-from';
import type { Deadline } from './deadlines';

/** A period of the appeals with its length. */
export interface AppealPeriod extends Deadline {
  length: Clock['length'];
}

/** Applying for reconsideration. */
const RECONSIDERATION: CalendarLength = { calendarDays: 60 };
/** Suing after a reconsideration, and suing directly. */
const SUIT_AFTER_RECONSIDERATION: CalendarLength = { calendarDays: 15 };
const DIRECT_SUIT: CalendarLength = { months: 6 };
/** The most that is left to one who was never told of the remedy. */
const REMEDY_NOT_TOLD: CalendarLength = { months: 12 };

/** What a reconsideration's procedure means for its periods; an unknown one is taken for the ordinary. */
const PROCEDURES = {
  simplified: { decidedWithin: { calendarDays: 30 }, answeredWithinWd: 5 },
  ordinary: { decidedWithin: { calendarDays: 60 }, answeredWithinWd: 10 },
} as const satisfies Record<
  NonNullable<Reconsideration['procedure']>,
  { decidedWithin: CalendarLength; answeredWithinWd: number }
>;

/** C7: until when the reply can be taken to reconsideration. `undefined` before its service is known. */
export function reconsiderationApplicationDue(
  decision: MadeDecision,
  calendar: WorkCalendar,
): AppealPeriod | undefined {
  return inCalendar(decision.delivery?.servedOn, told(decision) ? RECONSIDERATION : REMEDY_NOT_TOLD, calendar);
}

/** C9: until when the reply can be taken to court directly. */
export function directSuitDue(decision: MadeDecision, calendar: WorkCalendar): AppealPeriod | undefined {
  return inCalendar(decision.delivery?.servedOn, told(decision) ? DIRECT_SUIT : REMEDY_NOT_TOLD, calendar);
}

/** Whether the law lets this reply go to court without a reconsideration. */
export function mayBeSuedDirectly({ resultCode, decidedOn, dispatch }: MadeDecision): boolean {
  return remedyFor(resultCode, decidedOn ?? dispatch?.dispatchedOn ?? null) === 'either';
}

function told({ remedy }: MadeDecision): boolean {
  return remedy !== 'none';
}

/**
 * C9 against the failure to reply: six months from the missed due date. `undefined` unless the reply left late
 * or, seen from `today`, is late; a withdrawn application is owed none.
 */
export function inactionSuitDue({ state, calendar, today, reply }: Asked): AppealPeriod | undefined {
  const reached = reply?.stop?.on ?? today;
  // What an open consultation holds is not late, on a day off either.
  if (reply?.paused && !reply.stop) return undefined;
  // Without the days of a pause nobody can say that the reply was late (L-19).
  if (!reply || state.withdrawal || reply.unmeasured || reached === undefined || reached <= reply.dueOn)
    return undefined;
  return inCalendar(reply.dueOn, DIRECT_SUIT, calendar);
}

/** The last day on which an accepted reconsideration is decided in time; `undefined` before its acceptance. */
export function reconsiderationDecisionDue(
  { acceptedOn, procedure = 'ordinary' }: Reconsideration,
  calendar: WorkCalendar,
): AppealPeriod | undefined {
  return inCalendar(acceptedOn, PROCEDURES[procedure].decidedWithin, calendar);
}

/**
 * C8: until when a reconsideration can be followed by a suit: from the day its decision was received or, seen
 * from `today`, from the end of its period without one. `undefined` where the day of receipt is not recorded.
 */
export function suitAfterReconsiderationDue(
  reconsideration: Reconsideration,
  calendar: WorkCalendar,
  today: CivilDate | undefined,
): AppealPeriod | undefined {
  const { concluded } = reconsideration;
  if (concluded) return inCalendar(concluded.servedOn, SUIT_AFTER_RECONSIDERATION, calendar);
  const endedOn = reconsiderationDecisionDue(reconsideration, calendar)?.dueOn;
  const over = endedOn !== undefined && today !== undefined && today > endedOn;
  return over ? inCalendar(endedOn, SUIT_AFTER_RECONSIDERATION, calendar) : undefined;
}

/** C10: until when the agency answers with its evidence. `undefined` before it has the copy. */
export function reconsiderationAnswerDue(
  { copyReceivedOn, procedure = 'ordinary' }: Reconsideration,
  calendar: WorkCalendar,
): AppealPeriod | undefined {
  if (copyReceivedOn === undefined) return undefined;
  const workingDays = PROCEDURES[procedure].answeredWithinWd;
  return { startedOn: copyReceivedOn, ...due(copyReceivedOn, workingDays, calendar), length: { workingDays } };
}

function inCalendar(
  startedOn: CivilDate | undefined,
  length: CalendarLength,
  calendar: WorkCalendar,
): AppealPeriod | undefined {
  return startedOn === undefined ? undefined : { ...calendarDue(startedOn, length, calendar), length };
}
