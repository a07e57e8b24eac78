import type { JudgedEntry } from './radar-entry';

/** Entries of one bar: recorded so many working days after they took effect. */
export interface WeekOfLateness {
  fromWd: number;
  /** Absent for the last bar. */
  toWd?: number;
  entries: number;
}

const WEEK_WD = 5;
const WEEKS = 8;

/** The same working day, then weeks of five working days, then everything later. */
export function latenessByWeeks(entries: readonly JudgedEntry[]): WeekOfLateness[] {
  const count = (fromWd: number, toWd?: number): WeekOfLateness => ({
    fromWd,
    ...(toWd !== undefined && { toWd }),
    entries: entries.filter(({ lateWd }) => lateWd >= fromWd && (toWd === undefined || lateWd <= toWd)).length,
  });
  const weeks = Array.from({ length: WEEKS }, (_, week) => count(week * WEEK_WD + 1, (week + 1) * WEEK_WD));
  return [count(0, 0), ...weeks, count(WEEKS * WEEK_WD + 1)];
}
