import { addDays, addMonths, type CivilDate } from '../calendar/civil-date';
import { dayKind, WORKED } from '../calendar/day-kind';
import type { WorkCalendar } from '../calendar/work-calendar';
import type { WorkingDay } from './clock';
import type { Deadline } from './deadlines';

/** The length of a period that runs on days off too. */
export type CalendarLength = { calendarDays: number } | { months: number };

/**
 * The end of a period in calendar days or months: the start day does not count, months end on the same-numbered
 * day or the last of a shorter month, and an end on a day off moves to the next working day. The working has the day
 * the count ends on and, where it moved, every day it moved over with its reason.
 */
export function calendarDue(startedOn: CivilDate, length: CalendarLength, calendar: WorkCalendar): Deadline {
  const working: WorkingDay[] = [];
  let provisional = false;
  let on = 'months' in length ? addMonths(startedOn, length.months) : addDays(startedOn, length.calendarDays);
  for (; ; on = addDays(on, 1)) {
    const day = dayKind(on, calendar);
    provisional ||= day.provisional;
    const counted = WORKED[day.kind];
    // An ordinary working day ends the period by R-63; a worked weekend day because a notice says that it is worked.
    working.push({ on, kind: day.kind, counted, rule: counted && day.rule === 'R-61' ? 'R-63' : day.rule });
    if (counted) return { startedOn, dueOn: on, provisional, working };
  }
}
