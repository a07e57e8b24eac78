import type { Hint } from '../columns/cell';
import type { ColumnCode } from '../columns/codes';
import { COLUMNS } from '../columns/table';
import { ISSUES, type Issue, type IssueCode, type IssueDefinition } from './issues';

export interface Place {
  sheet: string;
  row: number;
}

/** Says a thing about a cell. `hint` is shown as it is: dates, codes, counts, never the text of a protected column. */
export function issueAt(place: Place, column: ColumnCode, code: IssueCode, hint?: Hint): Issue {
  const { rule, zh, en, blocks }: IssueDefinition = ISSUES[code];
  const { header, essential = false } = COLUMNS[column];
  return {
    // Only these two: callers hand in whole rows, and a row holds names.
    sheet: place.sheet,
    row: place.row,
    column: header,
    code,
    rule,
    ...sentences(header, { zh, en }, hint),
    blocks: blocks === 'essential' ? essential : blocks,
  };
}

/** The column and what is wrong there, in both languages; the column as the form names it. */
export function sentences(
  header: string,
  said: { zh: string; en: string },
  hint?: Hint,
): Pick<Issue, 'message' | 'en'> {
  const more = typeof hint === 'string' ? { zh: hint, en: hint } : hint;
  return {
    message: `${header}：${said.zh}${more === undefined ? '' : `（${more.zh}）`}`,
    en: `${header}: ${said.en}${more === undefined ? '' : ` (${more.en})`}`,
  };
}

export function isRefusal(issue: Issue): boolean {
  return !issue.code.startsWith('Q_');
}
