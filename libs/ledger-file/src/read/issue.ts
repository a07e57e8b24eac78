import type { ColumnCode } from '../columns/codes';
import { COLUMNS } from '../columns/table';
import { ISSUES, type Issue, type IssueCode, type IssueDefinition } from './issues';

export interface Place {
  sheet: string;
  row: number;
}

/** Says a thing about a cell. `hint` is shown as it is: dates, codes, counts, never the text of a protected column. */
export function issueAt(place: Place, column: ColumnCode, code: IssueCode, hint?: string): Issue {
  const { rule, zh, blocks }: IssueDefinition = ISSUES[code];
  const { header, essential = false } = COLUMNS[column];
  return {
    // Only these two: callers hand in whole rows, and a row holds names.
    sheet: place.sheet,
    row: place.row,
    column: header,
    code,
    rule,
    message: `${header}：${zh}${hint === undefined ? '' : `（${hint}）`}`,
    blocks: blocks === 'essential' ? essential : blocks,
  };
}

export function isRefusal(issue: Issue): boolean {
  return !issue.code.startsWith('Q_');
}
