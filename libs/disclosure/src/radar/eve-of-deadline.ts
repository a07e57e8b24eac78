import { workdaysIn } from '../calendar/working-days';
import { ENOUGH } from './habit';
import type { JudgedEntry } from './radar-entry';
import { flagged, RARE, type RadarSignal, type Searched } from './signal';
import { oneIn } from './tail';

/** Entries in the evening or on a day off just before a reply was due, held against how often that is so otherwise. */
export function eveOfDeadline({ entries, all, habit, calendar }: Searched): RadarSignal[] {
  const isEve = ({ recordedOn, deadline }: JudgedEntry): boolean =>
    deadline !== undefined && recordedOn <= deadline.dueOn && workdaysIn(recordedOn, deadline.dueOn, calendar) <= 1;
  const eves = entries.filter(isEve);
  const [own, others] = [sittings(eves), sittings(all.filter((entry) => !isEve(entry)))];
  if (others.all < ENOUGH || own.off === 0) return [];
  const score = oneIn(own.off, own.all, others.off + 1, others.all + 2);
  if (score < RARE) return [];
  return [
    {
      kind: 'eve_of_deadline',
      score,
      figure: { offHours: own.off, entries: own.all },
      baseline: { offHours: others.off, entries: others.all },
      entries: eves.filter(({ offHours }) => offHours).map((entry) => flagged(entry, habit)),
    },
  ];
}

/** A case on a day counts once, however much was entered. */
function sittings(entries: readonly JudgedEntry[]): { all: number; off: number } {
  const all = new Set<string>();
  const off = new Set<string>();
  for (const { caseId, recordedOn, offHours } of entries) {
    all.add(`${caseId} ${recordedOn}`);
    if (offHours) off.add(`${caseId} ${recordedOn}`);
  }
  return { all: all.size, off: off.size };
}
