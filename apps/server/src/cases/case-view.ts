import {
  APPLICANT_KINDS,
  CASE_STATUSES,
  CHANNELS,
  clocksOf,
  findingsOf,
  type CaseState,
  type CivilDate,
  type WorkCalendar,
} from '@app/disclosure';
import { clockView } from './clock-view';
import { findingView } from './finding-view';
import { nextCommands } from './next-commands';

/** One case for the desk: how it stands, what is due and why, what was late, what can be done next. */
export function caseView(
  state: CaseState,
  { calendar, today, explain }: { calendar: WorkCalendar; today: CivilDate; explain: boolean },
) {
  const { caseId, unit, caseNo, status, revision, position, recordedAt, registeredEventId, ...facts } = state;
  return {
    caseId,
    unit,
    caseNo,
    status,
    labels: {
      status: CASE_STATUSES[status],
      channel: CHANNELS[facts.channel].label,
      applicantKind: APPLICANT_KINDS[facts.applicantKind],
    },
    revision,
    position,
    recordedAt,
    registeredEventId,
    facts,
    clocks: clocksOf(state, calendar, today).map((clock) => clockView(clock, explain)),
    findings: findingsOf(state, calendar).map(findingView),
    next: nextCommands(state, calendar, today),
  };
}
