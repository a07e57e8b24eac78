import type { CaseRecord, RecordedFact } from '@app/disclosure';
import type { ColumnCode } from '../columns/codes';
import type { Issue } from './issues';

/** Decided for the whole file, never per cell (L-15). */
export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'gb18030';

/** Rows that are no case; every one is reported (L-13). `to` = `from` for a single row. */
export interface SkippedRows {
  sheet: string;
  from: number;
  to: number;
  reason: SkipReason;
}
export type SkipReason = 'before_header' | 'header' | 'blank' | 'total' | 'signature' | 'remark' | 'repeated';

/** What the reader saw of the whole file and did not use, or what does not add up. */
export interface Notice {
  code: NoticeCode;
  sheet?: string;
  row?: number;
  message: string;
}
export type NoticeCode =
  | 'N_MACROS'
  | 'N_EXTERNAL_LINKS'
  | 'N_FORMULAS'
  | 'N_HIDDEN_SHEET'
  | 'N_NO_HEADER'
  | 'N_SECOND_HEADER'
  | 'N_UNKNOWN_COLUMN'
  | 'N_TOTAL_DIFFERS';

/** A header found in a sheet (L-11): its rows, which column means what, and the headers nobody knows. */
export interface Block {
  headerRows: number[];
  columns: { code: ColumnCode; header: string; index: number }[];
  unknown: string[];
}

export interface SheetReading {
  name: string;
  hidden: boolean;
  blocks: Block[];
  /** Year in the sheet's name or title (L-12). */
  year?: number;
  cases: number;
}

/** One case of the file, read from `row` (and further rows of appeals). `record` is absent when a question blocks it. */
export interface CaseRow {
  sheet: string;
  row: number;
  caseNo?: string;
  record?: CaseRecord;
  /** Facts the file has a cell for, readable or empty: what is recorded of these is not to be lost silently (L-21). */
  columns: ReadonlySet<RecordedFact>;
  questions: Issue[];
  refused: Issue[];
}

export interface LedgerReading {
  unit: string;
  file: { name: string; bytes: number; sha256: string; kind: 'xlsx' | 'csv' };
  /** Text encoding of a csv. */
  encoding?: Encoding;
  sheets: SheetReading[];
  rows: CaseRow[];
  skipped: SkippedRows[];
  notices: Notice[];
}
