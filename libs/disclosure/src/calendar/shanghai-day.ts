import type { CivilDate, Instant } from './civil-date';

// h23: with `hour12: false` midnight would print as hour 24 of the day before or after, depending on the engine.
const SHANGHAI = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Asia/Shanghai',
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/**
 * The day in Asia/Shanghai on which an instant falls, summer time of 1986–1991 included; the one place where a legal
 * date is made from a clock. Throws `RangeError` when `instant` is not ISO 8601.
 */
export function civilDateOf(instant: Instant): CivilDate {
  const parts = new Map(SHANGHAI.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${(parts.get('year') ?? '').padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}
