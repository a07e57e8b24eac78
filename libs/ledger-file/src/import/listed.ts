/**
 * Entries that an answer shows of each list; the rest is counted only. A file is mended in rounds, and a thousand
 * rows are more than anybody mends in one; 200,000 wrong rows would be an answer of 30 MB instead of 300 KB.
 */
export const LISTED = 1_000;

/** How many there are in all, whatever the list shows. */
export interface Tally {
  count: number;
  byCode: Record<string, number>;
}

export interface Listed<T> {
  shown: T[];
  tally: Tally;
}

/** The first entries of a list and the true count per code. */
export function listed<T>(entries: Iterable<T>, codeOf: (entry: T) => string): Listed<T> {
  const shown: T[] = [];
  const byCode = new Map<string, number>();
  let count = 0;
  for (const entry of entries) {
    if (count < LISTED) shown.push(entry);
    count += 1;
    const code = codeOf(entry);
    byCode.set(code, (byCode.get(code) ?? 0) + 1);
  }
  return { shown, tally: { count, byCode: Object.fromEntries(byCode) } };
}
