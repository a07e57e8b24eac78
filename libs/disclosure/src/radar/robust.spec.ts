import fc from 'fast-check';
import { spreadOf, tenthsAbove } from './robust';

describe('the middle of lateness and the usual distance from it', () => {
  it.each([
    [[3], 3, 0],
    [[0, 0, 0, 1, 20], 0, 0],
    [[0, 1], 0.5, 0.5],
    [[1, 2, 3, 4], 2.5, 1],
    [[0, 1, 2, 3, 100], 2, 1],
  ])('of %j: %d and %d', (values, median, mad) => {
    expect(spreadOf(values)).toEqual({ n: values.length, median, mad });
  });

  it('is not moved by strange values while they are fewer than half', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3 }), { minLength: 9, maxLength: 40 }), fc.nat(), (usual, strange) => {
        const few = Math.floor((usual.length - 1) / 2);
        const { median, mad } = spreadOf([...usual, ...Array<number>(few).fill(1000 + strange)]);
        expect(median).toBeLessThanOrEqual(3);
        expect(mad).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('of nothing is not known', () => expect(() => spreadOf([])).toThrow(RangeError));

  it('measures how far above in tenths, a usual distance of nothing taken for one', () => {
    expect(tenthsAbove(12, { n: 9, median: 2, mad: 4 })).toBe(25);
    expect(tenthsAbove(12, { n: 9, median: 2, mad: 0 })).toBe(100);
    expect(tenthsAbove(1, { n: 9, median: 2, mad: 1 })).toBe(0);
  });
});
