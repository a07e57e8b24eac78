import { appealGroupOf, cellValues, requestGroupOf, tabulate } from '@app/annual-report';
import type { factsOf } from '@app/disclosure';

/** The core's cells of a year, what is 0 left out. Printing whole tables is slow and asks only for the groups. */
export function coreCells(facts: ReturnType<typeof factsOf>, year: number): Record<string, number> {
  const appeals = facts?.appeals.map(appealGroupOf) ?? [];
  const groups = { requests: facts ? [requestGroupOf(facts)] : [], appeals };
  const key = `${year} ${JSON.stringify(groups)}`;
  let cells = printed.get(key);
  if (!cells) {
    cells = Object.fromEntries(Object.entries(cellValues(tabulate(groups, year))).filter(([, value]) => value !== 0));
    printed.set(key, cells);
  }
  return cells;
}
const printed = new Map<string, Record<string, number>>();
