import { caseFile, entriesOfCase, radar, stateCouncilCalendar, type RadarReport } from '@app/disclosure';
import type { OfficeYear } from './office-year';

/** How well the cases that were named fit those that were dated back. */
export interface Hits {
  named: number;
  right: number;
  planted: number;
  /** Of a hundred named, so many were right; of a hundred planted, so many were named. */
  precision: number;
  recall: number;
}

export function report({ cases }: OfficeYear, year?: number): RadarReport {
  return radar(
    cases.flatMap((history) => entriesOfCase(caseFile(history))),
    stateCouncilCalendar,
    year,
  );
}

/** Cases of the replies that an entry turned in time: all of them, or the strong ones. */
export function turnedCases({ signals }: RadarReport, strongOnly: boolean): Set<string> {
  const entries = signals.filter(({ kind }) => kind === 'in_time_by_late_entry').flatMap((signal) => signal.entries);
  return new Set(entries.filter(({ strong }) => strong || !strongOnly).map(({ caseNo }) => caseNo));
}

export function hits(named: ReadonlySet<string>, planted: ReadonlySet<string>): Hits {
  const right = [...named].filter((caseNo) => planted.has(caseNo)).length;
  const percent = (part: number, whole: number): number => (whole === 0 ? 100 : Math.round((100 * part) / whole));
  return {
    named: named.size,
    right,
    planted: planted.size,
    precision: percent(right, named.size),
    recall: percent(right, planted.size),
  };
}
