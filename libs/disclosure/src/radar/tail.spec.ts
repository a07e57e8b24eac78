import fc from 'fast-check';
import { oneIn, RAREST } from './tail';

/** The same chance by brute force: every row of n coins with b sides, a of which are hits. */
function counted(k: number, n: number, a: number, b: number): number {
  let [all, hits] = [0, 0];
  for (let row = 0; row < b ** n; row++) {
    let [rest, found] = [row, 0];
    for (let i = 0; i < n; i++) {
      if (rest % b < a) found++;
      rest = Math.floor(rest / b);
    }
    all++;
    if (found >= k) hits++;
  }
  return hits === 0 ? RAREST : Math.floor(all / hits);
}

describe('how rare at least k of n is', () => {
  it.each([
    [0, 10, 1, 2, 1],
    [10, 10, 1, 2, 1024],
    [1, 1, 1, 12, 12],
    [2, 2, 1, 10, 100],
    [3, 5, 1, 2, 2],
    [5, 5, 3, 3, 1],
    [1, 5, 0, 3, RAREST],
    [40, 40, 1, 10, RAREST],
  ])('%i of %i at %i in %i: one in %i', (k, n, a, b, rare) => {
    expect(oneIn(k, n, a, b)).toBe(rare);
  });

  it('is what counting every case gives', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 6 }),
        fc.nat({ max: 6 }),
        fc.nat({ max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        (k, n, a, b) => {
          fc.pre(k <= n && a <= b);
          expect(oneIn(k, n, a, b)).toBe(counted(k, n, a, b));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('stays exact where fractions of a computer run out', () => {
    // The last hit alone decides: 1 − (1 − 1/10000)^1000 is about 0.0952.
    expect(oneIn(1, 1000, 1, 10_000)).toBe(10);
    expect(oneIn(900, 1000, 1, 2)).toBe(RAREST);
    expect(oneIn(0, 5000, 1, 2)).toBe(1);
  });

  it.each([
    [2, 1, 1, 2],
    [1, 2, 3, 2],
    [1, 2, 0, 0],
    [1.5, 2, 1, 2],
    [-1, 2, 1, 2],
  ])('refuses %d of %d at %d in %d', (k, n, a, b) => {
    expect(() => oneIn(k, n, a, b)).toThrow(RangeError);
  });
});
