import { stateCouncilCalendar } from '../calendar/calendar-with';
import { addDays } from '../calendar/civil-date';
import { isWorkday } from '../calendar/day-kind';
import { radar } from './radar';
import type { RadarEntry } from './radar-entry';
import type { SignalKind } from './signal';
import { SIGNALS } from './signals';

let made = 0;
/** An entry of a clerk, typed at ten in the morning of the day it tells of, unless told otherwise. */
function entry(on: string, changes: Partial<RadarEntry> & { typedOn?: string; hour?: number } = {}): RadarEntry {
  const { typedOn = on, hour = 10, ...rest } = changes;
  made += 1;
  return {
    caseId: `case-${made}`,
    caseNo: String(made),
    eventId: `event-${made}`,
    type: 'ReplyDecided',
    effectiveOn: on,
    recordedAt: new Date(`${typedOn}T${String(hour).padStart(2, '0')}:00:00+08:00`).toISOString(),
    actor: { id: 'clerk-1', role: 'handler' },
    ...rest,
  };
}

/** The working days of 2025, from the first on. */
const WORKDAYS = Array.from({ length: 365 }, (_, n) => addDays('2025-01-01', n)).filter((on) =>
  isWorkday(on, stateCouncilCalendar),
);
/** An office that types everything on the day. */
const prompt = (changes: Parameters<typeof entry>[1] = {}) => WORKDAYS.map((on) => entry(on, changes));
const found = (entries: RadarEntry[], kind: SignalKind, year?: number) =>
  radar(entries, stateCouncilCalendar, year).signals.filter((signal) => signal.kind === kind);

describe('an entry made long after the fact', () => {
  it('is held against the habit of the unit', () => {
    const late = entry('2025-03-03', { typedOn: '2025-03-20' });
    expect(found([...prompt(), late], 'late_entry')).toMatchObject([
      {
        score: 130,
        figure: { entries: 1, latestWd: 13 },
        baseline: { medianWd: 0 },
        entries: [{ eventId: late.eventId }],
      },
    ]);
  });

  it('is nothing remarkable where everything of its kind is late', () => {
    const courts = WORKDAYS.slice(0, 30).map((on) =>
      entry(on, { type: 'LitigationConcluded', typedOn: addDays(on, 21) }),
    );
    expect(found([...prompt(), ...courts], 'late_entry')).toEqual([]);
  });

  it('counts once where a closing follows from it', () => {
    const reply = entry('2025-03-03', { typedOn: '2025-03-20' });
    const closing = entry('2025-03-03', { type: 'CaseClosed', typedOn: '2025-03-20' });
    expect(found([...prompt(), reply, closing], 'late_entry')).toMatchObject([{ figure: { entries: 1 } }]);
  });

  it('is not called late while there is no habit to compare with', () => {
    expect(found([entry('2025-03-03', { typedOn: '2025-06-20' })], 'late_entry')).toEqual([]);
  });

  it('is counted by weeks of working days, holidays left out', () => {
    const { lateness } = radar(
      [
        entry('2025-09-30'),
        entry('2025-09-30', { typedOn: '2025-10-09' }),
        entry('2025-03-03', { typedOn: '2025-12-01' }),
      ],
      stateCouncilCalendar,
    );
    expect(lateness.filter(({ entries }) => entries > 0)).toEqual([
      { fromWd: 0, toWd: 0, entries: 1 },
      { fromWd: 1, toWd: 5, entries: 1 },
      { fromWd: 41, entries: 1 },
    ]);
  });
});

describe('entries on evenings and days off', () => {
  it('are remarkable where one does it far more than the others', () => {
    const nights = WORKDAYS.slice(0, 12).map((on) =>
      entry(on, { hour: 22, actor: { id: 'clerk-2', role: 'handler' } }),
    );
    expect(found([...prompt(), ...nights], 'off_hours')).toMatchObject([
      { figure: { actor: 'clerk-2', daysOff: 12, days: 12 }, baseline: { daysOff: 0 } },
    ]);
  });

  it('are one evening, however much was typed in it', () => {
    const night = Array.from({ length: 40 }, () =>
      entry('2025-03-03', { hour: 22, actor: { id: 'x', role: 'handler' } }),
    );
    expect(found([...prompt(), ...night], 'off_hours')).toEqual([]);
  });

  it('are nobody’s when the system made them', () => {
    const sweeps = WORKDAYS.map((on) => entry(on, { hour: 0, actor: { id: 'system', role: 'system' } }));
    expect(radar([...prompt(), ...sweeps], stateCouncilCalendar)).toMatchObject({
      signals: [],
      entries: { bySystem: sweeps.length },
    });
  });

  it('just before a reply was due are held against the evenings otherwise', () => {
    const eve = (on: string, hour: number) =>
      entry(on, { hour, deadline: { clock: 'C3', dueOn: on, turnedInTime: false, decidedInTime: false } });
    const eves = WORKDAYS.slice(0, 10).map((on) => eve(on, 21));
    expect(found([...prompt(), ...eves], 'eve_of_deadline')).toMatchObject([
      { figure: { offHours: 10, entries: 10 }, baseline: { offHours: 0 } },
    ]);
    const overdue = eves.map((one) => ({ ...one, deadline: { ...one.deadline!, dueOn: '2025-01-01' } }));
    expect(found([...prompt(), ...overdue], 'eve_of_deadline')).toEqual([]);
    const atDesk = WORKDAYS.slice(0, 10).map((on) => eve(on, 16));
    expect(found([...prompt(), ...atDesk], 'eve_of_deadline')).toEqual([]);
  });
});

