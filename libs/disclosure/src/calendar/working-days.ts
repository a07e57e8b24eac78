import type { WorkingDay } from '../clocks/clock';
import { addDays, weekday, yearOf, type CivilDate } from './civil-date';
import type { DayKind, WorkCalendar } from './work-calendar';

export interface DayInCalendar {
  kind: DayKind;
  /** `R-61`, the notice that makes the day a holiday or a make-up day, or `R-66` in a year without a schedule. */
  rule: string;
  /** The year has no schedule yet: Monday to Friday is assumed and may change. */
  provisional: boolean;
}

/** The end of a period counted in working days, with every day from the start to it. */
export interface DueDate {
  dueOn: CivilDate;
  provisional: boolean;
  working: WorkingDay[];
}

/** No period of this law comes near it; what is longer is a typing error and would be counted for minutes. */
export const LONGEST_PERIOD_WD = 5000;

/** What kind of day `date` is and which rule says so. */
export function dayKind(date: CivilDate, calendar: WorkCalendar): DayInCalendar {
  const weekend = weekday(date) > 5;
  const schedule = calendar.schedule(yearOf(date));
  if (!schedule) return { kind: weekend ? 'weekend' : 'workday', rule: 'R-66', provisional: true };
  if (schedule.daysOff.includes(date)) return { kind: 'holiday', rule: schedule.source, provisional: false };
  if (schedule.makeUpDays.includes(date)) return { kind: 'make_up_workday', rule: schedule.source, provisional: false };
  return { kind: weekend ? 'weekend' : 'workday', rule: 'R-61', provisional: false };
}

/** Monday to Friday without the days off, and the make-up weekends. */
export function isWorkday(date: CivilDate, calendar: WorkCalendar): boolean {
  return WORKED[dayKind(date, calendar).kind];
}

const WORKED: Record<DayKind, boolean> = { workday: true, make_up_workday: true, weekend: false, holiday: false };

/**
 * The n-th working day strictly after `start`. Throws `RangeError` unless `workingDays` is a whole number from
 * 1 to `LONGEST_PERIOD_WD`.
 */
export function due(start: CivilDate, workingDays: number, calendar: WorkCalendar): DueDate {
  if (!Number.isInteger(workingDays) || workingDays < 1 || workingDays > LONGEST_PERIOD_WD)
    throw new RangeError(`a period runs for 1 to ${LONGEST_PERIOD_WD} working days`);
  const counted = new Count(calendar);
  let dueOn = start;
  while (counted.n < workingDays) {
    dueOn = addDays(dueOn, 1);
    counted.add(dueOn);
  }
  return { dueOn, provisional: counted.provisional, working: counted.working };
}

/** Every day of `(afterExclusive, toInclusive]`, counted by R-60 or not. */
export function workingBetween(
  afterExclusive: CivilDate,
  toInclusive: CivilDate,
  calendar: WorkCalendar,
): { provisional: boolean; working: WorkingDay[] } {
  const counted = new Count(calendar);
  for (let date = afterExclusive; date < toInclusive;) {
    date = addDays(date, 1);
    counted.add(date);
  }
  return { provisional: counted.provisional, working: counted.working };
}

class Count {
  readonly working: WorkingDay[] = [];
  n = 0;
  provisional = false;

  constructor(private readonly calendar: WorkCalendar) {}

  add(on: CivilDate): void {
    const { kind, rule, provisional } = dayKind(on, this.calendar);
    this.provisional ||= provisional;
    if (!WORKED[kind]) this.working.push({ on, kind, counted: false, rule });
    // An ordinary working day counts by R-60; a make-up day because a notice says so, an unknown one by assumption.
    else this.working.push({ on, kind, counted: true, n: ++this.n, rule: rule === 'R-61' ? 'R-60' : rule });
  }
}

/** Working days in the half-open interval `(afterExclusive, toInclusive]`; 0 when it is empty. */
export function workdaysIn(afterExclusive: CivilDate, toInclusive: CivilDate, calendar: WorkCalendar): number {
  let count = 0;
  for (let date = afterExclusive; date < toInclusive;) {
    date = addDays(date, 1);
    if (isWorkday(date, calendar)) count++;
  }
  return count;
}

/** `date` itself, or the next working day when it is none. */
export function rollToWorkday(date: CivilDate, calendar: WorkCalendar): CivilDate {
  let rolled = date;
  while (!isWorkday(rolled, calendar)) rolled = addDays(rolled, 1);
  return rolled;
}
