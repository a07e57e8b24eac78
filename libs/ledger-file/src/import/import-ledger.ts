import type { CaseRecord, Origin } from '@app/disclosure';
import type { Issue } from '../read/issues';
import type { Encoding, LedgerReading, Notice, SkippedRows } from '../read/reading';

/** What recording one case answered. A refusal is an answer, any other error stops the import. */
export type RecordAnswer =
  | { outcome: 'accepted'; events: number }
  | { outcome: 'unchanged' }
  | { outcome: 'refused'; code: string; rule: string; field?: string; message: string };

/** How the import reaches the write side; one call is one case, all or nothing (L-22). */
export interface ImportPort {
  record(record: CaseRecord, origin: Origin): Promise<RecordAnswer>;
  /** Only passed through to the answer; the port itself is what does not write. */
  dryRun: boolean;
  /** Case numbers of the unit known before the import; those absent from the file are reported (L-21). */
  knownCaseNos?(unit: string): Promise<string[]>;
}

export interface ImportProgress {
  done: number;
  total: number;
}

/** The answer of an import (design §4, L-18, ledger-file §4). */
export interface ImportResult {
  accepted: number;
  unchanged: number;
  questions: Issue[];
  refused: Issue[];
  events: number;
  cases: number;
  skipped: SkippedRows[];
  /** Known before, absent from this file; nothing happens to them (L-21). */
  missing: string[];
  notices: Notice[];
  encoding?: Encoding;
  sha256: string;
  dryRun: boolean;
}

export interface ImportOptions {
  onProgress?: (progress: ImportProgress) => void;
  /** Records in flight at once. */
  concurrency?: number;
}

/** Records every case of a reading through the port, in the order of the rows, with bounded concurrency. */
export async function importLedger(
  _reading: LedgerReading,
  _port: ImportPort,
  _options: ImportOptions = {},
): Promise<ImportResult> {
  return Promise.reject(new Error('not yet'));
}
