import { COLUMN_CODES, COLUMNS } from '../columns/table';
import type { Cell } from '../columns/cell';
import { issueAt } from './issue';
import { ISSUES, type IssueCode } from './issues';

const CODES = Object.keys(ISSUES) as IssueCode[];
const HAN = /\p{Script=Han}/u;
const place = { sheet: '台账', row: 7 };

describe('what is said about a row (L-18)', () => {
  it.each(CODES)('%s names row, column and rule, in Chinese and in English', (code) => {
    const issue = issueAt(place, 'concluded_on', code);
    expect(issue).toMatchObject({ sheet: '台账', row: 7, column: '办结日期', code });
    expect(issue.rule).toMatch(/^L-\d+$/);
    const [zh, en] = [issue.message.replace('办结日期：', ''), issue.en.replace('办结日期: ', '')];
    expect(zh).toMatch(HAN);
    expect(en).toMatch(/^[A-Za-z]/);
    expect(en).not.toMatch(HAN);
  });

  it('shows what stands beside it in both languages, a day or a code as it is', () => {
    const { message, en } = issueAt(place, 'result', 'Q_RESULT', { zh: '只有大类', en: 'only the main category' });
    expect(message.endsWith('（只有大类）')).toBe(true);
    expect(en.endsWith(' (only the main category)')).toBe(true);
    expect(issueAt(place, 'received_on', 'Q_DATE', '2024-13-01').en).toContain('(2024-13-01)');
  });

  it('has an English word for whatever a cell may be', () => {
    const cells: Cell[] = ['无此说法', 1e12, true, { date: '1800-01-01' }, '2024年'];
    const hints = COLUMN_CODES.flatMap((code) =>
      cells.map((cell) => COLUMNS[code].parse(cell, { date1904: false }).hint),
    );
    const said = hints.filter((hint) => hint !== undefined);
    expect(said.length).toBeGreaterThan(50);
    for (const hint of said) {
      if (typeof hint === 'string') expect(hint).toMatch(/^[\d年月日号./-]+$/);
      else expect(hint.en).not.toMatch(HAN);
    }
  });
});
