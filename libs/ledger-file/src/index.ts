export type { ColumnCode } from './columns/codes';
export { DEFAULT_LIMITS, type Limits } from './file/limits';
export { FILE_REFUSALS, FileRefused, type FileRefusalCode } from './file/refusals';
export { ISSUES, type Issue, type IssueCode } from './read/issues';
export type {
  Block,
  CaseRow,
  Encoding,
  LedgerReading,
  Notice,
  NoticeCode,
  SheetReading,
  SkippedRows,
  SkipReason,
} from './read/reading';
export { readLedger, type LedgerFile, type ReadOptions } from './read/read-ledger';
export {
  importLedger,
  type ImportOptions,
  type ImportPort,
  type ImportProgress,
  type ImportResult,
  type RecordAnswer,
} from './import/import-ledger';
export { LISTED, type Tally } from './import/listed';
export { writeLedgerCsv, writeLedgerXlsx } from './write/write-ledger';
