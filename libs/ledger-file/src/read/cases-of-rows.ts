import { isDeepStrictEqual } from 'node:util';
import type { Hint } from '../columns/cell';
import { isRefusal, issueAt } from './issue';
import type { ParsedRow } from './parse-row';
import type { CaseRow, SkippedRows } from './reading';

/**
 * Makes cases of rows: further rows of a 登记编号 add their proceedings, the same row again is skipped, another content
 * under the same number refuses both, since nobody can tell which is right.
 */
export class CasesOfRows {
  private readonly cases: { row: ParsedRow; further: ParsedRow[] }[] = [];
  private readonly byNumber = new Map<string, { row: ParsedRow; further: ParsedRow[] }>();
  private readonly further: ParsedRow[] = [];

  constructor(private readonly skipped: SkippedRows[]) {}

  get count(): number {
    return this.cases.length;
  }

  take(row: ParsedRow): void {
    if (row.further !== undefined) {
      this.further.push(row);
      return;
    }
    const first = row.caseNo === undefined ? undefined : this.byNumber.get(row.caseNo);
    if (first === undefined) {
      const entry = { row, further: [] };
      this.cases.push(entry);
      if (row.caseNo !== undefined) this.byNumber.set(row.caseNo, entry);
      return;
    }
    if (isSame(first.row, row)) {
      this.skipped.push({ sheet: row.sheet, from: row.row, to: row.row, reason: 'repeated' });
      return;
    }
    this.cases.push({ row, further: [] });
    row.issues.push(issueAt(row, 'case_no', 'X_DUPLICATE', placeOf(first.row)));
    first.row.issues.push(issueAt(first.row, 'case_no', 'X_DUPLICATE', placeOf(row)));
  }

  /** The cases in the order of the rows. */
  finish(): CaseRow[] {
    for (const row of this.further) {
      const entry = this.byNumber.get(row.caseNo!);
      if (entry !== undefined) entry.further.push(row);
      else {
        row.issues.push(
          issueAt(row, 'received_on', 'X_NO_RECEIVED_ON'),
          issueAt(row, 'applicant_kind', 'X_NO_APPLICANT_KIND'),
        );
        this.cases.push({ row, further: [] });
      }
    }
    return this.cases.map(caseOf);
  }
}

function caseOf({ row, further }: { row: ParsedRow; further: ParsedRow[] }): CaseRow {
  const issues = [...row.issues, ...further.flatMap((other) => other.issues)];
  const held = issues.some((issue) => issue.blocks);
  const { record } = row;
  for (const other of further) {
    record?.reconsiderations.push(...(other.further?.reconsiderations ?? []));
    record?.suits.push(...(other.further?.suits ?? []));
  }
  return {
    sheet: row.sheet,
    row: row.row,
    ...(row.caseNo === undefined ? {} : { caseNo: row.caseNo }),
    ...(record === undefined || held ? {} : { record }),
    columns: together([row, ...further]),
    questions: issues.filter((issue) => !isRefusal(issue)),
    refused: issues.filter(isRefusal),
  };
}

/** One set for all rows of a sheet, as long as they are single. */
function together(rows: readonly ParsedRow[]): ParsedRow['columns'] {
  return rows.length === 1 ? rows[0]!.columns : new Set(rows.flatMap(({ columns }) => [...columns]));
}

function isSame(a: ParsedRow, b: ParsedRow): boolean {
  const codes = (row: ParsedRow): string[] =>
    row.issues.filter(({ code }) => code !== 'X_DUPLICATE').map(({ code }) => code);
  return a.record !== undefined && isDeepStrictEqual(a.record, b.record) && isDeepStrictEqual(codes(a), codes(b));
}

function placeOf({ sheet, row }: ParsedRow): Hint {
  return { zh: `另见“${sheet}”第 ${row} 行`, en: `see also row ${row} of “${sheet}”` };
}
