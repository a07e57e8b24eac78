import type { EventStore } from '@app/event-store';
import { caseIdOf, caseStream } from './identity';

/** `2025-0001`: year of arrival and a running number within it. */
const caseNoOf = (year: number, running: number): string => `${year}-${String(running).padStart(4, '0')}`;

/**
 * The next number of a unit's year, asked of the log itself and never of a read model (F9): doubling finds an unused
 * number, halving the first one after the last used. Whoever takes it first has it; the append decides.
 */
export async function nextCaseNo(store: EventStore, unit: string, year: number): Promise<string> {
  const used = async (n: number): Promise<boolean> => {
    for await (const _event of store.readStream(caseStream(caseIdOf(unit, caseNoOf(year, n))))) return true;
    return false;
  };
  let taken = 0;
  let free = 1;
  while (await used(free)) {
    taken = free;
    free *= 2;
  }
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2);
    if (await used(middle)) taken = middle;
    else free = middle;
  }
  return caseNoOf(year, free);
}
