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

// Without a zone, `Date` would read the text as local time of the machine.
const HAS_ZONE = /^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})$/;

/**
 * The day in Asia/Shanghai on which an instant falls, summer time of 1986–1991 included; the one place where a legal
 * date is made from a clock. Throws `RangeError` when `instant` is not ISO 8601 with `Z` or an offset.
 */
export function civilDateOf(instant: Instant): CivilDate {
  if (!HAS_ZONE.test(instant)) throw new RangeError('not an instant (ISO 8601 with Z or an offset)');
  const parts = new Map(SHANGHAI.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${(parts.get('year') ?? '').padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}
