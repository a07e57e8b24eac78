import type { WorkCalendar } from '../calendar/work-calendar';
import type { CaseState } from '../case/state';
import type { Finding, FindingCode } from '../vocabulary/findings';
import { parallelAppeals, reconsiderationSkipped } from './appeal-findings';
import { clocksOf } from './clocks-of';
import { correctionNoticeDue } from './deadlines';
import { consultationsAfterDue, replyPeriod } from './reply-period';
import { undatedSteps } from './undated-steps';

/** What is on record although it was late or doubtful (D14); computed from the case, never stored, blocks nothing. */
export function findingsOf(state: CaseState, calendar: WorkCalendar): Finding[] {
  if (state.status === 'VOID' || state.status === 'SPLIT') return [];
  return FINDING_CODES.flatMap((code) => OBSERVE[code](state, calendar).map((found) => ({ code, ...found })));
}

type Found = Omit<Finding, 'code'>;

/** Place of a finding that is not computed yet. */
const next = (): Found[] => [];

const OBSERVE: Record<FindingCode, (state: CaseState, calendar: WorkCalendar) => Found[]> = {
  F_CONFIRM_LATE: confirmedLate,
  F_CORRECTION_LATE: correctionAskedLate,
  F_CONSULT_AFTER_DUE: consultedAfterDue,
  F_OVERDUE: repliedLate,
  F_RECON_FIRST: reconsiderationSkipped,
  F_APPEAL_LATE: next,
  F_PARALLEL: parallelAppeals,
  F_SAME_DECISION: next,
  F_REPORT_AFFECTED: next,
  F_PROVISIONAL_DUE: provisionalDueDates,
  F_UNDATED_STEP: undatedSteps,
};
const FINDING_CODES = Object.keys(OBSERVE) as FindingCode[];

/** of an ordinary letter the applicant must be called on the very day it arrives; a failed attempt is enough. */
function confirmedLate({ channel, arrivedOn, attempts, receivedOn, ...state }: CaseState): Found[] {
  if (channel !== 'mail_ordinary') return [];
  const contacts = [...attempts.map(({ attemptedOn }) => attemptedOn), ...(receivedOn === null ? [] : [receivedOn])];
  const [first] = contacts.sort();
  if (first === undefined || first <= arrivedOn) return [];
  const eventId = first === receivedOn ? state.receivedEventId : state.registeredEventId;
  return [{ eventId, detail: { arrivedOn, contactedOn: first } }];
}

/** */
function correctionAskedLate(state: CaseState, calendar: WorkCalendar): Found[] {
  const dueOn = correctionNoticeDue(state, calendar)?.dueOn;
  const { sentOn = null, eventId } = state.correction ?? {};
  if (dueOn === undefined || sentOn === null || sentOn <= dueOn) return [];
  return [{ eventId, detail: { dueOn, sentOn } }];
}

/** */
function consultedAfterDue(state: CaseState, calendar: WorkCalendar): Found[] {
  return consultationsAfterDue(state, calendar).map(({ eventId, consultId }) => ({ eventId, detail: { consultId } }));
}

/** A case withdrawn after the due date was overdue too. An open one has no finding yet: no end, no event. */
function repliedLate(state: CaseState, calendar: WorkCalendar): Found[] {
  const eventId = replyPeriod(state, calendar)?.stop?.eventId;
  const reply = clocksOf(state, calendar).find(({ id }) => id === 'C3');
  if (reply?.stoppedOn === undefined || reply.overdueWd === undefined) return [];
  const { dueOn, stoppedOn, overdueWd } = reply;
  return [{ eventId, detail: { dueOn, stoppedOn, overdueWd } }];
}

/** */
function provisionalDueDates(state: CaseState, calendar: WorkCalendar): Found[] {
  return clocksOf(state, calendar)
    .filter(({ provisional }) => provisional)
    .map(({ id, dueOn, calendarVersion }) => ({ detail: { clock: id, dueOn, calendarVersion } }));
}