describe('the turn of the year', () => {
  const leftOver = (on: string, typedOn: string) => entry(on, { typedOn });
  const batch = WORKDAYS.filter((_, n) => n % 10 === 0).map((on) => leftOver(on, '2026-01-08'));

  it('is remarkable when a year is typed in its first days', () => {
    expect(found([...prompt(), ...batch], 'year_end_batch', 2025)).toMatchObject([
      {
        figure: { year: 2025, entries: batch.length, days: batch.length },
        baseline: { turnsOfMonths: 11, entries: 0 },
      },
    ]);
  });

  it('is not when the last days of the year are typed right after the holiday', () => {
    const last = ['2025-12-30', '2025-12-31'].flatMap((on) =>
      Array.from({ length: 15 }, () => leftOver(on, '2026-01-04')),
    );
    expect(found([...prompt(), ...last], 'year_end_batch', 2025)).toEqual([]);
  });

  it('is not when every month ends like that', () => {
    const monthly = ['02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].flatMap((month) =>
      batch.slice(0, 20).map((_, n) => leftOver(addDays(`2025-${month}-01`, -8 - (n % 5)), `2025-${month}-07`)),
    );
    expect(found([...prompt(), ...monthly, ...batch.slice(0, 20)], 'year_end_batch', 2025)).toEqual([]);
  });
});

describe('a reply that a late entry made one in time', () => {
  const reply = (decidedInTime: boolean) =>
    entry('2025-03-28', {
      type: 'ReplyDispatched',
      typedOn: '2025-04-15',
      deadline: { clock: 'C3', dueOn: '2025-03-31', turnedInTime: true, decidedInTime },
    });

  it('is strong where no decision was on record in time', () => {
    expect(found([...prompt(), reply(false)], 'in_time_by_late_entry')).toMatchObject([
      { score: 0, figure: { entries: 1, strong: 1, nearReplies: 1, turned: 1 } },
    ]);
    expect(found([...prompt(), reply(true)], 'in_time_by_late_entry')).toMatchObject([{ figure: { strong: 0 } }]);
  });

  it('is held against replies dated well before the end of their period', () => {
    const early = WORKDAYS.slice(0, 60).map((on, n) =>
      entry(on, {
        type: 'ReplyDispatched',
        typedOn: n < 6 ? addDays(on, 14) : n < 30 ? WORKDAYS[n + 1]! : on,
        deadline: { clock: 'C3', dueOn: addDays(on, 28), turnedInTime: false, decidedInTime: false },
      }),
    );
    // One in ten is typed two weeks late: of ten near replies one would be turned. The next day turns none of them.
    const near = Array.from({ length: 10 }, () => reply(false));
    expect(found([...prompt(), ...early, ...near], 'in_time_by_late_entry')).toMatchObject([
      { score: expect.any(Number) as number, baseline: { earlierReplies: 60, expected: 1 } },
    ]);
    expect(found([...prompt(), ...early, ...near], 'in_time_by_late_entry')[0]!.score).toBeGreaterThan(1_000_000);
    expect(found([...prompt(), ...early, reply(false)], 'in_time_by_late_entry')[0]!.score).toBeLessThan(15);
  });
});

describe('a correction that makes an overdue reply one in time', () => {
  it('is as late as the period is over', () => {
    const corrected = entry('2025-06-20', {
      type: 'EntryCorrected',
      deadline: { clock: 'C3', dueOn: '2025-05-30', turnedInTime: true, decidedInTime: false },
    });
    expect(found([...prompt(), corrected], 'in_time_by_late_entry')).toMatchObject([
      { figure: { entries: 1, strong: 1 }, entries: [{ eventId: corrected.eventId, dueOn: '2025-05-30' }] },
    ]);
  });
});

it('every signal says its rule, both languages, and what harmless things look the same', () => {
  for (const { rule, zh, en, innocent } of Object.values(SIGNALS)) {
    expect(rule).not.toBe('');
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/^[a-z]/);
    expect(innocent.length).toBeGreaterThan(0);
  }
});
