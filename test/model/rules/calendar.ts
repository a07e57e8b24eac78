/** A civil day, `YYYY-MM-DD`. */
export type Day = string;

/** R-61, the table of the years: what differs from Monday to Friday. `a..b` is a run of days. */
const WEEKDAYS_OFF = [
  '2024-01-01 2024-02-12..16 2024-04-04 2024-04-05 2024-05-01..03 2024-06-10 2024-09-16 2024-09-17',
  '2024-10-01..04 2024-10-07',
  '2025-01-01 2025-01-28..31 2025-02-03 2025-02-04 2025-04-04 2025-05-01 2025-05-02 2025-05-05 2025-06-02',
  '2025-10-01..03 2025-10-06..08',
  '2026-01-01 2026-01-02 2026-02-16..20 2026-02-23 2026-04-06 2026-05-01 2026-05-04 2026-05-05 2026-06-19',
  '2026-09-25 2026-10-01 2026-10-02 2026-10-05..07',
];
const MAKE_UP = [
  '2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12',
  '2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11',
  '2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10',
];

function daysIn(lines: readonly string[]): Day[] {
  return lines
    .flatMap((line) => line.split(' '))
    .flatMap((term) => {
      const [from = '', to] = term.split('..');
      const run: Day[] = [];
      for (let n = Number(from.slice(8)); n <= Number(to ?? from.slice(8)); n++) {
        run.push(`${from.slice(0, 8)}${String(n).padStart(2, '0')}`);
      }
      return run;
    });
}
export const MAKE_UP_DAYS: readonly Day[] = daysIn(MAKE_UP);

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengthOf = (year: number, month: number): number =>
  [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
const dayOf = (year: number, month: number, date: number): Day =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

/** Every day the model knows, one after the other; 2024-01-01 was a Monday. Only 2024 to 2026 have a schedule. */
export const ALL_DAYS: Day[] = [];
for (let year = 2024; year <= 2028; year++) {
  for (let month = 1; month <= 12; month++) {
    for (let date = 1; date <= lengthOf(year, month); date++) ALL_DAYS.push(dayOf(year, month, date));
  }
}
const PLACE = new Map(ALL_DAYS.map((day, i) => [day, i]));
export const LAST_KNOWN: Day = '2026-12-31';

const off = new Set(daysIn(WEEKDAYS_OFF));
const madeUp = new Set(MAKE_UP_DAYS);
const WORKED = ALL_DAYS.map((day, i) => (i % 7 >= 5 ? madeUp.has(day) : !off.has(day)));

export const isDay = (day: string): boolean => PLACE.has(day);

/** Place of a day in the row of days. */
export function placeOf(day: Day): number {
  const place = PLACE.get(day);
  if (place === undefined) throw new Error(`the model knows no day ${day}`);
  return place;
}

export const isWorked = (day: Day): boolean => WORKED[placeOf(day)]!;

/** `n` days later, or earlier; held to the days the model knows. */
export const later = (day: Day, n: number): Day =>
  ALL_DAYS[Math.min(ALL_DAYS.length - 1, Math.max(0, placeOf(day) + n))]!;

/** the n-th working day after `start`. */
export function due(start: Day, n: number): Day {
  let day = start;
  for (let counted = 0; counted < n;) {
    day = later(day, 1);
    if (isWorked(day)) counted++;
  }
  return day;
}

/** Working days in `(from, to]`. */
export function workedIn(from: Day, to: Day): number {
  let counted = 0;
  for (let day = from; day < to;) {
    day = later(day, 1);
    if (isWorked(day)) counted++;
  }
  return counted;
}

const rolled = (day: Day): Day => {
  let end = day;
  while (!isWorked(end)) end = later(end, 1);
  return end;
};

/** a period of calendar days. */
export const dueAfterDays = (start: Day, n: number): Day => rolled(later(start, n));

/** a period of months ends on the same-numbered day, or the last of a shorter month. */
export function dueAfterMonths(start: Day, months: number): Day {
  let [year, month] = [Number(start.slice(0, 4)), Number(start.slice(5, 7)) + months];
  while (month > 12) [year, month] = [year + 1, month - 12];
  return rolled(dayOf(year, month, Math.min(Number(start.slice(8)), lengthOf(year, month))));
}
