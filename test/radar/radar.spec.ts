import type { RadarReport, SignalKind } from '@app/disclosure';
import { hits, report, turnedCases } from './found';
import { officeYear, type OfficeHabits, type OfficeYear } from './office-year';

const HABITS = { year: 2025, cases: 300, honestlyLatePercent: 5, forgottenPercent: 5 };
const yearOf = (seed: number, changes: Partial<OfficeHabits> = {}): OfficeYear =>
  officeYear({ ...HABITS, seed, backdated: 0, ...changes });
const cheating = new Map<number, { year: OfficeYear; found: RadarReport }>();
/** A year with one reply in ten dated back, and what the radar says of it; made once. */
function cheatingYear(seed: number) {
  const known = cheating.get(seed);
  if (known) return known;
  const year = yearOf(seed, { backdated: 30 });
  const made = { year, found: report(year) };
  cheating.set(seed, made);
  return made;
}
const signal = ({ signals }: RadarReport, kind: SignalKind) => signals.find((one) => one.kind === kind);
// Of the first eight, 6 is the one whose honest habits hide most.
const SEEDS = [1, 2, 6];

describe('the radar over an invented office year', () => {
  it.each(SEEDS)('says of an honest one nothing that chance does not explain (seed %i)', (seed) => {
    const found = report(yearOf(seed));
    expect(signal(found, 'in_time_by_late_entry')?.score ?? 1).toBeLessThan(1000);
    expect(found.signals.map(({ kind }) => kind)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/year_end_batch|eve_of_deadline|off_hours/)]),
    );
  });

  it.each(SEEDS)(
    'with one reply in ten dated back: rarer than by chance, every one of them listed (seed %i)',
    (seed) => {
      const { year, found } = cheatingYear(seed);
      expect(signal(found, 'in_time_by_late_entry')?.score).toBeGreaterThanOrEqual(100);
      expect(hits(turnedCases(found, false), year.backdated).recall).toBe(100);
    },
  );

  it('names mostly the right ones where it calls an entry strong', () => {
    const sum = { named: 0, right: 0, planted: 0 };
    for (const seed of SEEDS) {
      const { year, found } = cheatingYear(seed);
      const { named, right, planted } = hits(turnedCases(found, true), year.backdated);
      sum.named += named;
      sum.right += right;
      sum.planted += planted;
    }
    expect(sum.right / sum.named).toBeGreaterThan(0.6);
    expect(sum.right / sum.planted).toBeGreaterThan(0.6);
  });

  it('takes a ledger that was imported a year later for what it says it is', () => {
    const imported = yearOf(1, { backdated: 30 }).cases.map((history) =>
      history.map((event) => ({
        ...event,
        recordedAt: '2026-02-02T12:30:00.000Z',
        metadata: { ...event.metadata, origin: { fileSha256: 'f'.repeat(64), sheet: 'csv', row: 2 } },
      })),
    );
    const found = report({ cases: imported, backdated: new Set() });
    expect(found.signals).toEqual([]);
    expect(found.entries).toMatchObject({ judged: 0, imported: imported.flat().length });
    expect(found.imports).toMatchObject([{ cases: 300, turnedInTime: 0 }]);
  });

  it('shows a reply that a file brought to a case already overdue', () => {
    const [history] = yearOf(1).cases;
    const sent = history!.filter(({ type }) => type !== 'ApplicationRegistered');
    const file = sent.map((event) => ({
      ...event,
      recordedAt: '2025-06-02T02:00:00.000Z',
      metadata: { ...event.metadata, origin: { fileSha256: 'e'.repeat(64), sheet: 'csv', row: 2 } },
    }));
    const found = report({ cases: [[history![0]!, ...file]], backdated: new Set() });
    expect(found.imports).toMatchObject([{ cases: 1, entries: sent.length, turnedInTime: 1 }]);
  });
});
