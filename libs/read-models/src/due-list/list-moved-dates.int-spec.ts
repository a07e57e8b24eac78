import { calendarWith, stateCouncilCalendar as before } from '@app/disclosure';
import { answered, consulted, fact, idOf, registered } from '../../test/a-log';
import { FollowedLog } from '../../test/followed-log';
import { ListMovedDates } from './list-moved-dates';

const stream = (caseNo: string) => `case-${idOf(caseNo)}`;
/** Invented: the Monday after New Year is off as well, and the Sunday after Christmas is worked. */
const after = calendarWith(before, [
  { ...before.schedule(2026)!, makeUpDays: [...before.schedule(2026)!.makeUpDays, '2026-12-27'] },
  { year: 2027, daysOff: ['2027-01-01', '2027-01-04'], makeUpDays: [], source: '示例通知' },
]);

describe('the due dates that a holiday notice moves (R-66)', () => {
  let followed: FollowedLog;
  beforeAll(async () => {
    followed = await FollowedLog.open();
    await followed.tell(stream('open'), registered('2026-1', '2026-12-25'));
    await followed.tell(stream('asked'), registered('2026-2', '2026-12-21'), ...consulted('c1', '2026-12-24'));
    await followed.tell(stream('other unit'), registered('2026-3', '2026-12-25', { unit: 'D02' }));
    await followed.tell(stream('over before'), registered('2026-4', '2026-11-02'));
    await followed.tell(stream('answered'), registered('2026-5', '2026-12-21'), ...answered('2026-12-28', 'granted'));
  });
  afterAll(() => followed.close());

  const moved = async (unit?: string, calendars = { before, after }) => {
    const { items, cases } = await followed.ask(new ListMovedDates({ ...calendars, unit }));
    return [cases, items.map((item) => [item.caseNo, item.clock, item.before, item.after])] as const;
  };

  it('are listed with the old and the new day, case by case', async () => {
    // 7 and 20 working days: Sunday 12-27 comes in, 01-01 and 01-04 go out.
    expect(await moved('D01')).toEqual([
      2,
      [
        ['2026-1', 'C1', '2027-01-05', '2027-01-06'],
        ['2026-1', 'C3', '2027-01-22', '2027-01-25'],
        ['2026-2', 'C1', '2026-12-30', '2026-12-29'],
        ['2026-2', 'C3', '2027-01-18', '2027-01-19'],
        ['2026-2', 'C4', '2027-01-14', '2027-01-15'],
      ],
    ]);
    expect((await moved())[0]).toBe(3);
  });

  it('are the same once the list itself counts by the new calendar', async () => {
    const told = await moved();
    for (const year of [2026, 2027]) {
      const { daysOff, makeUpDays, source } = after.schedule(year)!;
      await followed.tell(
        'calendar',
        fact('WorkCalendarUpdated', '2026-12-21', { year, version: after.version, daysOff, makeUpDays, source }),
      );
    }
    expect(await moved()).toEqual(told);
  });

  it('are none where the calendars agree', async () => {
    expect(await moved(undefined, { before, after: before })).toEqual([0, []]);
  });
});
