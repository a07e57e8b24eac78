import fc from 'fast-check';
import { stateCouncilCalendar } from '../calendar/calendar-with';
import { addDays } from '../calendar/civil-date';
import { fold } from '../case/fold';
import * as e from '../case/event-builders';
import { triedHistories } from '../../test/tried-histories';
import type { ClockView } from '../clocks/compare-clocks';
import { clocksOf } from '../clocks/clocks-of';
import { findingsOf } from '../clocks/findings';
import type { CaseEvent } from '../events/envelope';
import { caseFile, momentNow, momentOfInstant, momentOfPosition, momentOfRevision, type CaseFile } from './case-file';
import { difference, type Difference } from './difference';
import { valuesOf } from './fields';
import { logged, notice } from './logged';
import { replayAt, replaySteps, type CaseAt } from './replay-at';

/** A tried history as a log with holiday notices between its events. */
const files: fc.Arbitrary<CaseFile> = fc
  .tuple(triedHistories, fc.array(fc.nat({ max: 60 }), { maxLength: 3 }))
  .map(([history, places]) => {
    const events = history.map((event, i): CaseEvent => ({
      ...event,
      position: 10 * (i + 1),
      recordedAt: `${laterOf(event.effectiveOn, history[i - 1]?.effectiveOn)}T02:00:00.000Z`,
    }));
    let last = '';
    const recorded = events.map((event) => {
      last = event.recordedAt > last ? event.recordedAt : last;
      return { ...event, recordedAt: last };
    });
    const notices = [...new Set(places)]
      .sort((a, b) => a - b)
      .map((place, i) => {
        const before = recorded.findLast(({ position }) => position < 10 * place + 5);
        return notice(10 * place + 5, before?.recordedAt ?? recorded[0]!.recordedAt, 2025, {
          daysOff: [`2025-01-${String(i + 6).padStart(2, '0')}`, `2025-0${i + 2}-07`],
        });
      });
    return caseFile(recorded, notices);
  });

const laterOf = (one: string, other = ''): string => (one > other ? one : other);
const anyRevision = (file: CaseFile, pick: number): number => pick % file.history.length;

