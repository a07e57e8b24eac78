import { calendarWith, stateCouncilCalendar } from './calendar-with';
import { addDays, weekday, yearOf } from './civil-date';
import { STATE_COUNCIL_SCHEDULES } from './state-council-schedules';
import type { YearSchedule } from './work-calendar';
import { isWorkday } from './day-kind';

describe("the State Council's schedules", () => {
  it.each([
    [2019, 250],
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, expected) => {
    let workdays = 0;
    for (let date = `${year}-01-01`; yearOf(date) === year; date = addDays(date, 1))
      if (isWorkday(date, stateCouncilCalendar)) workdays++;
    expect(workdays).toBe(expected);
  });

  it('cover 2019 to 2026 without a gap', () => {
    expect(stateCouncilCalendar.years).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
  });

  it.each(STATE_COUNCIL_SCHEDULES.map((schedule) => [schedule.year, schedule] as const))(
    '%i: days off are weekdays, make-up days are weekend days, each once, in order and with its notice',
    (year, { daysOff, makeUpDays, source }) => {
      expect(daysOff.filter((day) => weekday(day) > 5)).toEqual([]);
      expect(makeUpDays.filter((day) => weekday(day) < 6)).toEqual([]);
      for (const days of [daysOff, makeUpDays]) {
        expect(days).toEqual([...new Set(days)].sort());
        expect(days.every((day) => yearOf(day) === year)).toBe(true);
      }
      expect(source).toContain(`国务院办公厅关于${year}年部分节假日安排的通知（国办发明电〔${year - 1}〕`);
    },
  );

  it.each([
    ['2019-05-02', false, 'the amended May holidays of 2019'],
    ['2019-05-05', true, 'and their make-up day'],
    ['2020-01-19', true, 'the make-up day before the Spring Festival of 2020'],
    ['2020-01-31', false, 'the prolonged Spring Festival of 2020'],
    ['2020-02-01', false, 'whose second make-up day fell away'],
    ['2020-02-03', true, 'the first day worked after it'],
    ['2024-02-09', true, "New-Year's eve of 2024 (R-62)"],
    ['2025-01-28', false, "New-Year's eve of 2025 (R-62)"],
  ])('%s worked: %s, %s', (day, worked) => {
    expect(isWorkday(day, stateCouncilCalendar)).toBe(worked);
  });
});

describe('a new notice', () => {
  const notice2027: YearSchedule = {
    year: 2027,
    daysOff: ['2027-01-01'],
    makeUpDays: ['2027-01-09'],
    source: '国务院办公厅关于2027年部分节假日安排的通知',
  };

  it('makes its year known, leaves the others and the old calendar as they were', () => {
    const calendar = calendarWith(stateCouncilCalendar, [notice2027]);
    expect(calendar.years.at(-1)).toBe(2027);
    expect(calendar.schedule(2026)).toEqual(stateCouncilCalendar.schedule(2026));
    expect(isWorkday('2027-01-09', calendar)).toBe(true);
    expect(stateCouncilCalendar.schedule(2027)).toBeUndefined();
  });

  it('may be of an earlier year', () => {
    const calendar = calendarWith(stateCouncilCalendar, [{ ...notice2027, year: 2018, daysOff: [], makeUpDays: [] }]);
    expect(calendar.years).toEqual([2018, ...stateCouncilCalendar.years]);
  });

  it('replaces the schedule of its year whole', () => {
    const first = calendarWith(stateCouncilCalendar, [notice2027]);
    const amended = calendarWith(first, [{ ...notice2027, daysOff: ['2027-01-04'], makeUpDays: [] }]);
    expect([isWorkday('2027-01-01', amended), isWorkday('2027-01-09', amended)]).toEqual([true, false]);
  });

  it('changes the version; the same days by another path have the same version (R-66)', () => {
    const first = calendarWith(stateCouncilCalendar, [notice2027]);
    const amended = calendarWith(first, [{ ...notice2027, makeUpDays: [] }]);
    expect(new Set([stateCouncilCalendar, first, amended].map(({ version }) => version)).size).toBe(3);
    expect(calendarWith(amended, [notice2027]).version).toBe(first.version);
  });

  // Stored with every due date: data that change under an old version would make them unexplainable.
  it('is the only reason for another version', () => {
    expect(stateCouncilCalendar.version).toBe('cn-2019-2026-64abb4ba');
  });

  it.each([
    ['a day off on a Sunday', { daysOff: ['2027-01-03'] }],
    ['a make-up day on a Monday', { makeUpDays: ['2027-01-04'] }],
    ['a day of another year', { daysOff: ['2026-12-31'] }],
    ['a day that does not exist', { daysOff: ['2027-02-29'] }],
  ])('is refused with %s', (_what, change) => {
    expect(() => calendarWith(stateCouncilCalendar, [{ ...notice2027, ...change }])).toThrow(RangeError);
  });
});
