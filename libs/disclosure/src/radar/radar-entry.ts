import type { CivilDate, Instant } from '../calendar/civil-date';
import { isWorkday } from '../calendar/day-kind';
import { shanghaiClock } from '../calendar/shanghai-clock';
import type { WorkCalendar } from '../calendar/work-calendar';
import { workdaysIn } from '../calendar/working-days';
import type { ClockId } from '../clocks/clock';
import type { CaseEventType } from '../events/catalogue';
import type { Actor } from '../vocabulary/roles';

/** One entry of the register of a unit, as the radar takes it. Nothing of it is personal data of an applicant. */
export interface RadarEntry {
  caseId: string;
  caseNo: string;
  eventId: string;
  type: CaseEventType;
  effectiveOn: CivilDate;
  recordedAt: Instant;
  actor: Actor;
  /** SHA-256 of the ledger file it came from (L-20); absent for what was entered by hand. */
  importedFrom?: string;
  /** The period the reply was owed in, as it was known just before the entry. */
  deadline?: EntryDeadline;
}

/** A reply clock around one entry. */
export interface EntryDeadline {
  clock: ClockId;
  dueOn: CivilDate;
  /** By what was known before, the period was over on the day of recording; by what the entry says, it was kept. */
  turnedInTime: boolean;
  /** A decision was on record before the period was over: the reply left a trace in time. */
  decidedInTime: boolean;
}

/** An entry by hand, with what its two dates say about each other. */
export interface JudgedEntry extends RadarEntry {
  recordedOn: CivilDate;
  /** Working days in `(effectiveOn, recordedOn]`. */
  lateWd: number;
  /** Recorded on a day off, or in the evening or at night of a working day. */
  offHours: boolean;
}

/** Hours of the day, in Asia/Shanghai, outside of which nobody is expected at a desk. */
export const DESK_HOURS = { from: 7, until: 19 } as const;

/**
 * The entries that people made by hand at the time they say: no imports, whose dates lie in the past by nature and which
 * name their file (L-20), nothing the system did by itself, and no closings, which follow from the entry they come with.
 */
export function judged(entries: readonly RadarEntry[], calendar: WorkCalendar): JudgedEntry[] {
  return entries
    .filter(({ importedFrom, actor, type }) => !importedFrom && actor.role !== 'system' && type !== 'CaseClosed')
    .map((entry) => {
      const { on: recordedOn, hour } = shanghaiClock(entry.recordedAt);
      return {
        ...entry,
        recordedOn,
        lateWd: workdaysIn(entry.effectiveOn, recordedOn, calendar),
        offHours: hour < DESK_HOURS.from || hour >= DESK_HOURS.until || !isWorkday(recordedOn, calendar),
      };
    });
}
