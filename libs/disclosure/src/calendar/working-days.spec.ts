import fc from 'fast-check';
import { stateCouncilCalendar as calendar } from './calendar-with';
import { STATE_COUNCIL_SCHEDULES } from './state-council-schedules';
import { dayKind, isWorkday } from './day-kind';
import { due, LONGEST_PERIOD_WD, rollToWorkday, workdaysIn, workingBetween } from './working-days';

/** Every working day of 2019–2026 in order, made another way: by subtracting and adding sets. */
const WORKDAYS = allWorkdays();
const knownDay = fc
  .date({ min: new Date('2019-01-01T00:00:00Z'), max: new Date('2026-06-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a day', () => {
  it.each([
    ['2025-01-27', 'workday', 'R-61', false],
    ['2025-01-25', 'weekend', 'R-61', false],
    ['2025-01-26', 'make_up_workday', '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）', false],
    ['2025-01-28', 'holiday', '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）', false],
    ['2025-02-01', 'weekend', 'R-61', false],
    ['2027-01-01', 'workday', 'R-66', true],
    ['2027-01-02', 'weekend', 'R-66', true],
    ['2018-12-31', 'workday', 'R-66', true],
  ] as const)('%s is a %s by %s', (date, kind, rule, provisional) => {
    expect(dayKind(date, calendar)).toEqual({ kind, rule, provisional });
  });
});

describe('a period in working days', () => {
  it('ends on the n-th working day strictly after its start (R-60)', () => {
    fc.assert(
      fc.property(knownDay, fc.integer({ min: 1, max: 80 }), (start, n) => {
        expect(due(start, n, calendar).dueOn).toBe(WORKDAYS.filter((day) => day > start)[n - 1]);
      }),
    );
  });

  it('has exactly n working days after its start, and ends on one (invariant 4)', () => {
    fc.assert(
      fc.property(knownDay, fc.integer({ min: 1, max: 80 }), (start, n) => {
        const { dueOn, working } = due(start, n, calendar);
        expect(workdaysIn(start, dueOn, calendar)).toBe(n);
        expect(isWorkday(dueOn, calendar)).toBe(true);
        expect(working.filter(({ counted }) => counted).map((day) => day.n)).toEqual(
          Array.from({ length: n }, (_, index) => index + 1),
        );
      }),
    );
  });

  it('shows every day from the start to the end with its reason', () => {
    const notice = '国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号）';
    expect(due('2024-04-03', 2, calendar).working).toEqual([
      { on: '2024-04-04', kind: 'holiday', counted: false, rule: notice },
      { on: '2024-04-05', kind: 'holiday', counted: false, rule: notice },
      { on: '2024-04-06', kind: 'weekend', counted: false, rule: 'R-61' },
      { on: '2024-04-07', kind: 'make_up_workday', counted: true, n: 1, rule: notice },
      { on: '2024-04-08', kind: 'workday', counted: true, n: 2, rule: 'R-60' },
    ]);
  });

  it('is provisional as soon as one of its days lies in a year without a schedule (R-66)', () => {
    expect(due('2026-12-30', 1, calendar)).toMatchObject({ dueOn: '2026-12-31', provisional: false });
    expect(due('2026-12-30', 2, calendar)).toMatchObject({ dueOn: '2027-01-01', provisional: true });
    expect(due('2018-12-28', 3, calendar).provisional).toBe(true);
    expect(due('2026-12-30', 2, calendar).working.map(({ rule }) => rule)).toEqual(['R-60', 'R-66']);
  });

  it('may be as long as no period of this law is, and no longer', () => {
    expect(due('2025-01-01', LONGEST_PERIOD_WD, calendar).working.filter(({ counted }) => counted)).toHaveLength(5000);
  });

  it.each([0, -1, 1.5, NaN, LONGEST_PERIOD_WD + 1])('cannot be %d working days long', (n) => {
    expect(() => due('2025-01-01', n, calendar)).toThrow(RangeError);
  });
});

describe('the working days of a half-open interval', () => {
  it('are those after its first day up to its last', () => {
    fc.assert(
      fc.property(knownDay, knownDay, (a, b) => {
        expect(workdaysIn(a, b, calendar)).toBe(WORKDAYS.filter((day) => a < day && day <= b).length);
      }),
    );
  });

  it('add up when intervals meet', () => {
    fc.assert(
      fc.property(fc.tuple(knownDay, knownDay, knownDay), (days) => {
        const [a = '', b = '', c = ''] = [...days].sort();
        expect(workdaysIn(a, b, calendar) + workdaysIn(b, c, calendar)).toBe(workdaysIn(a, c, calendar));
      }),
    );
  });

  it('are the counted days of the same interval day by day', () => {
    fc.assert(
      fc.property(knownDay, fc.integer({ min: 1, max: 60 }), (start, n) => {
        const { dueOn, working } = due(start, n, calendar);
        expect(workingBetween(start, dueOn, calendar).working).toEqual(working);
      }),
    );
  });
});

it('a day off moves to the next working day, a working day stays (R-63)', () => {
  fc.assert(
    fc.property(knownDay, (date) => {
      expect(rollToWorkday(date, calendar)).toBe(WORKDAYS.find((day) => day >= date));
    }),
  );
});

function allWorkdays(): string[] {
  const days = new Set<string>();
  for (const day = new Date('2019-01-01T00:00:00Z'); day.getUTCFullYear() < 2027; day.setUTCDate(day.getUTCDate() + 1))
    if (![0, 6].includes(day.getUTCDay())) days.add(day.toISOString().slice(0, 10));
  for (const { daysOff, makeUpDays } of STATE_COUNCIL_SCHEDULES) {
    daysOff.forEach((day) => days.delete(day));
    makeUpDays.forEach((day) => days.add(day));
  }
  return [...days].sort();
}
