import type { WorkingDay } from '../clocks/clock';
import { addDays, type CivilDate } from './civil-date';
import { DaysAfter, isWorkday, WORKED, type DayInCalendar } from './day-kind';
import type { WorkCalendar } from './work-calendar';

/** The end of a period counted in working days, with every day from the start to it. */
export interface DueDate {
  dueOn: CivilDate;
  provisional: boolean;
  working: WorkingDay[];
}

/** No period of this law comes near it; what is longer is a typing error and would be counted for minutes. */
export const LONGEST_PERIOD_WD = 5000;

/**
 * The n-th working day strictly after `start`. Throws `RangeError` unless `workingDays` is a whole number from
 * 1 to `LONGEST_PERIOD_WD`.
 */
export function due(start: CivilDate, workingDays: number, calendar: WorkCalendar): DueDate {
  if (!Number.isInteger(workingDays) || workingDays < 1 || workingDays > LONGEST_PERIOD_WD)
    throw new RangeError(`a period runs for 1 to ${LONGEST_PERIOD_WD} working days`);
  const days = new DaysAfter(start, calendar);
  const count = new Count();
  while (count.n < workingDays) count.add(days.next(), days.on);
  return { dueOn: days.on, provisional: count.provisional, working: count.working };
}

/** Every day of `(afterExclusive, toInclusive]`, counted by R-60 or not. */
export function workingBetween(
  afterExclusive: CivilDate,
  toInclusive: CivilDate,
  calendar: WorkCalendar,
): { provisional: boolean; working: WorkingDay[] } {
  const days = new DaysAfter(afterExclusive, calendar);
  const count = new Count();
  while (days.on < toInclusive) count.add(days.next(), days.on);
  return { provisional: count.provisional, working: count.working };
}

class Count {
  readonly working: WorkingDay[] = [];
  n = 0;
  provisional = false;

  add({ kind, rule, provisional }: DayInCalendar, on: CivilDate): void {
    this.provisional ||= provisional;
    if (!WORKED[kind]) this.working.push({ on, kind, counted: false, rule });
    // An ordinary working day counts by R-60; a make-up day because a notice says so, an unknown one by assumption.
    else this.working.push({ on, kind, counted: true, n: ++this.n, rule: rule === 'R-61' ? 'R-60' : rule });
  }
}

/** Working days in the half-open interval `(afterExclusive, toInclusive]`; 0 when it is empty. */
export function workdaysIn(afterExclusive: CivilDate, toInclusive: CivilDate, calendar: WorkCalendar): number {
  const days = new DaysAfter(afterExclusive, calendar);
  let count = 0;
  while (days.on < toInclusive) if (WORKED[days.next().kind]) count++;
  return count;
}

/** `date` itself, or the next working day when it is none. */
export function rollToWorkday(date: CivilDate, calendar: WorkCalendar): CivilDate {
  let rolled = date;
  while (!isWorkday(rolled, calendar)) rolled = addDays(rolled, 1);
  return rolled;
}
