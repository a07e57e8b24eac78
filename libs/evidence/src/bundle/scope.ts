import type { OfficeFacts } from './office-facts';
import type { EventRecord, HeaderRecord, Manifest } from './records';

const REPORT = /^report-(.+)-([0-9]{4})$/;

/** Whose events are in full in a bundle (`docs/audit-bundle.md`). */
export interface Scope {
  /** Whether it holds the cases of a unit. */
  hasUnit(unit: string): boolean;
  /** Whether an event has to be in full; `unit` is that of its case, where it is one and known. */
  needs(event: { stream: string; revision: number }, unit: string | undefined): boolean;
}

/** Nothing may be left out. */
const EVERYTHING: Scope = { hasUnit: () => true, needs: () => true };

/** The scope of a bundle, from what all units and reports of the log say. */
export function scopeOf({ unit, everything }: Pick<Manifest, 'unit' | 'everything'>, office: OfficeFacts): Scope {
  if (everything || unit === null) return EVERYTHING;
  const units = office.scopeOf(unit);
  const reports = office.addedUp(units);
  return {
    hasUnit: (each) => units.has(each),
    needs: ({ stream, revision }, of) => {
      if (isCase(stream)) return revision === 0 || (of !== undefined && units.has(of));
      if (stream.startsWith('unit-') || stream === 'calendar' || stream === 'seals') return true;
      const [, reporter, year] = REPORT.exec(stream) ?? [];
      return reporter !== undefined && (units.has(reporter) || reports.has(`${reporter}-${year}`));
    },
  };
}

export const isCase = (stream: string): boolean => stream.startsWith('case-');

/** Whether a line tells of units or reports: what the scope follows from. */
export const tellsScope = ({ stream }: Pick<EventRecord | HeaderRecord, 'stream'>): boolean =>
  stream.startsWith('unit-') || REPORT.test(stream);
