import type { CivilDate } from '../calendar/civil-date';
import type { WorkCalendar } from '../calendar/work-calendar';
import { due, workingBetween } from '../calendar/working-days';
import type { CaseState, Consultation } from '../case/state';
import type { WorkingDay } from './clock';

/** The reply period, and the most it can be extended by. */
export const REPLY_PERIOD_WD = 20;
/** Within which the applicant is told what to correct. */
export const CORRECTION_NOTICE_WD = 7;
/** The "reasonable period" for a correction where the notice sets none. */
export const DEFAULT_CORRECTION_PERIOD_WD = 10;
/** The period for paying the fee. */
export const FEE_PERIOD_WD = 20;

/** The last day of a period and the days it was counted from. */
export interface Deadline {
  startedOn: CivilDate;
  dueOn: CivilDate;
  provisional: boolean;
  working: WorkingDay[];
}

/** C1: until when the office can ask for a correction in time. `undefined` before receipt. */
export function correctionNoticeDue(state: CaseState, calendar: WorkCalendar): Deadline | undefined {
  return state.receivedOn === null ? undefined : periodFrom(state.receivedOn, CORRECTION_NOTICE_WD, calendar);
}

/**
 * C2: until when the applicant can correct: the day the notice names, else its working days from service.
 * `undefined` when nothing was asked, the service is unknown or a day was not recorded (L-19).
 */
export function correctionDue(state: CaseState, calendar: WorkCalendar): Deadline | undefined {
  const { correction } = state;
  if (!correction) return undefined;
  const { servedOn, sentOn, dueOn, periodWd = DEFAULT_CORRECTION_PERIOD_WD } = correction;
  if (dueOn === undefined) return servedOn === undefined ? undefined : periodFrom(servedOn, periodWd, calendar);
  const startedOn = servedOn ?? sentOn;
  if (startedOn === null) return undefined;
  // A named day does not move when a schedule becomes known.
  return { startedOn, dueOn, provisional: false, working: workingBetween(startedOn, dueOn, calendar).working };
}

/** C6: until when the fee can be paid. `undefined` without a notice or before its service is known. */
export function feeDue(state: CaseState, calendar: WorkCalendar): Deadline | undefined {
  const servedOn = state.fee?.servedOn;
  return servedOn === undefined ? undefined : periodFrom(servedOn, FEE_PERIOD_WD, calendar);
}

/** C4 and C5: the last day of the opinion period. `undefined` before the letter is known to be received. */
export function opinionDue(consultation: Consultation, calendar: WorkCalendar): Deadline | undefined {
  const { noticeReceivedOn, periodWd } = consultation;
  return noticeReceivedOn === undefined ? undefined : periodFrom(noticeReceivedOn, periodWd, calendar);
}

function periodFrom(startedOn: CivilDate, workingDays: number, calendar: WorkCalendar): Deadline {
  return { startedOn, ...due(startedOn, workingDays, calendar) };
}
