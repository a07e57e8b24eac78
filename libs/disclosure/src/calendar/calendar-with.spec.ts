import { calendarWith, stateCouncilCalendar } from './calendar-with';
import { addDays } from './civil-date';
import { dayKind, DaysAfter, isWorkday } from './day-kind';
import type { WorkCalendar, YearSchedule } from './work-calendar';

const NOTHING: WorkCalendar = { version: '', years: [], schedule: () => undefined };
const schedule = (year: number, more: Partial<YearSchedule> = {}): YearSchedule => ({
  year,
  daysOff: [],
  makeUpDays: [],
  source: '示例通知',
  ...more,
});

describe('the version of a calendar (R-66)', () => {
  const version = (...schedules: YearSchedule[]) => calendarWith(NOTHING, schedules).version;

  it('names the first and the last of its years, or that it has none', () => {
    expect(stateCouncilCalendar.version).toMatch(/^cn-2019-2026-[0-9a-f]{8}$/);
    expect(version(schedule(2031), schedule(2029), schedule(2030))).toMatch(/^cn-2029-2031-[0-9a-f]{8}$/);
    expect(version()).toMatch(/^cn-none-none-[0-9a-f]{8}$/);
  });

  it('is always of one length, also where the content has a short name', () => {
    const versions = Array.from({ length: 200 }, (_, day) =>
      version(schedule(2029, { makeUpDays: [], daysOff: weekdays(2029).slice(day, day + 1) })),
    );
    for (const each of versions) expect(each).toMatch(/^cn-2029-2029-[0-9a-f]{8}$/);
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('tells a day off and a make-up day that came, and not in which order they were told', () => {
    const [off, worked] = [
      ['2029-01-01', '2029-01-02'],
      ['2029-01-06', '2029-01-07'],
    ];
    const known = version(schedule(2029, { daysOff: off, makeUpDays: worked }));
    expect(version(schedule(2029, { daysOff: [...off].reverse(), makeUpDays: [...worked].reverse() }))).toBe(known);
    expect(version(schedule(2029, { daysOff: off }))).not.toBe(known);
    expect(version(schedule(2029, { makeUpDays: worked }))).not.toBe(known);
    expect(version(schedule(2029))).not.toBe(version(schedule(2030)));
  });
});

describe('a calendar with a schedule', () => {
  it('of a year it had replaces that year whole, and has its years in order', () => {
    const first = calendarWith(NOTHING, [schedule(2030), schedule(2029, { daysOff: ['2029-01-01'] })]);
    const amended = calendarWith(first, [schedule(2029, { daysOff: ['2029-01-02'] })]);
    expect(amended.years).toEqual([2029, 2030]);
    expect(['2029-01-01', '2029-01-02'].map((on) => isWorkday(on, amended))).toEqual([true, false]);
  });

  it.each<[string, Partial<YearSchedule>]>([
    ['of another year', { daysOff: ['2028-12-29'] }],
    ['that does not exist', { daysOff: ['2029-02-29'] }],
    ['off that is a weekend', { daysOff: ['2029-01-06'] }],
    ['worked that is none', { makeUpDays: ['2029-01-05'] }],
    ['worked of another year', { makeUpDays: ['2028-12-30'] }],
  ])('does not take a day %s', (_what, more) => {
    expect(() => calendarWith(NOTHING, [schedule(2029, more)])).toThrow(RangeError);
  });
});

it('days one by one are the days of the calendar, over the ends of months, leap years and years (R-61)', () => {
  for (const start of ['2024-02-20', '2024-12-20', '2025-02-20', '2026-12-20', '2018-12-20']) {
    const days = new DaysAfter(start, stateCouncilCalendar);
    for (let n = 1; n <= 80; n++) {
      const kind = days.next();
      expect([days.on, kind]).toEqual([addDays(start, n), dayKind(addDays(start, n), stateCouncilCalendar)]);
    }
  }
});

function weekdays(year: number): string[] {
  const days = Array.from({ length: 365 }, (_, n) => addDays(`${year}-01-01`, n));
  return days.filter((on) => isWorkday(on, NOTHING));
}
