import type { JudgedEntry } from './radar-entry';
import { flagged, RARE, type RadarSignal, type Searched } from './signal';
import { ENOUGH } from './habit';
import { oneIn } from './tail';

/** Days of recording, not entries: who stays one evening for twenty entries stayed one evening. */
interface Days {
  all: number;
  off: number;
}

/** Somebody enters on evenings and days off far more often than the others of the unit, or than in other years. */
export function offHours({ entries, all, habit }: Searched): RadarSignal[] {
  const asked = new Set(entries);
  return [...new Set(entries.map(({ actor }) => actor.id))].sort().flatMap((actorId): RadarSignal[] => {
    const own = entries.filter(({ actor }) => actor.id === actorId);
    const others = daysOf(all.filter((entry) => entry.actor.id !== actorId || !asked.has(entry)));
    const days = daysOf(own);
    if (others.all < ENOUGH || days.off === 0) return [];
    // One more of each: what was never seen is not impossible.
    const score = oneIn(days.off, days.all, others.off + 1, others.all + 2);
    if (score < RARE) return [];
    return [
      {
        kind: 'off_hours',
        score,
        figure: { actor: actorId, daysOff: days.off, days: days.all },
        baseline: { daysOff: others.off, days: others.all },
        entries: own.filter((entry) => entry.offHours).map((entry) => flagged(entry, habit)),
      },
    ];
  });
}

function daysOf(entries: readonly JudgedEntry[]): Days {
  const all = new Set<string>();
  const off = new Set<string>();
  for (const { actor, recordedOn, offHours } of entries) {
    all.add(`${actor.id} ${recordedOn}`);
    if (offHours) off.add(`${actor.id} ${recordedOn}`);
  }
  return { all: all.size, off: off.size };
}
