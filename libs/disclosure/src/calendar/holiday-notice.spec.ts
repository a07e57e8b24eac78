import fc from 'fast-check';
import { calendarWith, stateCouncilCalendar as calendar } from './calendar-with';
import { addDays, weekday } from './civil-date';
import { isWorkday } from './day-kind';
import { firstChangedDay, schedulesOfNotice, type HolidayNotice } from './holiday-notice';
import { due } from './working-days';

/** Invented: nobody knows the real one. 2027-01-01 is a Friday. */
const notice: HolidayNotice = {
  year: 2027,
  daysOff: ['2027-02-08', '2027-01-01', '2027-02-06', '2027-02-05'],
  makeUpDays: ['2027-01-31'],
  source: '示例通知〔2026〕9号',
};

const schedules = (changed: Partial<HolidayNotice> = {}, known = calendar) => {
  const answer = schedulesOfNotice({ ...notice, ...changed }, known);
  if ('rejection' in answer) throw new Error(`refused with ${answer.rejection.code}`);
  return answer.schedules;
};

describe('a holiday notice', () => {
  it('is the schedule of its year, weekends left out, with the version of the calendar it makes', () => {
    const [schedule, ...others] = schedules();
    expect(schedule).toEqual({
      year: 2027,
      daysOff: ['2027-01-01', '2027-02-05', '2027-02-08'],
      makeUpDays: ['2027-01-31'],
      source: notice.source,
      version: calendarWith(calendar, [schedule!]).version,
    });
    expect(others).toEqual([]);
  });

  it('that reaches into the year before adds its days to that year and keeps the others', () => {
    const [own, before] = schedules({ makeUpDays: ['2026-12-27', '2027-01-31'] });
    expect(own?.year).toBe(2027);
    expect(before).toMatchObject({ year: 2026, makeUpDays: [...calendar.schedule(2026)!.makeUpDays, '2026-12-27'] });
    expect(before?.daysOff).toEqual(calendar.schedule(2026)?.daysOff);
    expect(before?.source).toBe(`${calendar.schedule(2026)?.source}；${notice.source}`);
    const after = calendarWith(calendar, [own!, before!]);
    expect([isWorkday('2026-12-27', calendar), isWorkday('2026-12-27', after)]).toEqual([false, true]);
    expect(before?.version).toBe(after.version);
  });

  it('changes nothing when it is in force already, in whatever order its days are told', () => {
    const known = calendarWith(calendar, schedules());
    expect(schedules({ daysOff: [...notice.daysOff].reverse() }, known)).toEqual([]);
    expect(schedules({ daysOff: ['2027-01-01'] }, known)).toHaveLength(1);
  });

  it.each<[string, Partial<HolidayNotice>, string, string]>([
    ['a make-up day that is worked anyway', { makeUpDays: ['2027-02-01'] }, 'E_CALENDAR_DAY', 'makeUpDays.0'],
    ['a day that is off and worked', { makeUpDays: ['2027-02-06'] }, 'E_CALENDAR_DAY', 'makeUpDays.0'],
    ['a day that does not exist', { daysOff: ['2027-01-01', '2027-02-29'] }, 'E_DATE', 'daysOff.1'],
    ['a day two years off', { makeUpDays: ['2025-01-04'] }, 'E_CALENDAR_NOTICE', 'makeUpDays.0'],
    ['a day of a year nobody knows yet', { daysOff: ['2027-01-01', '2028-01-03'] }, 'E_CALENDAR_NOTICE', 'daysOff.1'],
    ['no source', { source: '  ' }, 'E_CALENDAR_NOTICE', 'source'],
    ['no holiday', { daysOff: ['2027-01-02'] }, 'E_CALENDAR_NOTICE', 'daysOff'],
    ['no year', { year: 27 }, 'E_CALENDAR_NOTICE', 'year'],
  ])('is refused with %s (R-61, R-66)', (_what, changed, code, field) => {
    expect(schedulesOfNotice({ ...notice, ...changed }, calendar)).toMatchObject({ rejection: { code, field } });
  });
});

