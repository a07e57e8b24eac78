import type { CivilDate } from '../calendar/civil-date';
import type { WorkCalendar } from '../calendar/work-calendar';
import type { CaseState, CaseStatus, Consultation } from '../case/state';
import { answerClocks, directSuitClocks, reconsiderationClocks, suitAfterReconsiderationClocks } from './appeal-clocks';
import type { Clock, ClockId } from './clock';
import { clock, type Asked } from './clock-from';
import {
  correctionDue,
  correctionNoticeDue,
  CORRECTION_NOTICE_WD,
  FEE_PERIOD_WD,
  feeDue,
  opinionDue,
} from './deadlines';
import { redecisionClock } from './redecision-clock';
import { replyPeriod } from './reply-period';

/**
 * The clocks of a case with their working (§11), in the order of the table; none before receipt, none for void
 * and split cases. With `today`, periods past their end are `expired` and open consultations pause up to that day.
 */
export function clocksOf(state: CaseState, calendar: WorkCalendar, today?: CivilDate): Clock[] {
  if (state.receivedOn === null || !HAS_CLOCKS[state.status]) return [];
  const asked = { state, calendar, today, reply: replyPeriod(state, calendar, today) };
  return CLOCK_IDS.flatMap((id) => CLOCKS[id](asked));
}

const HAS_CLOCKS: Record<CaseStatus, boolean> = {
  UNCONFIRMED: false,
  RUNNING: true,
  CONSULTING: true,
  AWAITING_CORRECTION: true,
  AWAITING_PAYMENT: true,
  DECIDED: true,
  CLOSED: true,
  REDECIDING: true,
  VOID: false,
  SPLIT: false,
};

/** C12 runs for a unit and a year, not for a case: `reportClock`. */
const notOfACase = (): Clock[] => [];

const CLOCKS: Record<ClockId, (asked: Asked) => Clock[]> = {
  C1: correctionNoticeClock,
  C2: correctionClock,
  C3: replyClock,
  C4: (asked) => opinionClocks('C4', 'third_party', asked),
  C5: (asked) => opinionClocks('C5', 'agency', asked),
  C6: feeClock,
  C7: reconsiderationClocks,
  C8: suitAfterReconsiderationClocks,
  C9: directSuitClocks,
  C10: answerClocks,
  C11: redecisionClock,
  C12: notOfACase,
};
const CLOCK_IDS = Object.keys(CLOCKS) as ClockId[];

/** C1 is shown while a correction can still be asked for, and once it was, to say whether that was in time. */
function correctionNoticeClock(asked: Asked): Clock[] {
  const { state, calendar } = asked;
  const deadline = correctionNoticeDue(state, calendar);
  const stillOpen = state.status === 'RUNNING' || state.status === 'CONSULTING';
  const sentOn = state.correction?.sentOn;
  if (!deadline || sentOn === null || (sentOn === undefined && !stillOpen)) return [];
  return [clock('C1', { deadline, length: { workingDays: CORRECTION_NOTICE_WD }, stoppedOn: sentOn }, asked)];
}

function correctionClock(asked: Asked): Clock[] {
  const { state, calendar } = asked;
  const deadline = correctionDue(state, calendar);
  if (!deadline || !state.correction) return [];
  const { receivedOn, lapsedOn } = state.correction;
  const workingDays = deadline.working.filter(({ counted }) => counted).length;
  return [
    clock('C2', { deadline, length: { workingDays }, stoppedOn: receivedOn, lapsed: lapsedOn !== undefined }, asked),
  ];
}

function replyClock(asked: Asked): Clock[] {
  const { reply: period } = asked;
  if (!period) return [];
  const { parts, stop, paused, unmeasured } = period;
  const workingDays = parts.base + parts.extension + parts.paused;
  const { overdueWd, ...counted } = clock(
    'C3',
    { deadline: period, length: { workingDays }, stoppedOn: stop?.on },
    asked,
  );
  return [
    {
      ...counted,
      parts,
      ...(paused && !stop ? { state: 'paused' as const } : {}),
      // Without the days of a pause nobody can say that the reply was late.
      ...(overdueWd !== undefined && !unmeasured ? { overdueWd } : {}),
    },
  ];
}

function opinionClocks(id: 'C4' | 'C5', kind: Consultation['kind'], asked: Asked): Clock[] {
  return asked.state.consultations
    .filter((consultation) => consultation.kind === kind)
    .flatMap((consultation) => {
      const deadline = opinionDue(consultation, asked.calendar);
      if (!deadline) return [];
      const { outcome, periodWd: workingDays, consultId: subject } = consultation;
      const lapsed = outcome?.how === 'lapsed';
      return clock(
        id,
        { deadline, length: { workingDays }, subject, stoppedOn: lapsed ? undefined : outcome?.endedOn, lapsed },
        asked,
      );
    });
}

function feeClock(asked: Asked): Clock[] {
  const { state, calendar } = asked;
  const deadline = feeDue(state, calendar);
  if (!deadline || !state.fee) return [];
  const { paid, lapsedOn } = state.fee;
  const lapsed = lapsedOn !== undefined;
  return [clock('C6', { deadline, length: { workingDays: FEE_PERIOD_WD }, stoppedOn: paid?.paidOn, lapsed }, asked)];
}
