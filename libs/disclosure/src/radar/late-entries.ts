import { byWeight, flagged, type RadarSignal, type Searched } from './signal';

/** An entry within this many working days is prompt, whatever the unit's habit. */
const A_WEEK_WD = 5;
/** Tenths of the usual distance beyond the usual lateness. */
const LONG = 50;

/** Entries made long after what they tell took effect. */
export function lateEntries({ entries, habit }: Searched): RadarSignal[] {
  const late = entries
    .filter((entry) => entry.lateWd >= A_WEEK_WD && habit.beyond(entry) >= LONG)
    .map((entry) => flagged(entry, habit))
    .sort(byWeight);
  if (late.length === 0 || !habit.all) return [];
  const { median, mad, n } = habit.all;
  return [
    {
      kind: 'late_entry',
      score: late[0]!.beyond,
      figure: { entries: late.length, of: entries.length, latestWd: Math.max(...late.map(({ lateWd }) => lateWd)) },
      baseline: { medianWd: median, madWd: mad, entries: n },
      entries: late,
    },
  ];
}
