import type { CaseRecord } from '@app/disclosure';

/** The ledger as a workbook: canonical columns, real dates, no formulas, no names of people in its properties (L-24). */
export async function writeLedgerXlsx(_records: Iterable<CaseRecord> | AsyncIterable<CaseRecord>): Promise<Buffer> {
  return Promise.reject(new Error('not yet'));
}

/** The ledger as csv: UTF-8 with BOM, ISO dates, text that a spreadsheet would compute is quoted (L-24). */
export async function writeLedgerCsv(_records: Iterable<CaseRecord> | AsyncIterable<CaseRecord>): Promise<Buffer> {
  return Promise.reject(new Error('not yet'));
}
