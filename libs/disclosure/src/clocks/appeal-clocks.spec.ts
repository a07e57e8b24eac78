import fc from 'fast-check';
import { calendarWith, stateCouncilCalendar as calendar } from '../calendar/calendar-with';
import { addDays, addMonths, type CivilDate } from '../calendar/civil-date';
import { isWorkday } from '../calendar/day-kind';
import type { CaseState } from '../case/state';
import { calendarDue } from './calendar-due';
import { caseReceived, consulting, reconsidering, replied, served, sued } from './case-state.builder';
import type { Clock, ClockId } from './clock';
import { clocksOf } from './clocks-of';

function clocks(state: CaseState, id: ClockId, today?: CivilDate): Clock[] {
  return clocksOf(state, calendar, today).filter((each) => each.id === id);
}
const subjects = (state: CaseState, id: ClockId, today?: CivilDate) =>
  clocks(state, id, today).map(({ subject, dueOn }) => [subject, dueOn]);

const concluded = { concludedOn: '2025-05-19', servedOn: '2025-05-20', result: 'upheld', eventId: 'c' } as const;
// Served on a Monday; 60 days later is Friday 2025-05-09, six months later Wednesday 2025-09-10.
const answered = served('2025-03-03', '2025-03-10');

describe('a period of calendar days or months (R-63)', () => {
  it.each([
    ['the last day of a shorter month', '2025-08-31', { months: 6 }, '2026-02-28'],
    ['29 February in a leap year', '2023-08-29', { months: 6 }, '2024-02-29'],
    ['28 February where there is no 29th, moved over the weekend', '2025-08-29', { months: 6 }, '2026-02-28'],
    ['from 29 February, the 29th again', '2024-02-29', { months: 6 }, '2024-08-29'],
    ['a make-up Sunday, which is worked and moves nothing', '2025-09-13', { calendarDays: 15 }, '2025-09-28'],
  ])('ends on %s', (_what, start, length, end) => {
    expect(calendarDue(start, length, calendar).dueOn).toBe(end);
  });

  it('shows the day the count ended on and why it moved: weekend, holiday, each day of them', () => {
    const { dueOn, working } = calendarDue('2025-04-03', { months: 6 }, calendar);
    expect(dueOn).toBe('2025-10-09');
    const notice = calendar.schedule(2025)?.source;
    expect(working.map(({ on, kind, counted, rule }) => [on, kind, counted, rule])).toEqual([
      ['2025-10-03', 'holiday', false, notice],
      ['2025-10-04', 'weekend', false, 'R-61'],
      ['2025-10-05', 'weekend', false, 'R-61'],
      ['2025-10-06', 'holiday', false, notice],
      ['2025-10-07', 'holiday', false, notice],
      ['2025-10-08', 'holiday', false, notice],
      ['2025-10-09', 'workday', true, 'R-63'],
    ]);
  });

  it('names the notice that makes a Saturday a working day', () => {
    const { working } = calendarDue('2025-08-31', { months: 6 }, calendar);
    expect(working).toEqual([
      { on: '2026-02-28', kind: 'make_up_workday', counted: true, rule: calendar.schedule(2026)?.source },
    ]);
  });

  it('is provisional where it ends in a year without a schedule, and only there (R-66)', () => {
    expect(calendarDue('2026-07-01', { months: 6 }, calendar)).toMatchObject({
      dueOn: '2027-01-01',
      provisional: true,
    });
    const known = calendarWith(calendar, [
      { year: 2027, daysOff: ['2027-01-01'], makeUpDays: ['2027-01-02'], source: '示例通知' },
    ]);
    expect(calendarDue('2026-07-01', { months: 6 }, known)).toMatchObject({ dueOn: '2027-01-02', provisional: false });
    expect(calendarDue('2026-06-30', { months: 6 }, calendar).provisional).toBe(false);
  });

  it('moves to the first working day from the end of the count on, and over no other', () => {
    const start = fc.integer({ min: 0, max: 2500 }).map((days) => addDays('2019-01-01', days));
    const length = fc.oneof(
      fc.record({ calendarDays: fc.integer({ min: 1, max: 70 }) }),
      fc.record({ months: fc.integer({ min: 1, max: 12 }) }),
    );
    fc.assert(
      fc.property(start, length, (from, counted) => {
        const end = 'months' in counted ? addMonths(from, counted.months) : addDays(from, counted.calendarDays);
        const { dueOn, working } = calendarDue(from, counted, calendar);
        expect(working.map(({ on }) => on)).toEqual(working.map((_day, i) => addDays(end, i)));
        expect(working.at(-1)?.on).toBe(dueOn);
        expect(working.map(({ on }) => isWorkday(on, calendar))).toEqual(
          working.map((_day, i) => addDays(end, i) === dueOn),
        );
      }),
    );
  });

  it('rolls from the old year into one without a schedule provisionally', () => {
    const until2025 = calendarWith({ version: '', years: [], schedule: () => undefined }, [
      { year: 2022, daysOff: [], makeUpDays: [], source: '示例通知' },
    ]);
    // 2022-12-31 is a Saturday, the Monday after lies in 2023.
    expect(calendarDue('2022-12-16', { calendarDays: 15 }, until2025)).toMatchObject({
      dueOn: '2023-01-02',
      provisional: true,
    });
  });
});

