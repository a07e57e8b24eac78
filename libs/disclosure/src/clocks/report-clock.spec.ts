import { stateCouncilCalendar as calendar } from '../calendar/calendar-with';
import { reportClock } from './report-clock';

describe('the annual report (C12, R-65, R-100, R-101)', () => {
  it.each([
    ['department', 2024, '2025-01-31', 'holiday'],
    ['department', 2025, '2026-01-31', 'weekend'],
    ['government', 2024, '2025-03-31', 'workday'],
    ['government', 2023, '2024-03-31', 'weekend'],
  ] as const)('of a %s about %i is due on %s, a %s: the day never moves', (unit, year, dueOn, kind) => {
    const clock = reportClock(unit, year, calendar);
    expect(clock).toMatchObject({ dueOn, state: 'running', provisional: false });
    expect(clock.working).toEqual([{ on: dueOn, kind, counted: true, rule: 'R-65' }]);
  });

  it('is not provisional in a year without a schedule: no schedule could move it', () => {
    expect(reportClock('government', 2030, calendar)).toMatchObject({ dueOn: '2031-03-31', provisional: false });
  });

  it('is late from the day after, counted in working days', () => {
    expect(reportClock('department', 2025, calendar, { today: '2026-01-31' }).state).toBe('running');
    expect(reportClock('department', 2025, calendar, { today: '2026-02-02' })).toMatchObject({
      state: 'expired',
      overdueWd: 1,
    });
    const published = { publishedOn: '2026-01-30', today: '2026-06-30' };
    expect(reportClock('department', 2025, calendar, published)).toMatchObject({
      state: 'stopped',
      stoppedOn: '2026-01-30',
    });
  });

  it('belongs to a year and runs through the beginning of the next', () => {
    expect(reportClock('department', 2024, calendar)).toStrictEqual({
      id: 'C12',
      subject: '2024',
      startedOn: '2025-01-01',
      length: { until: '01-31' },
      dueOn: '2025-01-31',
      provisional: false,
      calendarVersion: calendar.version,
      state: 'running',
      working: [{ on: '2025-01-31', kind: 'holiday', counted: true, rule: 'R-65' }],
    });
    expect(reportClock('government', 2024, calendar).length).toEqual({ until: '03-31' });
  });
});
