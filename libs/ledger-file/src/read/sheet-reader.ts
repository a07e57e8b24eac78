import type { RecordedFact } from '@app/disclosure';
import { isBlank, type Cell, type CellContext } from '../columns/cell';
import type { ColumnCode } from '../columns/codes';
import { factsOfColumns } from '../columns/recorded-facts';
import { APPEAL_COLUMNS, COLUMNS } from '../columns/table';
import { looksLikeHeader, matchHeader, matchTwoRowHeader, type HeaderMatch } from './header';
import type { Notice, NoticeCode, SheetReading, SkippedRows, SkipReason } from './reading';
import { parseRow, type ParsedRow } from './parse-row';
import { rowWithoutCase, type RowWithoutCase } from './rows-without-case';

/** Where the rows of a sheet go. */
export interface SheetSink {
  unit: string;
  skipped: SkippedRows[];
  notices: Notice[];
  take(row: ParsedRow): void;
}

interface Row {
  number: number;
  cells: readonly Cell[];
}

/**
 * Reads the rows of one sheet in their order, blank ones left out, and says what each of them is: title, header, case,
 * sum, signature (L-11, L-13). Holds one row back while a header may consist of two.
 */
export class SheetReader {
  readonly reading: SheetReading;
  private pending?: Row;
  private columns?: ReadonlyMap<ColumnCode, number>;
  private facts: ReadonlySet<RecordedFact> = new Set();
  private lastRow = 0;
  private sinceSum = 0;
  private sinceTotal = 0;
  private best?: HeaderMatch;

  constructor(
    sheet: { name: string; hidden: boolean; year?: number },
    private readonly context: CellContext,
    private readonly sink: SheetSink,
  ) {
    this.reading = { ...sheet, blocks: [], cases: 0 };
  }

  /** `number` counts from 1, as Excel does; numbers that are left out were blank rows. */
  row(number: number, cells: readonly Cell[]): void {
    if (number > this.lastRow + 1) {
      // The two rows of a header stand together.
      if (this.pending !== undefined) this.resolve(this.pending);
      this.skip(this.lastRow + 1, number - 1, 'blank');
    }
    this.lastRow = number;
    const row = { number, cells };
    if (this.pending === undefined) this.consider(row);
    else this.resolve(this.pending, row);
  }

  /** `lastRow`: the last row that exists in the file, blank or not. */
  end(lastRow: number): void {
    if (this.pending !== undefined) this.resolve(this.pending);
    if (lastRow > this.lastRow) this.skip(this.lastRow + 1, lastRow, 'blank');
    if (this.columns !== undefined) return;
    const missing = this.best?.missing.map((code) => COLUMNS[code].header) ?? [];
    const close = (this.best?.columns.length ?? 0) >= 3 && missing.length > 0;
    this.notice('N_NO_HEADER', `没有找到表头，未读取${close ? `；最接近的一行缺少：${missing.join('、')}` : ''}`);
  }

  private consider(row: Row): void {
    if (this.columns === undefined || looksLikeHeader(row.cells)) this.pending = row;
    else this.data(row);
  }

  // Is the held row a header, alone or with the next one? Two rows only where they say more than either of them alone.
  private resolve(held: Row, next?: Row): void {
    this.pending = undefined;
    const single = matchHeader(held.cells);
    const alone = next === undefined ? undefined : matchHeader(next.cells);
    const double = next === undefined ? undefined : matchTwoRowHeader(held.cells, next.cells);
    const most = Math.max(sizeOf(single), sizeOf(alone));
    if (next !== undefined && double !== undefined && sizeOf(double) > most) {
      this.startBlock([held.number, next.number], double);
      return;
    }
    if (sizeOf(single) > 0) this.startBlock([held.number], single);
    else if (this.columns !== undefined) this.data(held);
    else {
      if (single.columns.length > (this.best?.columns.length ?? 0)) this.best = single;
      this.skip(held.number, held.number, 'before_header');
    }
    if (next !== undefined) this.consider(next);
  }

  private startBlock(headerRows: number[], match: HeaderMatch): void {
    this.columns = new Map(match.columns.map(({ code, index }) => [code, index]));
    this.facts = factsOfColumns(this.columns.keys());
    this.reading.blocks.push({ headerRows, columns: match.columns, unknown: match.unknown });
    this.skip(headerRows[0]!, headerRows.at(-1)!, 'header');
    this.sinceSum = 0;
    if (this.reading.blocks.length > 1) {
      this.notice('N_SECOND_HEADER', '又出现一个表头，以下各行按它读取', headerRows[0]);
    }
    if (match.unknown.length > 0) {
      this.notice('N_UNKNOWN_COLUMN', `未识别的列，未采用：${match.unknown.slice(0, 20).join('、')}`, headerRows[0]);
    }
  }

  private data(row: Row): void {
    const at = (code: ColumnCode): { cell: Cell; index: number } | undefined => {
      const index = this.columns?.get(code);
      return index === undefined ? undefined : { index, cell: row.cells[index] ?? null };
    };
    const other = rowWithoutCase(row.cells, at);
    if (other !== undefined) {
      this.withoutCase(row.number, other);
      return;
    }
    const filled = [...this.columns!.keys()].filter((code) => !isBlank(at(code)?.cell));
    if (filled.length === 0) {
      // Only in columns nobody knows.
      this.skip(row.number, row.number, 'remark');
      return;
    }
    const appealOnly =
      filled.some((code) => APPEAL_COLUMNS.has(code)) &&
      filled.every((code) => APPEAL_COLUMNS.has(code) || code === 'seq' || code === 'case_no' || code === 'note');
    if (!appealOnly) {
      this.reading.cases += 1;
      this.sinceSum += 1;
      this.sinceTotal += 1;
    }
    const place = { sheet: this.reading.name, row: row.number };
    const cells = { filled, cellOf: (code: ColumnCode) => at(code)?.cell ?? null, facts: this.facts };
    this.sink.take(parseRow(this.sink.unit, place, cells, this.context, appealOnly));
  }

  private withoutCase(number: number, { reason, stated, part = false }: RowWithoutCase): void {
    this.skip(number, number, reason);
    if (reason !== 'total') return;
    const counted = part ? [this.sinceSum] : [this.sinceTotal, this.reading.cases];
    if (stated !== undefined && !counted.includes(stated)) {
      const label = part ? '小计' : '合计';
      this.notice('N_TOTAL_DIFFERS', `${label}为 ${stated}，实际 ${counted[0]} 件`, number);
    }
    this.sinceSum = 0;
    if (!part) this.sinceTotal = 0;
  }

  private skip(from: number, to: number, reason: SkipReason): void {
    const last = this.sink.skipped.at(-1);
    if (last?.sheet === this.reading.name && last.reason === reason && last.to === from - 1) last.to = to;
    else this.sink.skipped.push({ sheet: this.reading.name, from, to, reason });
  }

  private notice(code: NoticeCode, message: string, row?: number): void {
    this.sink.notices.push({ code, sheet: this.reading.name, ...(row === undefined ? {} : { row }), message });
  }
}

/** How many columns a complete header names; 0 when a required one is missing. */
function sizeOf(match: HeaderMatch | undefined): number {
  return match === undefined || match.missing.length > 0 ? 0 : match.columns.length;
}