describe('applying for reconsideration (C7, R-92)', () => {
  it('runs for 60 days from the day the reply was served, not from its dispatch (R-91)', () => {
    expect(clocks(answered, 'C7')).toMatchObject([
      { subject: 'decided', startedOn: '2025-03-10', length: { calendarDays: 60 }, dueOn: '2025-05-09' },
    ]);
    expect(clocks(replied(caseReceived('2025-03-03'), '2025-03-03'), 'C7')).toEqual([]);
  });

  it('is stopped by the application against this decision, not by one against the failure to reply', () => {
    expect(clocks(answered, 'C7', '2025-04-01')[0]?.state).toBe('running');
    expect(clocks(answered, 'C7', '2025-05-10')[0]?.state).toBe('expired');
    expect(clocks(reconsidering(answered, { filedOn: '2025-04-01' }), 'C7')[0]).toMatchObject({
      state: 'stopped',
      stoppedOn: '2025-04-01',
    });
    const other = reconsidering(answered, { filedOn: '2025-04-01', target: 'inaction' });
    expect(clocks(other, 'C7')[0]?.state).toBe('running');
  });

  it('is one for each decision', () => {
    const again = replied(answered, '2025-04-30', {
      eventId: 'again',
      kind: 'redecided',
      delivery: { servedOn: '2025-05-06', eventId: 'delivered-again' },
    });
    expect(subjects(again, 'C7').map(([subject]) => subject)).toEqual(['decided', 'again']);
  });

  it('leaves a year to one who was never told of the remedy', () => {
    expect(clocks(served('2025-03-03', '2025-03-10', { remedy: 'none' }), 'C7')).toMatchObject([
      { length: { months: 12 }, dueOn: '2026-03-10' },
    ]);
  });
});

describe('suing after a reconsideration (C8, R-96)', () => {
  it('runs for 15 days from the day its decision was received', () => {
    const after = reconsidering(answered, { filedOn: '2025-04-01', concluded });
    expect(subjects(after, 'C8')).toEqual([['recon-1', '2025-06-04']]);
    const suit = sued(after, { route: 'after_reconsideration', reconId: 'recon-1', filedOn: '2025-06-03' });
    expect(clocks(suit, 'C8')[0]).toMatchObject({ state: 'stopped', stoppedOn: '2025-06-03' });
    expect(clocks(sued(after, { filedOn: '2025-06-03' }), 'C8')[0]?.state).toBe('running');
  });

  it('does not run from a day of receipt that is not recorded (L-19)', () => {
    const { servedOn: _unknown, ...undated } = concluded;
    expect(subjects(reconsidering(answered, { filedOn: '2025-04-01', concluded: undated }), 'C8')).toEqual([]);
  });

  it('runs from the end of the reconsideration period when no decision came', () => {
    const pending = reconsidering(answered, {
      filedOn: '2025-04-01',
      acceptedOn: '2025-04-03',
      procedure: 'simplified',
    });
    // 30 days from 04-03 end on Saturday 05-03 in the May holidays, moved to 05-06; 15 more end on 05-21.
    expect(subjects(pending, 'C8', '2025-05-06')).toEqual([]);
    expect(subjects(pending, 'C8', '2025-05-07')).toEqual([['recon-1', '2025-05-21']]);
    expect(subjects(pending, 'C8')).toEqual([]);
  });
});

