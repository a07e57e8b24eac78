import type { CivilDate, Instant } from './civil-date';
import { civilDateOf } from './shanghai-day';

const CLOCK = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Asia/Shanghai',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  hour: '2-digit',
  minute: '2-digit',
});

/** What calendar and clock on the wall say in Asia/Shanghai at an instant; throws like `civilDateOf`. */
export function shanghaiClock(instant: Instant): { on: CivilDate; hour: number; minute: number } {
  const on = civilDateOf(instant);
  const parts = new Map(CLOCK.formatToParts(new Date(instant)).map(({ type, value }) => [type, Number(value)]));
  return { on, hour: parts.get('hour') ?? 0, minute: parts.get('minute') ?? 0 };
}

/** `2026-11-23 09:12`, for people. */
export function shanghaiTimeText(instant: Instant): string {
  const { on, hour, minute } = shanghaiClock(instant);
  return `${on} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
