import type { CaseRecord, RecordedFact } from '@app/disclosure';
import type { Cell, CellContext, CellParser } from '../columns/cell';
import type { ColumnCode } from '../columns/codes';
import { withoutAsked } from '../columns/recorded-facts';
import { COLUMNS } from '../columns/table';
import type { ColumnValues } from '../columns/values';
import { composeRow } from './compose-record';
import { issueAt, type Place } from './issue';
import type { Issue } from './issues';
import { proceedingsOf } from './proceedings';

/** One row, understood on its own. A row that fills only columns 20 and 21 adds proceedings to another row's case. */
export interface ParsedRow extends Place {
  caseNo?: string;
  record?: CaseRecord;
  further?: Pick<CaseRecord, 'reconsiderations' | 'suits'>;
  issues: Issue[];
  /** Facts the row has a cell for, readable or empty. */
  columns: ReadonlySet<RecordedFact>;
}

/** The cells of a row, and for which facts its sheet has a column. */
export interface RowCells {
  filled: readonly ColumnCode[];
  cellOf: (code: ColumnCode) => Cell;
  facts: ReadonlySet<RecordedFact>;
}

export function parseRow(
  unit: string,
  place: Place,
  { filled, cellOf, facts }: RowCells,
  context: CellContext,
  appealOnly: boolean,
): ParsedRow {
  const values: Partial<Record<ColumnCode, unknown>> = {};
  const asked = new Set<ColumnCode>();
  const issues: Issue[] = [];
  for (const code of filled) {
    const parse = COLUMNS[code].parse as CellParser<unknown>;
    const { value, issue, hint } = parse(cellOf(code), context);
    if (issue !== undefined) {
      asked.add(code);
      issues.push(issueAt(place, code, issue, hint));
    }
    if (value !== undefined) values[code] = value;
  }
  const columns = withoutAsked(facts, asked);
  const understood = values as Partial<ColumnValues>;
  const caseNo = understood.case_no;
  if (appealOnly && caseNo !== undefined) {
    const { reconsiderations, suits, issues: more } = proceedingsOf(understood, place, asked);
    return { ...place, caseNo, further: { reconsiderations, suits }, issues: [...issues, ...more], columns };
  }
  const composed = composeRow(unit, understood, place, asked);
  const all = [...issues, ...composed.issues];
  return { ...place, caseNo, record: composed.record, issues: all, columns };
}