describe('suing directly (C9, R-95, R-96)', () => {
  it('runs for six months from the day the reply was served, until a direct suit', () => {
    expect(subjects(answered, 'C9')).toEqual([['decided', '2025-09-10']]);
    expect(clocks(sued(answered, { filedOn: '2025-04-01' }), 'C9')[0]?.stoppedOn).toBe('2025-04-01');
    expect(clocks(sued(answered, { route: 'after_reconsideration', filedOn: '2025-04-01' }), 'C9')[0]?.state).toBe(
      'running',
    );
  });

  it('does not run where the law wants a reconsideration first (R-84), except for decisions of before 2024', () => {
    const refused = { resultCode: 'denied_third_party', remedy: 'reconsideration_first' } as const;
    expect(subjects(served('2025-03-03', '2025-03-10', refused), 'C9')).toEqual([]);
    expect(subjects(served('2023-12-04', '2023-12-11', refused), 'C9')).toEqual([['decided', '2024-06-11']]);
    const register = { resultCode: 'denied_administrative_query' } as const;
    expect(subjects(served('2025-03-03', '2025-03-10', register), 'C9')).toHaveLength(1);
  });

  it('runs from the missed due date, for an open case only once that is missed', () => {
    const open = caseReceived('2025-03-03'); // C3 2025-03-31
    expect(subjects(open, 'C9', '2025-03-31')).toEqual([]);
    expect(subjects(open, 'C9', '2025-04-01')).toEqual([['inaction', '2025-09-30']]);
    const suit = sued(open, { filedOn: '2025-04-10' });
    expect(clocks(suit, 'C9', '2025-04-11')[0]).toMatchObject({ state: 'stopped', stoppedOn: '2025-04-10' });
    expect(subjects(replied(open, '2025-04-01'), 'C9')).toEqual([['inaction', '2025-09-30']]);
    expect(subjects(replied(open, '2025-03-31'), 'C9')).toEqual([]);
  });

  it('accuses nobody of lateness where the days of a pause are not known (L-19)', () => {
    const unknown = consulting(caseReceived('2025-03-03'), 'A', { sentOn: null });
    expect(subjects(unknown, 'C9', '2025-06-01')).toEqual([]);
  });
});

describe("the agency's answer in a reconsideration (C10, R-93)", () => {
  const filed = { filedOn: '2025-04-01', copyReceivedOn: '2025-04-07' };

  it.each([
    ['simplified', 5, '2025-04-14'],
    ['ordinary', 10, '2025-04-21'],
    [undefined, 10, '2025-04-21'],
  ] as const)('%s procedure: %i working days from the copy', (procedure, workingDays, dueOn) => {
    expect(clocks(reconsidering(answered, { ...filed, procedure }), 'C10')).toMatchObject([
      { subject: 'recon-1', length: { workingDays }, dueOn },
    ]);
  });

  it('does not run before the agency has the copy, and is stopped late by a late answer', () => {
    expect(clocks(reconsidering(answered, { filedOn: '2025-04-01' }), 'C10')).toEqual([]);
    expect(clocks(reconsidering(answered, { ...filed, answeredOn: '2025-04-23' }), 'C10')[0]).toMatchObject({
      state: 'stopped',
      overdueWd: 2,
    });
  });
});
