import type { CivilDate } from '../calendar/civil-date';
import type { WorkCalendar } from '../calendar/work-calendar';
import { workdaysIn } from '../calendar/working-days';
import type { CaseState } from '../case/state';
import type { Clock, ClockId } from './clock';
import type { Deadline } from './deadlines';
import type { ReplyPeriod } from './reply-period';

/** What the clocks of a case are computed from; with `today` they are seen from that day. */
export interface Asked {
  state: CaseState;
  calendar: WorkCalendar;
  today: CivilDate | undefined;
  /** The reply period, counted once: counting days is what all this costs. */
  reply: ReplyPeriod | undefined;
}

/** A period and what became of it. */
export interface Period {
  deadline: Deadline;
  length: Clock['length'];
  subject?: string;
  /** Day of the end event; `null` when it happened on a day that was not recorded (L-19). */
  stoppedOn?: CivilDate | null;
  /** The period ended because nothing came. */
  lapsed?: boolean;
  /** It runs after the closing; the others end with the case. */
  outlivesClosing?: boolean;
}

/** The clock of a period: running, stopped by its end event or by the closing, expired; and how late. */
export function clock(id: ClockId, period: Period, { state, calendar, today }: Omit<Asked, 'reply'>): Clock {
  const { deadline, length, subject, lapsed } = period;
  const { startedOn, dueOn, provisional, working } = deadline;
  const closedOn = period.outlivesClosing ? undefined : state.closing?.concludedOn;
  // Closing the case ends whatever still runs in it.
  const ended = period.stoppedOn ?? (period.stoppedOn === null || lapsed ? undefined : closedOn);
  const stopped = ended !== undefined || period.stoppedOn === null;
  const reached = ended ?? (stopped || lapsed ? undefined : today);
  const late = reached !== undefined && reached > dueOn;
  return {
    id,
    ...(subject !== undefined ? { subject } : {}),
    startedOn,
    length,
    dueOn,
    provisional,
    calendarVersion: calendar.version,
    state: stopped ? 'stopped' : lapsed || late ? 'expired' : 'running',
    ...(ended !== undefined ? { stoppedOn: ended } : {}),
    ...(late ? { overdueWd: workdaysIn(dueOn, reached, calendar) } : {}),
    working,
  };
}
