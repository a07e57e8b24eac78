import type { WorkCalendar } from '../calendar/work-calendar';
import type { CaseState } from '../case/state';
import type { Finding, FindingCode } from '../vocabulary/findings';
import { appealsFiledLate, parallelAppeals, reconsiderationSkipped } from './appeal-findings';
import type { Clock, ClockId } from './clock';
import { clocksOf } from './clocks-of';
import { consultationsAfterDue } from './reply-period';
import { replyStop } from './reply-stop';
import { sameDecisions } from './same-decision';
import { undatedSteps } from './undated-steps';

/** What is on record although it was late or doubtful (D14); computed from the case, never stored, blocks nothing. */
export function findingsOf(state: CaseState, calendar: WorkCalendar): Finding[] {
  if (state.status === 'VOID' || state.status === 'SPLIT') return [];
  const seen = { state, calendar, clocks: clocksOf(state, calendar) };
  return FINDING_CODES.flatMap((code) => OBSERVE[code](seen).map((found) => ({ code, ...found })));
}

interface Seen {
  state: CaseState;
  calendar: WorkCalendar;
  clocks: Clock[];
}
type Found = Omit<Finding, 'code'>;

/** Place of a finding that is not computed yet. */
const next = (): Found[] => [];

const OBSERVE: Record<FindingCode, (seen: Seen) => Found[]> = {
  F_CONFIRM_LATE: confirmedLate,
  F_CORRECTION_LATE: correctionAskedLate,
  F_CONSULT_AFTER_DUE: consultedAfterDue,
  F_OVERDUE: (seen) => [...repliedLate(seen), ...decidedAgainLate(seen)],
  F_RECON_FIRST: ({ state }) => reconsiderationSkipped(state),
  F_APPEAL_LATE: ({ state, calendar }) => appealsFiledLate(state, calendar),
  F_PARALLEL: ({ state }) => parallelAppeals(state),
  F_SAME_DECISION: ({ state }) => sameDecisions(state),
  F_REPORT_AFFECTED: next,
  F_PROVISIONAL_DUE: provisionalDueDates,
  F_UNDATED_STEP: ({ state }) => undatedSteps(state),
};
const FINDING_CODES = Object.keys(OBSERVE) as FindingCode[];

/** of an ordinary letter the applicant must be called on the very day it arrives; a failed attempt is enough. */
function confirmedLate({ state }: Seen): Found[] {
  const { channel, arrivedOn, attempts, receivedOn } = state;
  if (channel !== 'mail_ordinary') return [];
  const contacts = [...attempts.map(({ attemptedOn }) => attemptedOn), ...(receivedOn === null ? [] : [receivedOn])];
  const [first] = contacts.sort();
  if (first === undefined || first <= arrivedOn) return [];
  const eventId = first === receivedOn ? state.receivedEventId : state.registeredEventId;
  return [{ eventId, detail: { arrivedOn, contactedOn: first } }];
}

/** */
function correctionAskedLate({ state, clocks }: Seen): Found[] {
  const { dueOn, stoppedOn: sentOn, overdueWd } = clocks.find(({ id }) => id === 'C1') ?? {};
  if (!state.correction || dueOn === undefined || sentOn === undefined || overdueWd === undefined) return [];
  return [{ eventId: state.correction.eventId, detail: { dueOn, sentOn } }];
}

/** */
function consultedAfterDue({ state, calendar }: Seen): Found[] {
  return consultationsAfterDue(state, calendar).map(({ eventId, consultId }) => ({ eventId, detail: { consultId } }));
}

/** A case withdrawn after the due date was overdue too. An open one has no finding yet: no end, no event. */
function repliedLate({ state, clocks }: Seen): Found[] {
  const { dueOn, stoppedOn, overdueWd } = clocks.find(({ id }) => id === 'C3') ?? {};
  if (dueOn === undefined || stoppedOn === undefined || overdueWd === undefined) return [];
  return [{ eventId: replyStop(state)?.eventId, detail: { dueOn, stoppedOn, overdueWd } }];
}

/** the new decision left after the period of the order. */
function decidedAgainLate({ state, clocks }: Seen): Found[] {
  const { dueOn, stoppedOn, overdueWd } = clocks.find(({ id }) => id === 'C11') ?? {};
  if (dueOn === undefined || stoppedOn === undefined || overdueWd === undefined) return [];
  return [{ eventId: state.redecision?.answeredByEventId, detail: { clock: 'C11', dueOn, stoppedOn, overdueWd } }];
}

/** What the applicant alone acts on after the reply; a date still open there is no doubt about the office's work. */
const APPLICANTS_OWN: readonly ClockId[] = ['C7', 'C8', 'C9'];

/** */
function provisionalDueDates({ clocks }: Seen): Found[] {
  return clocks
    .filter(({ id, provisional }) => provisional && !APPLICANTS_OWN.includes(id))
    .map(({ id, dueOn, calendarVersion }) => ({ detail: { clock: id, dueOn, calendarVersion } }));
}