const shownClocks = ({ clocks }: CaseAt): [string, ClockView][] =>
  clocks
    .map(({ id, subject, dueOn, state, provisional }): [string, ClockView] => [
      `${id} ${subject ?? ''}`,
      { dueOn, state, provisional },
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** What the first moment shows with the difference put on top. */
function with_(before: CaseAt, { fields, clocks, findings, letters }: Difference) {
  const values = valuesOf(before.state);
  for (const { field, after } of fields) {
    if (after === undefined) values.delete(field);
    else values.set(field, after);
  }
  const shown = new Map(shownClocks(before));
  for (const { clock, subject, after } of clocks) {
    if (after === null) shown.delete(`${clock} ${subject ?? ''}`);
    else shown.set(`${clock} ${subject ?? ''}`, after);
  }
  const vanished = findings.vanished.map((finding) => JSON.stringify(finding));
  return {
    values: [...values].sort(),
    clocks: [...shown].sort(([a], [b]) => (a < b ? -1 : 1)),
    findings: [...before.findings.map((f) => JSON.stringify(f)).filter((f) => !vanished.includes(f))]
      .concat(findings.appeared.map((f) => JSON.stringify(f)))
      .sort(),
    letters: [...before.letters, ...letters],
  };
}

const shown = (at: CaseAt) => ({
  values: [...valuesOf(at.state)].sort(),
  clocks: shownClocks(at),
  findings: at.findings.map((finding) => JSON.stringify(finding)).sort(),
  letters: at.letters,
});

describe('the replay of whatever was tried', () => {
  it('has every event of the stream in exactly one step, in order', () => {
    fc.assert(
      fc.property(files, (file) => {
        expect(replaySteps(file).map(({ event }) => event)).toEqual(file.history);
      }),
      { numRuns: 50 },
    );
  });

  it('shows after each event what a replay at that revision shows', () => {
    fc.assert(
      fc.property(files, fc.nat(), (file, pick) => {
        const revision = anyRevision(file, pick);
        const { event: _event, ...step } = replaySteps(file)[revision]!;
        expect(step).toEqual(replayAt(file, momentOfRevision(file, revision)));
      }),
      { numRuns: 100 },
    );
  });

  it('is at the head the case as the desk shows it', () => {
    fc.assert(
      fc.property(files, (file) => {
        const today = addDays(file.history.at(-1)!.recordedAt.slice(0, 10), 3);
        const state = fold(file.history)!;
        const calendar = file.calendarAt(Number.MAX_SAFE_INTEGER);
        expect(replayAt(file, momentNow(file, today))).toMatchObject({
          state,
          clocks: clocksOf(state, calendar, today),
          findings: findingsOf(state, calendar),
        });
      }),
      { numRuns: 50 },
    );
  });

  it('differs from itself in nothing', () => {
    fc.assert(
      fc.property(files, fc.nat(), (file, pick) => {
        const moment = momentOfRevision(file, anyRevision(file, pick));
        expect(difference(file, moment, moment)).toMatchObject({
          fields: [],
          clocks: [],
          findings: { appeared: [], vanished: [] },
          letters: [],
        });
      }),
      { numRuns: 50 },
    );
  });

  it('reaches any later moment by the difference between them', () => {
    fc.assert(
      fc.property(files, fc.nat(), fc.nat(), (file, one, other) => {
        const [from, to] = [anyRevision(file, one), anyRevision(file, other)].sort((a, b) => a - b);
        const [a, b] = [momentOfRevision(file, from!), momentOfRevision(file, to!)];
        expect(with_(replayAt(file, a), difference(file, a, b))).toEqual(shown(replayAt(file, b)));
      }),
      { numRuns: 150 },
    );
  });

  it('gives for a clock the causes that lead from one of its dates to the other', () => {
    fc.assert(
      fc.property(files, fc.nat(), fc.nat(), (file, one, other) => {
        const [from, to] = [anyRevision(file, one), anyRevision(file, other)].sort((a, b) => a - b);
        const changed = difference(file, momentOfRevision(file, from!), momentOfRevision(file, to!)).clocks;
        for (const { before, after, because } of changed) {
          expect(because.length).toBeGreaterThan(0);
          expect([before, ...because.map((reason) => reason.after)]).toEqual([
            ...because.map((reason) => reason.before),
            after,
          ]);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a moment', () => {
  const file = caseFile(
    logged(
      ['2025-03-03T08:00:00.000Z', e.registered('2025-03-03')],
      ['2025-03-05T16:30:00.000Z', e.correctionRequested('2025-03-05')],
    ),
    [notice(5, '2025-03-10T00:00:00.000Z', 2025, { daysOff: ['2025-03-12'] })],
  );

  it('is found by position, by instant, by revision', () => {
    expect(momentOfRevision(file, 1)).toEqual({ revision: 1, position: 2, on: '2025-03-06' });
    expect(momentOfPosition(file, 4)).toEqual({ revision: 1, position: 4, on: '2025-03-06' });
    expect(momentOfPosition(file, 5)).toEqual({ revision: 1, position: 5, on: '2025-03-10' });
    expect(momentOfInstant(file, '2025-03-04T00:00:00.000Z')).toEqual({ revision: 0, position: 1, on: '2025-03-04' });
    expect(momentNow(file, '2025-04-01')).toEqual({ revision: 1, position: 5, on: '2025-04-01' });
    expect(momentOfInstant(file, '2025-01-01T00:00:00.000Z').revision).toBe(-1);
    expect(() => momentOfRevision(file, 2)).toThrow(RangeError);
  });

  it('before the first event has no case', () => {
    expect(replayAt(file, momentOfInstant(file, '2025-01-01T00:00:00.000Z'))).toMatchObject({
      state: undefined,
      clocks: [],
      calendarVersion: stateCouncilCalendar.version,
    });
  });
});
