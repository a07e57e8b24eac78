import type { CivilDate } from '../calendar/civil-date';
import type { WorkCalendar } from '../calendar/work-calendar';
import { workdaysIn } from '../calendar/working-days';
import type { CaseState, CaseStatus, Consultation } from '../case/state';
import type { Clock, ClockId } from './clock';
import {
  correctionDue,
  correctionNoticeDue,
  CORRECTION_NOTICE_WD,
  FEE_PERIOD_WD,
  feeDue,
  opinionDue,
  type Deadline,
} from './deadlines';
import { replyPeriod } from './reply-period';

interface Asked {
  state: CaseState;
  calendar: WorkCalendar;
  today: CivilDate | undefined;
}

/**
 * The clocks of a case with their working (§11), in the order of the table; none before receipt, none for void
 * and split cases. With `today`, periods past their end are `expired` and open consultations pause up to that day.
 */
export function clocksOf(state: CaseState, calendar: WorkCalendar, today?: CivilDate): Clock[] {
  if (state.receivedOn === null || !HAS_CLOCKS[state.status]) return [];
  return CLOCK_IDS.flatMap((id) => CLOCKS[id]({ state, calendar, today }));
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

/** Place of a clock that is not computed yet. */
const next = (): Clock[] => [];

const CLOCKS: Record<ClockId, (asked: Asked) => Clock[]> = {
  C1: correctionNoticeClock,
  C2: correctionClock,
  C3: replyClock,
  C4: (asked) => opinionClocks('C4', 'third_party', asked),
  C5: (asked) => opinionClocks('C5', 'agency', asked),
  C6: feeClock,
  C7: next,
  C8: next,
  C9: next,
  C10: next,
  C11: next,
  C12: next,
};
const CLOCK_IDS = Object.keys(CLOCKS) as ClockId[];

/** C1 is shown while a correction can still be asked for, and once it was, to say whether that was in time. */
function correctionNoticeClock(asked: Asked): Clock[] {
  const { state, calendar } = asked;
  const deadline = correctionNoticeDue(state, calendar);
  const stillOpen = state.status === 'RUNNING' || state.status === 'CONSULTING';
  const sentOn = state.correction?.sentOn;
  if (!deadline || sentOn === null || (sentOn === undefined && !stillOpen)) return [];
  return [clock('C1', { deadline, workingDays: CORRECTION_NOTICE_WD, stoppedOn: sentOn }, asked)];
}

function correctionClock(asked: Asked): Clock[] {
  const { state, calendar } = asked;
  const deadline = correctionDue(state, calendar);
  if (!deadline || !state.correction) return [];
  const { receivedOn, lapsedOn } = state.correction;
  const workingDays = deadline.working.filter(({ counted }) => counted).length;
  return [clock('C2', { deadline, workingDays, stoppedOn: receivedOn, lapsed: lapsedOn !== undefined }, asked)];
}

function replyClock(asked: Asked): Clock[] {
  const { state, calendar, today } = asked;
  const period = replyPeriod(state, calendar, today);
  if (!period) return [];
  const { parts, stop, paused, unmeasured } = period;
  const workingDays = parts.base + parts.extension + parts.paused;
  const { overdueWd, ...counted } = clock('C3', { deadline: period, workingDays, stoppedOn: stop?.on }, asked);
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
        { deadline, workingDays, subject, stoppedOn: lapsed ? undefined : outcome?.endedOn, lapsed },
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
  return [clock('C6', { deadline, workingDays: FEE_PERIOD_WD, stoppedOn: paid?.paidOn, lapsed }, asked)];
}

interface Period {
  deadline: Deadline;
  workingDays: number;
  subject?: string;
  /** Day of the end event; `null` when it happened on a day that was not recorded (L-19). */
  stoppedOn?: CivilDate | null;
  /** The period ended because nothing came. */
  lapsed?: boolean;
}

function clock(id: ClockId, period: Period, { state, calendar, today }: Asked): Clock {
  const { deadline, workingDays, subject, lapsed } = period;
  const { startedOn, dueOn, provisional, working } = deadline;
  // Closing the case ends whatever still runs in it.
  const ended = period.stoppedOn ?? (period.stoppedOn === null || lapsed ? undefined : state.closing?.concludedOn);
  const stopped = ended !== undefined || period.stoppedOn === null;
  const reached = ended ?? (stopped || lapsed ? undefined : today);
  const late = reached !== undefined && reached > dueOn;
  return {
    id,
    ...(subject !== undefined ? { subject } : {}),
    startedOn,
    length: { workingDays },
    dueOn,
    provisional,
    calendarVersion: calendar.version,
    state: stopped ? 'stopped' : lapsed || late ? 'expired' : 'running',
    ...(ended !== undefined ? { stoppedOn: ended } : {}),
    ...(late ? { overdueWd: workdaysIn(dueOn, reached, calendar) } : {}),
    working,
  };
}
