import type { CaseRecord } from '@app/disclosure';
import { COLUMN_CODES, COLUMNS } from '../columns/table';
import type { OutCell } from '../columns/cell';
import { csvLine } from './csv-line';
import { workbookOf } from '../file/excel/write-workbook';

/** The ledger as a workbook: canonical columns, real dates, no formulas, no names of people in its properties (L-24). */
export async function writeLedgerXlsx(records: Iterable<CaseRecord> | AsyncIterable<CaseRecord>): Promise<Buffer> {
  return workbookOf('依申请公开台账', HEADERS, rowsOf(records));
}

/** The ledger as csv: UTF-8 with BOM, ISO dates, text that a spreadsheet would compute is quoted (L-24). */
export async function writeLedgerCsv(records: Iterable<CaseRecord> | AsyncIterable<CaseRecord>): Promise<Buffer> {
  const pieces = [Buffer.from('\ufeff' + csvLine(HEADERS))];
  for await (const row of rowsOf(records)) pieces.push(Buffer.from(csvLine(row)));
  return Buffer.concat(pieces);
}

const HEADERS = COLUMN_CODES.map((code) => COLUMNS[code].header);

async function* rowsOf(records: Iterable<CaseRecord> | AsyncIterable<CaseRecord>): AsyncGenerator<OutCell[]> {
  let number = 0;
  for await (const record of records) {
    number += 1;
    yield COLUMN_CODES.map((code) => COLUMNS[code].write(record, number));
  }
}
