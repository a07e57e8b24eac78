import type { CivilDate, Instant } from '../calendar/civil-date';
import type { WorkCalendar } from '../calendar/work-calendar';
import type { CaseEventType } from '../events/catalogue';
import type { Actor } from '../vocabulary/roles';
import type { Habit } from './habit';
import type { JudgedEntry } from './radar-entry';

/** What the radar looks for. */
export type SignalKind = 'in_time_by_late_entry' | 'late_entry' | 'year_end_batch' | 'eve_of_deadline' | 'off_hours';

/** An entry that is part of a signal. */
export interface FlaggedEntry {
  caseId: string;
  caseNo: string;
  eventId: string;
  type: CaseEventType;
  effectiveOn: CivilDate;
  recordedAt: Instant;
  actor: Actor;
  lateWd: number;
  /** Beyond the usual lateness of its kind, in tenths of the usual distance. */
  beyond: number;
  /** Far beyond the usual, and for a reply no decision on record before the period was over. */
  strong: boolean;
  /** The reply period it met. */
  dueOn?: CivilDate;
}

/** Something that deserves a question. It is no proof of anything. */
export interface RadarSignal {
  kind: SignalKind;
  /** In the measure of its kind: the higher, the rarer; 0 where there is nothing to compare with. */
  score: number;
  /** What was counted. */
  figure: Record<string, number | string>;
  /** What it was compared with: the unit's own other entries. */
  baseline: Record<string, number | string>;
  entries: FlaggedEntry[];
}

/** What a signal is looked for in. */
export interface Searched {
  /** Entries by hand that the question is about. */
  entries: readonly JudgedEntry[];
  /** All entries by hand of the unit, those included. */
  all: readonly JudgedEntry[];
  habit: Habit;
  calendar: WorkCalendar;
  /** The year the entries took effect in, where one was asked for. */
  year?: number;
}

/** Rarer than that, by chance alone, is worth a question: one in so many. */
export const RARE = 1000;
/** So far beyond the usual lateness, in tenths, an entry by itself is worth a question. */
export const STRONG = 30;

export function flagged(entry: JudgedEntry, habit: Habit, beyond = habit.beyond(entry)): FlaggedEntry {
  const { caseId, caseNo, eventId, type, effectiveOn, recordedAt, actor, lateWd, deadline } = entry;
  return {
    ...{ caseId, caseNo, eventId, type, effectiveOn, recordedAt, actor, lateWd, beyond },
    strong: beyond >= STRONG && !(deadline?.turnedInTime && deadline.decidedInTime),
    ...(deadline && { dueOn: deadline.dueOn }),
  };
}

/** The most remarkable first, then in the order of recording. */
export function byWeight(one: FlaggedEntry, other: FlaggedEntry): number {
  return (
    Number(other.strong) - Number(one.strong) ||
    other.beyond - one.beyond ||
    (one.recordedAt < other.recordedAt ? -1 : 1)
  );
}
