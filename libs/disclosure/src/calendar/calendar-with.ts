import { isCivilDate, weekday, yearOf, type CivilDate } from './civil-date';
import { STATE_COUNCIL_SCHEDULES } from './state-council-schedules';
import type { WorkCalendar, YearSchedule } from './work-calendar';

/** The State Council's schedules of 2019–2026. */
export const stateCouncilCalendar: WorkCalendar = calendarOf(STATE_COUNCIL_SCHEDULES);

/**
 * `base` with new or amended years; the later schedule of a year replaces the earlier one whole. A notice that
 * also moves days of the year before needs that year's schedule again, complete. Throws `RangeError` for a schedule
 * whose days lie outside its year, whose days off are no weekdays or whose make-up days are no weekend days.
 */
export function calendarWith(base: WorkCalendar, schedules: readonly YearSchedule[]): WorkCalendar {
  const known = base.years.flatMap((year) => base.schedule(year) ?? []);
  return calendarOf([...known, ...schedules]);
}

function calendarOf(schedules: readonly YearSchedule[]): WorkCalendar {
  schedules.forEach(assertPlausible);
  const byYear = new Map(schedules.map((schedule) => [schedule.year, schedule]));
  const years = [...byYear.keys()].sort((a, b) => a - b);
  return { version: versionOf(years, byYear), years, schedule: (year) => byYear.get(year) };
}

function assertPlausible({ year, daysOff, makeUpDays }: YearSchedule): void {
  const faulty = (date: CivilDate, weekend: boolean): boolean =>
    !isCivilDate(date) || yearOf(date) !== year || weekday(date) > 5 !== weekend;
  const fault = daysOff.find((date) => faulty(date, false)) ?? makeUpDays.find((date) => faulty(date, true));
  if (fault !== undefined) throw new RangeError(`the schedule of ${year} has an impossible day: ${fault}`);
}

// Names the years and their days, so that a changed schedule never keeps the version of the old one.
function versionOf(years: readonly number[], byYear: ReadonlyMap<number, YearSchedule>): string {
  const days = years.map((year) => {
    const schedule = byYear.get(year);
    return [year, [...(schedule?.daysOff ?? [])].sort(), [...(schedule?.makeUpDays ?? [])].sort()];
  });
  return `cn-${years[0] ?? 'none'}-${years.at(-1) ?? 'none'}-${fnv1a(JSON.stringify(days))}`;
}

// FNV-1a, 32 bits: a short name for content that nobody has a reason to forge.
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
