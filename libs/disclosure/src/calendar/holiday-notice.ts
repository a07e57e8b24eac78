import type { Rejection } from '../vocabulary/rejections';
import { calendarWith } from './calendar-with';
import { isCivilDate, weekday, yearOf, type CivilDate } from './civil-date';
import type { WorkCalendar, YearSchedule } from './work-calendar';

/**
 * A holiday notice as it is entered: the whole schedule of its year, and where it reaches into the year before or after,
 * those days beside. Saturdays and Sundays among the days off are no news and are left out.
 */
export interface HolidayNotice {
  year: number;
  daysOff: CivilDate[];
  makeUpDays: CivilDate[];
  /** The notice's title and number. */
  source: string;
}

/** A schedule that the notice puts in force, and the version of the calendar with it. */
export type NewSchedule = YearSchedule & { version: string };

const LISTS = ['daysOff', 'makeUpDays'] as const;
const FIRST_YEAR = 2008;
const LAST_YEAR = 2100;

/**
 * What a notice changes in the calendar: the schedule of its year, and the schedules of the years it reaches
 * into with its days added; nothing for a notice that is in force already.
 */
export function schedulesOfNotice(
  notice: HolidayNotice,
  calendar: WorkCalendar,
): { schedules: NewSchedule[] } | { rejection: Rejection } {
  const rejection = faultOf(notice, calendar);
  if (rejection) return { rejection };
  const changed = [notice.year, ...reachedYears(notice)]
    .map((year) => scheduleOf(year, notice, calendar))
    .filter((schedule) => !isInForce(schedule, calendar));
  let growing = calendar;
  return {
    schedules: changed.map((schedule) => {
      growing = calendarWith(growing, [schedule]);
      return { ...schedule, version: growing.version };
    }),
  };
}

function faultOf(notice: HolidayNotice, calendar: WorkCalendar): Rejection | undefined {
  const { year, source } = notice;
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) return refuse('E_CALENDAR_NOTICE', 'year');
  if (source.trim() === '') return refuse('E_CALENDAR_NOTICE', 'source');
  for (const list of LISTS) {
    for (const [index, on] of notice[list].entries()) {
      const field = `${list}.${index}`;
      if (!isCivilDate(on)) return refuse('E_DATE', field);
      if (Math.abs(yearOf(on) - year) > 1) return refuse('E_CALENDAR_NOTICE', field, on);
      if (list === 'makeUpDays' && weekday(on) <= 5) return refuse('E_CALENDAR_DAY', field, on);
      if (list === 'makeUpDays' && notice.daysOff.includes(on)) return refuse('E_CALENDAR_DAY', field, on);
      // Half of a year that nobody knows yet would pass for the whole of it.
      if (yearOf(on) !== year && !calendar.schedule(yearOf(on))) return refuse('E_CALENDAR_NOTICE', field, on);
    }
  }
  // Every year has its statutory holidays; without one it is not the schedule of a year.
  return notice.daysOff.some((on) => yearOf(on) === year && weekday(on) <= 5)
    ? undefined
    : refuse('E_CALENDAR_NOTICE', 'daysOff');
}

function refuse(code: Rejection['code'], field: string, on?: CivilDate): Rejection {
  return { code, field, ...(on !== undefined && { detail: { on } }) };
}

function reachedYears({ year, daysOff, makeUpDays }: HolidayNotice): number[] {
  return [...new Set([...daysOff, ...makeUpDays].map(yearOf))].filter((reached) => reached !== year).sort();
}

function scheduleOf(year: number, notice: HolidayNotice, calendar: WorkCalendar): YearSchedule {
  const own = {
    daysOff: notice.daysOff.filter((on) => yearOf(on) === year && weekday(on) <= 5),
    makeUpDays: notice.makeUpDays.filter((on) => yearOf(on) === year),
  };
  const known = year === notice.year ? undefined : calendar.schedule(year);
  return {
    year,
    daysOff: inOrder(own.daysOff, known?.daysOff),
    makeUpDays: inOrder(own.makeUpDays, known?.makeUpDays),
    source: known ? sourcesOf(known.source, notice.source) : notice.source.trim(),
  };
}

function inOrder(days: CivilDate[], known: CivilDate[] = []): CivilDate[] {
  return [...new Set([...known, ...days])].sort();
}

function sourcesOf(known: string, added: string): string {
  return known.includes(added.trim()) ? known : `${known}；${added.trim()}`;
}

function isInForce({ year, daysOff, makeUpDays, source }: YearSchedule, calendar: WorkCalendar): boolean {
  const known = calendar.schedule(year);
  const same = (days: CivilDate[], others: CivilDate[]) => inOrder(days).join() === inOrder(others).join();
  if (!known || !same(daysOff, known.daysOff) || !same(makeUpDays, known.makeUpDays)) return false;
  return known.source === source;
}

/** The first day that is worked in one of the two calendars and not in the other; `undefined` when they agree. */
export function firstChangedDay(before: WorkCalendar, after: WorkCalendar): CivilDate | undefined {
  const years = [...new Set([...before.years, ...after.years])].sort((a, b) => a - b);
  const changed = years.flatMap((year) => {
    const [old, now] = [before.schedule(year), after.schedule(year)];
    // A year that becomes known stops being provisional, whatever its days.
    if (!old || !now) return [`${year}-01-01`];
    return LISTS.flatMap((list) => [
      ...old[list].filter((on) => !now[list].includes(on)),
      ...now[list].filter((on) => !old[list].includes(on)),
    ]);
  });
  return changed.sort()[0];
}
