import type { WorkCalendar } from '../calendar/work-calendar';
import { workdaysIn } from '../calendar/working-days';
import { ENOUGH, type Habit } from './habit';
import type { JudgedEntry } from './radar-entry';
import { byWeight, flagged, type RadarSignal, type Searched } from './signal';
import { oneIn } from './tail';

/** A reply that leaves fewer working days of its period than these gains by being dated back; others have no need. */
const NEAR_WD = 5;

/**
 * Replies that were late by what the register knew, until an entry told later made them in time. Replies dated near the
 * end of their period are held against those dated well before: people type the ones as late as the others, unless the
 * date was chosen for the period's sake.
 */
export function inTimeByLateEntry({ entries, all, habit, calendar }: Searched): RadarSignal[] {
  const turned = entries.filter(({ deadline }) => deadline?.turnedInTime);
  if (turned.length === 0) return [];
  const late = turned.map((entry) => flagged(entry, habit, beyondOf(entry, habit, calendar))).sort(byWeight);
  const near = repliesInTime(entries, calendar).filter(({ margin }) => margin <= NEAR_WD);
  const wide = repliesInTime(all, calendar).filter(({ margin }) => margin > NEAR_WD);
  const hits = near.filter(({ entry }) => entry.deadline?.turnedInTime).length;
  // Of every reply dated well before: would it, typed as late as it was, have turned this one?
  const turning = near.reduce((sum, { margin }) => sum + wide.filter(({ entry }) => entry.lateWd > margin).length, 0);
  const known = wide.length >= ENOUGH && near.length > 0;
  return [
    {
      kind: 'in_time_by_late_entry',
      // The chances differ from reply to reply; their mean gives a tail that is never too short (Hoeffding 1956).
      // One more of each: what was never seen is not impossible.
      score: known ? oneIn(hits, near.length, turning + 1, near.length * wide.length + 1) : 0,
      figure: {
        entries: turned.length,
        strong: late.filter(({ strong }) => strong).length,
        nearReplies: near.length,
        turned: hits,
      },
      baseline: {
        earlierReplies: wide.length,
        ...(known && { expected: Math.round((100 * turning) / wide.length) / 100 }),
      },
      entries: late,
    },
  ];
}

/** A correction is entered on its own day: its lateness is that of the day it moved the reply before. */
function beyondOf(entry: JudgedEntry, habit: Habit, calendar: WorkCalendar): number {
  const { type, lateWd, deadline, recordedOn } = entry;
  if (lateWd > 0 || !deadline) return habit.beyond(entry);
  return habit.beyond({ type, lateWd: workdaysIn(deadline.dueOn, recordedOn, calendar) });
}

/** The replies dated within their period, each with the working days it left of it. */
function repliesInTime(entries: readonly JudgedEntry[], calendar: WorkCalendar) {
  return entries.flatMap((entry) => {
    const { type, deadline, effectiveOn } = entry;
    if (type !== 'ReplyDispatched' || !deadline || effectiveOn > deadline.dueOn) return [];
    return [{ entry, margin: workdaysIn(effectiveOn, deadline.dueOn, calendar) }];
  });
}
