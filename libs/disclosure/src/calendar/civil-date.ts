/** A day in Asia/Shanghai as `YYYY-MM-DD`. Never a `Date`: a civil date has no time zone to get wrong. */
export type CivilDate = string;

/** A UTC instant as ISO 8601 with milliseconds, `2025-01-02T03:04:05.678Z`. */
export type Instant = string;

/** Monday = 1 … Sunday = 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

interface YearMonthDay {
  year: number;
  month: number;
  day: number;
}

/** Whether `value` names a day that exists, `0001-01-01` to `9999-12-31`; 29 February only in leap years. */
export function isCivilDate(value: unknown): value is CivilDate {
  const match = typeof value === 'string' ? PATTERN.exec(value) : null;
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month);
}

/** The day `days` calendar days later (earlier when negative). Throws `RangeError` on what is not a civil date. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same-numbered day `months` later, or the last day of a shorter month. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const { year, month, day } = parse(date);
  const index = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  return format({ ...target, day: Math.min(day, lengthOfMonth(target.year, target.month)) });
}

export function weekday(date: CivilDate): Weekday {
  // Day number 0 is 0000-03-01, a Wednesday.
  return (((dayNumber(date) + 2) % 7) + 1) as Weekday;
}

export function yearOf(date: CivilDate): number {
  return parse(date).year;
}

function parse(date: CivilDate): YearMonthDay {
  if (!isCivilDate(date)) throw new RangeError('not a civil date (YYYY-MM-DD)');
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

function format({ year, month, day }: YearMonthDay): CivilDate {
  if (year < 1 || year > 9999) throw new RangeError('civil dates run from 0001-01-01 to 9999-12-31');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function lengthOfMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

// The year is taken to begin in March, so that the leap day is its last day and every month before it has the same
// offset in every year: 153 days in each run of five months.
function dayNumber(date: CivilDate): number {
  const { year, month, day } = parse(date);
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  return (
    365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((153 * m + 2) / 5) + day - 1
  );
}

const DAYS_IN_400_YEARS = 146_097;

function fromDayNumber(number: number): CivilDate {
  if (!Number.isInteger(number)) throw new RangeError('a number of days must be whole');
  const era = Math.floor(number / DAYS_IN_400_YEARS);
  const dayOfEra = number - era * DAYS_IN_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * m + 2) / 5) + 1;
  const month = m < 10 ? m + 3 : m - 9;
  return format({ year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day });
}
