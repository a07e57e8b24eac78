import { yearOf, type CivilDate } from '../calendar/civil-date';
import type { WorkCalendar } from '../calendar/work-calendar';
import { habitOf } from './habit';
import { importsAmong, type ImportedFile } from './imports';
import { latenessByWeeks, type WeekOfLateness } from './lateness-by-weeks';
import { judged, type RadarEntry } from './radar-entry';
import { SIGNAL_KINDS, SIGNALS } from './signals';
import type { RadarSignal } from './signal';

/** What the entries of a unit look like when their two dates are held against each other. */
export interface RadarReport {
  year?: number;
  /** Entries by hand, and what was left out because it says itself where it comes from. */
  entries: { judged: number; ofTheUnit: number; imported: number; bySystem: number };
  /** Days the judged entries were recorded on, first and last. */
  recorded?: { from: CivilDate; to: CivilDate };
  /** The unit's usual lateness in working days; absent while there are too few entries to tell. */
  usual?: { medianWd: number; madWd: number; entries: number };
  lateness: WeekOfLateness[];
  imports: ImportedFile[];
  signals: RadarSignal[];
}

/** Looks for late entries that deserve a question: those that took effect in `year`, or all. Pure arithmetic, no verdict. */
export function radar(entries: readonly RadarEntry[], calendar: WorkCalendar, year?: number): RadarReport {
  const inYear = ({ effectiveOn }: { effectiveOn: CivilDate }): boolean =>
    year === undefined || yearOf(effectiveOn) === year;
  const all = judged(entries, calendar);
  const asked = all.filter(inYear);
  const habit = habitOf(all);
  const searched = { entries: asked, all, habit, calendar, ...(year !== undefined && { year }) };
  const days = asked.map(({ recordedOn }) => recordedOn).sort();
  const told = entries.filter(inYear);
  return {
    ...(year !== undefined && { year }),
    entries: {
      judged: asked.length,
      ofTheUnit: all.length,
      imported: told.filter(({ importedFrom }) => importedFrom !== undefined).length,
      bySystem: told.filter(({ actor, importedFrom }) => actor.role === 'system' && !importedFrom).length,
    },
    ...(days.length > 0 && { recorded: { from: days[0]!, to: days.at(-1)! } }),
    ...(habit.all && { usual: { medianWd: habit.all.median, madWd: habit.all.mad, entries: habit.all.n } }),
    lateness: latenessByWeeks(asked),
    imports: importsAmong(told),
    signals: SIGNAL_KINDS.flatMap((kind) => SIGNALS[kind].find(searched)),
  };
}
