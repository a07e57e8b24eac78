/** The most a chance is said to be one in: beyond it the figure only pretends to know. */
export const RAREST = 1_000_000_000;

/**
 * How rare it is that at least `k` of `n` fall on a side that one falls on with the chance `a` in `b`: one in so many,
 * rounded down, at most `RAREST`. Exact: whole numbers of any size, no rounding on the way. @throws RangeError
 */
export function oneIn(k: number, n: number, a: number, b: number): number {
  for (const whole of [k, n, a, b]) {
    if (!Number.isSafeInteger(whole) || whole < 0) throw new RangeError('chances are counted in whole numbers');
  }
  if (k > n || a > b || b === 0) throw new RangeError('a part is not more than the whole');
  if (k === 0) return 1;
  if (a === 0) return RAREST;
  const [hit, miss] = [BigInt(a), BigInt(b - a)];
  // Ways to have exactly i hits, weighted: C(n, i) · a^i · (b − a)^(n − i); their sum over all i is b^n.
  let ways = choose(n, k) * hit ** BigInt(k) * miss ** BigInt(n - k);
  let sum = ways;
  for (let i = k; i < n && miss > 0n; i++) {
    ways = (ways * BigInt(n - i) * hit) / (BigInt(i + 1) * miss);
    sum += ways;
  }
  // With no way to miss only n hits have weight, and that is all there is.
  if (miss === 0n) return 1;
  const rare = BigInt(b) ** BigInt(n) / sum;
  return rare > BigInt(RAREST) ? RAREST : Number(rare);
}

function choose(n: number, k: number): bigint {
  let ways = 1n;
  for (let i = 1; i <= Math.min(k, n - k); i++) ways = (ways * BigInt(n - i + 1)) / BigInt(i);
  return ways;
}
