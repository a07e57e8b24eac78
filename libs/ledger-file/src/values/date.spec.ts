import fc from 'fast-check';
import { addDays } from '@app/disclosure';
import type { Cell } from '../columns/cell';
import { parseDate } from './date';

const read = (cell: Cell, year?: number, date1904 = false) => parseDate(cell, { year, date1904 });

describe('a date of a ledger (L-12)', () => {
  it.each<[Cell, string]>([
    ['2024-03-05', '2024-03-05'],
    ['2024/3/5', '2024-03-05'],
    ['2024.3.5', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    ['2024 年 3 月 5 日', '2024-03-05'],
    ['２０２４年３月５日', '2024-03-05'],
    ['2024年03月05号', '2024-03-05'],
    ['20240305', '2024-03-05'],
    [20240305, '2024-03-05'],
    [' 2024-03-05 ', '2024-03-05'],
    ['2024-03-05 00:00:00', '2024-03-05'],
    ['2024-03-05T23:59:59', '2024-03-05'],
    ['2024/3/5 9:30', '2024-03-05'],
    ['2024-02-29', '2024-02-29'],
    [{ date: '2024-03-05' }, '2024-03-05'],
    [45356, '2024-03-05'],
    [45356.99, '2024-03-05'],
  ])('%j is %s', (cell, date) => {
    expect(read(cell)).toEqual({ value: date });
  });

  it.each<Cell>([
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-3',
    '2024.3',
    '24.3.5',
    '5/3/2024',
    '3-5',
    '3.5',
    '2024-03/05',
    '45356',
    '去年三月',
    '二〇二四年三月五日',
    '2024-03-05Z',
    '2024-03-05 25:00',
    '1024-03-05',
    '2204-03-05',
    { date: '1899-12-31' },
    0,
    0.5,
    -1,
    59,
    1e9,
    true,
  ])('%j is asked about, never guessed', (cell) => {
    expect(read(cell)).toMatchObject({ issue: 'Q_DATE' });
    expect(read(cell).value).toBeUndefined();
  });

  it('without a year is a question, unless a year is known', () => {
    expect(read('3月5日').issue).toBe('Q_DATE_NO_YEAR');
    expect(read('3月5日', 2024)).toEqual({ value: '2024-03-05' });
    expect(read('2月29日', 2023).issue).toBe('Q_DATE');
  });

  it('nothing at all is no date and no question', () => {
    expect([null, '', '  ', '\u3000', '\u200b'].map((cell) => read(cell))).toEqual([{}, {}, {}, {}, {}]);
  });

  it('an error value of Excel is said to be one', () => {
    expect(read('#REF!').issue).toBe('Q_CELL_ERROR');
  });

  it.each(['110101199003070011', '张三', '13800138000'])(
    'never shows %s, which does not belong in a date column',
    (text) => {
      expect(JSON.stringify(read(text))).not.toContain(text);
    },
  );

  it('a day number means the same day in both date systems, 1462 days apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 35_000 }), (days) => {
        const date = addDays('1995-01-01', days);
        expect(read(34700 + days)).toEqual({ value: date });
        expect(read(34700 + days - 1462, undefined, true)).toEqual({ value: date });
      }),
    );
  });
});
