import fc from 'fast-check';
import { bySubject, spansOf } from './spans';

/** Values taken at rising positions; `undefined` = none from there on. */
const changes = fc
  .uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1 })
  .chain((positions) =>
    fc.tuple(
      ...positions
        .sort((a, b) => a - b)
        .map((position) => fc.option(fc.string(), { nil: undefined }).map((value) => ({ position, value }))),
    ),
  );

describe('spans', () => {
  it('give at every position the value taken last', () => {
    fc.assert(
      fc.property(changes, fc.integer({ min: 0, max: 60 }), (taken, at) => {
        const { begun } = spansOf(taken);
        const standing = begun.filter(
          ({ fromPosition, toPosition }) => fromPosition <= at && (toPosition === null || at < toPosition),
        );
        const last = taken.filter(({ position }) => position <= at).at(-1);
        expect(standing.map(({ value }) => value)).toEqual(last?.value === undefined ? [] : [last.value]);
      }),
    );
  });

  it('leave at most one standing, and tell where the one before ends', () => {
    fc.assert(
      fc.property(changes, (taken) => {
        const { endsAt, begun } = spansOf(taken);
        expect(begun.filter(({ toPosition }) => toPosition === null).length).toBeLessThanOrEqual(1);
        expect(endsAt).toBe(taken[0]?.position);
      }),
    );
  });

  it('keep the order of each subject', () => {
    const grouped = bySubject(['a1', 'b1', 'a2', 'b2', 'a3'], (change) => change.slice(0, 1));
    expect(grouped).toEqual([
      ['a1', 'a2', 'a3'],
      ['b1', 'b2'],
    ]);
  });
});
