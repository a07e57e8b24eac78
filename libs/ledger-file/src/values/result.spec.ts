import { RESULT_CODES, type ResultCode } from '@app/disclosure';
import { parseResultCode, parseResultLabel, resultLabel } from './result';

const rows = Object.keys(RESULT_CODES) as ResultCode[];

describe('a result code (column 18)', () => {
  it.each(rows)('%s is known by its number on the form and by its row code', (row) => {
    expect(parseResultCode(RESULT_CODES[row].formNumber)).toEqual({ value: row });
    expect(parseResultCode(` ${row} `)).toEqual({ value: row });
  });

  it('may be a number, full-width or end with a full stop', () => {
    expect(parseResultCode(3.1)).toEqual({ value: 'granted' });
    expect(parseResultCode('３．３．１')).toEqual({ value: 'denied_state_secret' });
    expect(parseResultCode('3.3.1.')).toEqual({ value: 'denied_state_secret' });
  });

  it.each(['3.3', '3.7', '3.3.9', '3', '不予公开', { date: '2003-03-01' }])('%j is asked about', (cell) => {
    expect(parseResultCode(cell).issue).toBe('Q_RESULT');
  });

  it.each(rows)('%s is known by its words as well, where they mean one row', (row) => {
    expect(parseResultCode(resultLabel(row))).toEqual({ value: row });
    expect(parseResultCode(RESULT_CODES[row].label)).toEqual({ value: row });
  });

  it.each(['不予公开', '无法提供', '办结'])('%s is asked about, saying what the column takes', (cell) => {
    const { issue, hint } = parseResultCode(cell);
    expect(issue).toBe('Q_RESULT');
    expect(hint).toMatchObject({
      zh: expect.stringContaining('本栏填结果代码 3.1 至 3.6.3') as string,
      en: expect.stringContaining('this column takes the codes') as string,
    });
    expect(JSON.stringify(hint)).not.toContain('办结');
  });

  it('that Excel made a day of is said to be one', () => {
    expect(JSON.stringify(parseResultCode({ date: '2003-03-01' }).hint)).toContain('日期');
  });
});

describe('a result in words (column 19)', () => {
  it.each(rows)('%s is known by what an export writes, by its label and by its numbered label', (row) => {
    const { label } = RESULT_CODES[row];
    for (const text of [resultLabel(row), label, `（二）${label}`, `3.${label}`, `３．${label}`]) {
      expect([text, parseResultLabel(text)]).toEqual([text, { value: { row } }]);
    }
  });

  it.each<[string, ResultCode]>([
    ['同意公开', 'granted'],
    ['全部公开', 'granted'],
    ['同意部分公开', 'partially_granted'],
    ['信息不存在', 'unable_not_held'],
    ['非本机关', 'unable_not_held'],
    ['不属于本机关', 'unable_not_held'],
    ['申请内容不明确', 'unable_still_unclear'],
    ['撤回', 'other_other'],
    ['申请人撤回', 'other_other'],
    ['非政府信息', 'other_other'],
    ['部分公开(区分处理的, 只计这一情形, 不计其他情形)', 'partially_granted'],
    ['（三）不予公开 3.危及"三安全一稳定"', 'denied_security_stability'],
    ['不予公开/属于国家秘密', 'denied_state_secret'],
    ['无法提供（本机关不掌握相关政府信息）', 'unable_not_held'],
    ['其他处理—其他', 'other_other'],
  ])('%s is %s', (text, row) => {
    expect(parseResultLabel(text)).toEqual({ value: { row } });
  });

  it.each([
    ['不予公开', '3.3'],
    ['无法提供', '3.4'],
    ['不予处理', '3.5'],
    ['（六）其他处理', '3.6'],
  ])('%s alone says only a group', (text, category) => {
    expect(parseResultLabel(text)).toEqual({ value: { category } });
  });

  it.each(['无法提供-属于国家秘密', '张三', '办结', 31, true])('%j is asked about without showing it', (cell) => {
    const parsed = parseResultLabel(cell);
    expect(parsed.issue).toBe('Q_RESULT');
    expect(JSON.stringify(parsed.hint)).not.toContain('张三');
  });
});