describe('a holiday notice from outside the years', () => {
  const yearly = (year: number): HolidayNotice => ({
    year,
    // the first day of the year from Monday to Friday
    daysOff: [1, 2, 3]
      .map((day) => `${year}-01-0${day}`)
      .filter((on) => weekday(on) <= 5)
      .slice(0, 1),
    makeUpDays: [],
    source: '示例通知',
  });

  it.each([
    [2007, false],
    [2008, true],
    [2100, true],
    [2101, false],
  ])('%i can be entered: %s', (year, accepted) => {
    const answer = schedulesOfNotice(yearly(year), calendar);
    if (accepted) expect(answer).toMatchObject({ schedules: [{ year }] });
    else expect(answer).toEqual({ rejection: { code: 'E_CALENDAR_NOTICE', field: 'year' } });
  });
});

describe('a holiday notice is told', () => {
  it('which day is at fault, where one is, and never what is no day (R-61)', () => {
    const rejected = (changed: Partial<HolidayNotice>) => schedulesOfNotice({ ...notice, ...changed }, calendar);
    expect(rejected({ makeUpDays: ['2027-02-01'] })).toStrictEqual({
      rejection: { code: 'E_CALENDAR_DAY', field: 'makeUpDays.0', detail: { on: '2027-02-01' } },
    });
    // a Friday is worked anyway
    expect(rejected({ makeUpDays: ['2027-02-12'] })).toMatchObject({ rejection: { code: 'E_CALENDAR_DAY' } });
    expect(rejected({ daysOff: ['2027-02-29'] })).toStrictEqual({ rejection: { code: 'E_DATE', field: 'daysOff.0' } });
  });

  it('that its only holidays lie in another year', () => {
    expect(schedulesOfNotice({ ...notice, daysOff: ['2026-12-31'] }, calendar)).toMatchObject({
      rejection: { code: 'E_CALENDAR_NOTICE', field: 'daysOff' },
    });
  });

  it('nothing new by blanks around its source, once or twice', () => {
    const blank = `  ${notice.source} `;
    const reaching = { source: blank, makeUpDays: ['2026-12-27', '2027-01-31'] };
    const [own, before] = schedules(reaching);
    expect(own?.source).toBe(notice.source);
    expect(before?.source).toBe(`${calendar.schedule(2026)?.source}；${notice.source}`);
    expect(schedules(reaching, calendarWith(calendar, [own!, before!]))).toEqual([]);
  });

  it('by its source where that alone is new', () => {
    const known = calendarWith(calendar, schedules());
    expect(schedules({ source: '示例通知〔2026〕10号' }, known)).toMatchObject([{ source: '示例通知〔2026〕10号' }]);
  });
});

describe('the first day on which two calendars differ', () => {
  it('is a day off or a make-up day that came or went, or the first of a year that became known', () => {
    expect(firstChangedDay(calendar, calendar)).toBeUndefined();
    expect(firstChangedDay(calendar, calendarWith(calendar, schedules()))).toBe('2027-01-01');
    const reaching = calendarWith(calendar, schedules({ makeUpDays: ['2026-12-27'] }));
    expect(firstChangedDay(calendar, reaching)).toBe('2026-12-27');
    expect(firstChangedDay(reaching, calendar)).toBe('2026-12-27');
    const known2026 = calendar.schedule(2026)!;
    const shorter = calendarWith(calendar, [{ ...known2026, daysOff: known2026.daysOff.slice(0, -1) }]);
    expect(firstChangedDay(calendar, shorter)).toBe('2026-10-07');
  });

  it('moves no period that ends before it, by whichever of the two it is counted', () => {
    const days = fc.uniqueArray(
      fc.integer({ min: 0, max: 364 }).map((day) => addDays('2025-01-01', day)),
      { maxLength: 12 },
    );
    const year = days.map((all) =>
      calendarWith(calendar, [
        {
          year: 2025,
          daysOff: all.filter((on) => weekday(on) <= 5),
          makeUpDays: all.filter((on) => weekday(on) > 5),
          source: '示例通知',
        },
      ]),
    );
    const start = fc.integer({ min: 0, max: 340 }).map((day) => addDays('2025-01-01', day));
    fc.assert(
      fc.property(year, year, start, fc.integer({ min: 1, max: 40 }), (before, after, from, workingDays) => {
        const since = firstChangedDay(before, after);
        const ends = [before, after].map((each) => due(from, workingDays, each).dueOn);
        if (since === undefined || ends.some((end) => end < since)) expect(ends[0]).toBe(ends[1]);
      }),
    );
  });
});
