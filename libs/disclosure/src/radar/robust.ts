/** The middle of whole numbers and how far they usually lie from it: neither is moved by a few strange ones. */
export interface Spread {
  n: number;
  /** A whole number or a half. */
  median: number;
  /** Median of the distances from the median; a whole number or a half. */
  mad: number;
}

/** @throws RangeError for no numbers */
export function spreadOf(values: readonly number[]): Spread {
  // Doubled, so that the middle of two whole numbers is whole as well.
  const median2 = middle2(values);
  const mad2 = middle2(values.map((value) => Math.abs(2 * value - median2)));
  return { n: values.length, median: median2 / 2, mad: mad2 / 4 };
}

/** Twice the median of whole numbers: whole. */
function middle2(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('nothing has no median');
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half]!;
  return sorted.length % 2 === 1 ? 2 * upper : sorted[half - 1]! + upper;
}

/** How far above the median, in tenths of the usual distance, which is taken to be one at least; 0 below it. */
export function tenthsAbove(value: number, { median, mad }: Spread): number {
  return value <= median ? 0 : Math.floor((10 * (value - median)) / Math.max(mad, 1));
}
