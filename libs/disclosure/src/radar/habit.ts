import type { CaseEventType } from '../events/catalogue';
import type { JudgedEntry } from './radar-entry';
import { spreadOf, tenthsAbove, type Spread } from './robust';

/** Fewer entries than these tell nothing about what is usual. */
export const ENOUGH = 20;

/** How late a unit usually enters things: each kind by itself where there are enough of it, else all together. */
export interface Habit {
  all: Spread | undefined;
  of(type: CaseEventType): Spread | undefined;
  /** How far beyond the usual an entry came, in tenths of the usual distance; 0 where nothing is known. */
  beyond(entry: Pick<JudgedEntry, 'type' | 'lateWd'>): number;
}

/** From the unit's own entries by hand, of all years: strange ones do not move it while they are fewer than half. */
export function habitOf(entries: readonly JudgedEntry[]): Habit {
  const byType = new Map<CaseEventType, number[]>();
  for (const { type, lateWd } of entries) {
    const told = byType.get(type) ?? [];
    told.push(lateWd);
    byType.set(type, told);
  }
  const all = entries.length < ENOUGH ? undefined : spreadOf(entries.map(({ lateWd }) => lateWd));
  const spreads = new Map<CaseEventType, Spread>();
  for (const [type, values] of byType) if (values.length >= ENOUGH) spreads.set(type, spreadOf(values));
  const of = (type: CaseEventType) => spreads.get(type) ?? all;
  return {
    all,
    of,
    beyond: ({ type, lateWd }) => {
      const usual = of(type);
      return usual ? tenthsAbove(lateWd, usual) : 0;
    },
  };
}
