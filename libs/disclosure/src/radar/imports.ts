import type { CivilDate } from '../calendar/civil-date';
import { civilDateOf } from '../calendar/shanghai-day';
import type { RadarEntry } from './radar-entry';

/** A ledger file whose entries the radar leaves alone: they name where they come from (L-20). */
export interface ImportedFile {
  fileSha256: string;
  entries: number;
  cases: number;
  recorded: { from: CivilDate; to: CivilDate };
  effective: { from: CivilDate; to: CivilDate };
  /** Entries in cases that were on record before by other means, which made an overdue reply one in time. */
  turnedInTime: number;
}

/** The files among the entries, those that turned replies first, then the smallest: a file of one row is typing. */
export function importsAmong(entries: readonly RadarEntry[]): ImportedFile[] {
  const byFile = new Map<string, RadarEntry[]>();
  for (const entry of entries) {
    if (entry.importedFrom === undefined) continue;
    const told = byFile.get(entry.importedFrom) ?? [];
    told.push(entry);
    byFile.set(entry.importedFrom, told);
  }
  return [...byFile]
    .map(([fileSha256, told]) => ({
      fileSha256,
      entries: told.length,
      cases: new Set(told.map(({ caseId }) => caseId)).size,
      recorded: range(told.map(({ recordedAt }) => civilDateOf(recordedAt))),
      effective: range(told.map(({ effectiveOn }) => effectiveOn)),
      turnedInTime: told.filter(({ deadline }) => deadline?.turnedInTime).length,
    }))
    .sort((a, b) => b.turnedInTime - a.turnedInTime || a.cases - b.cases || (a.fileSha256 < b.fileSha256 ? -1 : 1));
}

function range(days: CivilDate[]): { from: CivilDate; to: CivilDate } {
  const sorted = days.sort();
  return { from: sorted[0]!, to: sorted.at(-1)! };
}
