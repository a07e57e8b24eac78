import { addDays, weekday, yearOf, type CivilDate } from './civil-date';
import type { DayKind, WorkCalendar, YearSchedule } from './work-calendar';

export interface DayInCalendar {
  kind: DayKind;
  /** `R-61`, the notice that makes the day a holiday or a make-up day, or `R-66` in a year without a schedule. */
  rule: string;
  /** The year has no schedule yet: Monday to Friday is assumed and may change. */
  provisional: boolean;
}

/** Whether people work on a day of this kind. */
export const WORKED: Record<DayKind, boolean> = {
  workday: true,
  make_up_workday: true,
  weekend: false,
  holiday: false,
};

/** What kind of day `date` is and which rule says so. */
export function dayKind(date: CivilDate, calendar: WorkCalendar): DayInCalendar {
  return kindIn(calendar.schedule(yearOf(date)), date, weekday(date) > 5);
}

/** Monday to Friday without the days off, and the make-up weekends. */
export function isWorkday(date: CivilDate, calendar: WorkCalendar): boolean {
  return WORKED[dayKind(date, calendar).kind];
}

/** The days after `start`, one by one. Asks for weekday and schedule only where they can change: clocks walk a lot. */
export class DaysAfter {
  on: CivilDate;
  private weekday: number;
  private schedule: YearSchedule | undefined;

  constructor(
    start: CivilDate,
    private readonly calendar: WorkCalendar,
  ) {
    this.on = start;
    this.weekday = weekday(start);
    this.schedule = calendar.schedule(yearOf(start));
  }

  /** Goes to the next day and says what it is; `on` is that day. */
  next(): DayInCalendar {
    const day = Number(this.on.slice(8));
    this.on = day < 28 ? this.on.slice(0, 8) + String(day + 1).padStart(2, '0') : addDays(this.on, 1);
    this.weekday = (this.weekday % 7) + 1;
    if (this.on.endsWith('-01-01')) this.schedule = this.calendar.schedule(yearOf(this.on));
    return kindIn(this.schedule, this.on, this.weekday > 5);
  }
}

const WEEKDAY: DayInCalendar = { kind: 'workday', rule: 'R-61', provisional: false };
const WEEKEND: DayInCalendar = { kind: 'weekend', rule: 'R-61', provisional: false };
const UNKNOWN_WEEKDAY: DayInCalendar = { kind: 'workday', rule: 'R-66', provisional: true };
const UNKNOWN_WEEKEND: DayInCalendar = { kind: 'weekend', rule: 'R-66', provisional: true };

function kindIn(schedule: YearSchedule | undefined, date: CivilDate, weekend: boolean): DayInCalendar {
  if (!schedule) return weekend ? UNKNOWN_WEEKEND : UNKNOWN_WEEKDAY;
  return noticesOf(schedule).get(date) ?? (weekend ? WEEKEND : WEEKDAY);
}

const notices = new WeakMap<YearSchedule, ReadonlyMap<CivilDate, DayInCalendar>>();

function noticesOf(schedule: YearSchedule): ReadonlyMap<CivilDate, DayInCalendar> {
  const known = notices.get(schedule);
  if (known) return known;
  const { daysOff, makeUpDays, source: rule } = schedule;
  const days = new Map<CivilDate, DayInCalendar>();
  for (const date of daysOff) days.set(date, { kind: 'holiday', rule, provisional: false });
  for (const date of makeUpDays) days.set(date, { kind: 'make_up_workday', rule, provisional: false });
  notices.set(schedule, days);
  return days;
}
