import type { Epoch } from '../state';
import { withEpoch, withEpochOn } from './epochs';

const received = { anchor: 'received', startedOn: '2025-03-03' } as const;
const corrected = { anchor: 'corrected', startedOn: '2025-03-10' } as const;
const paid = { anchor: 'fee_paid', startedOn: '2025-03-20' } as const;
const undated = { anchor: 'corrected', startedOn: null } as const;

/** An extension agreed, and perhaps told, on those days. */
const extended = (epoch: Epoch, approvedOn: string | null, notifiedOn?: string): Epoch => ({
  ...epoch,
  extension: {
    extraWd: 10,
    approvedOn,
    approvedBy: 'head',
    approvalEventId: 'event-9',
    ...(notifiedOn !== undefined && { notifiedOn }),
  },
});

describe('the runs of the reply clock stand in the order of their days (R-22, R-55)', () => {
  it.each<[string, Epoch[], Epoch, Epoch[]]>([
    ['the first one', [], received, [received]],
    ['a later one behind', [received], corrected, [received, corrected]],
    ['one recorded late before those it precedes', [received, paid], corrected, [received, corrected, paid]],
    ['one earlier than all at the head', [corrected, paid], received, [received, corrected, paid]],
    [
      'a second one of one day behind the first',
      [corrected],
      { ...paid, startedOn: '2025-03-10' },
      [corrected, { ...paid, startedOn: '2025-03-10' }],
    ],
    ['one whose day nobody knows at the end (L-19)', [received, paid], undated, [received, paid, undated]],
    ['one beside another whose day nobody knows', [undated, paid], corrected, [undated, corrected, paid]],
  ])('%s', (_, epochs, added, expected) => {
    expect(withEpoch({ epochs }, added)).toEqual({ epochs: expected });
  });
});

describe('an extension belongs to the run it was granted in (R-32)', () => {
  it.each<[string, string | null, string | undefined]>([
    ['agreed after the new run began', '2025-03-12', undefined],
    ['agreed and told after it', '2025-03-12', '2025-03-13'],
    ['told after it, where nobody knows when it was agreed (L-19)', null, '2025-03-12'],
  ])('%s: it goes with the new run', (_, approvedOn, notifiedOn) => {
    const { extension } = extended(received, approvedOn, notifiedOn);
    expect(withEpoch({ epochs: [extended(received, approvedOn, notifiedOn)] }, corrected)).toEqual({
      epochs: [received, { ...corrected, extension }],
    });
  });

  it('it goes with a run that was recorded late, and the runs around stay', () => {
    const first: Epoch = { anchor: 'received', startedOn: '2025-03-01' };
    const { extension } = extended(received, '2025-03-12');
    expect(withEpoch({ epochs: [first, extended(received, '2025-03-12'), paid] }, corrected)).toEqual({
      epochs: [first, received, { ...corrected, extension }, paid],
    });
  });

  it.each<[string, string | null, string | undefined]>([
    ['agreed before the new run began', '2025-03-05', undefined],
    ['agreed before, told after', '2025-03-05', '2025-03-12'],
    ['agreed on the day it began', '2025-03-10', undefined],
    ['of a day nobody knows', null, undefined],
  ])('%s: it ended with the old run', (_, approvedOn, notifiedOn) => {
    const old = extended(received, approvedOn, notifiedOn);
    expect(withEpoch({ epochs: [old] }, corrected)).toEqual({ epochs: [old, corrected] });
  });

  it('it stays where the day of the new run is not known', () => {
    const old = extended(received, '2025-03-12');
    expect(withEpoch({ epochs: [old] }, undated)).toEqual({ epochs: [old, undated] });
  });

  it.each<[string, number]>([
    ['2025-03-01', 0],
    ['2025-03-03', 0],
    ['2025-03-09', 0],
    ['2025-03-10', 1],
    ['2025-03-19', 1],
    ['2025-03-20', 2],
    ['2025-12-31', 2],
  ])('what happens on %s changes run %d alone', (day, changed) => {
    const epochs: Epoch[] = [received, corrected, paid];
    const after = withEpochOn({ epochs }, day, (epoch) => ({ ...epoch, deferredTo: '2026-01-05' }));
    expect(after.epochs.map(({ deferredTo }) => deferredTo !== undefined)).toEqual(epochs.map((_, i) => i === changed));
  });

  it('a run of a day nobody knows is the running one until the next', () => {
    const after = withEpochOn({ epochs: [received, undated, paid] }, '2025-03-15', (epoch) => extended(epoch, null));
    expect(after.epochs).toEqual([received, extended(undated, null), paid]);
  });
});
