import type { Cell } from '../columns/cell';
import { parseCaseNo, parseExtension, parseIdentifier, parseText, parseWholeNumber, parseYuan } from './text';

describe('numbers that Excel has damaged (L-14)', () => {
  it.each<Cell>([110101199003078510, 4.1e17, '4.1E+17', '1.10101E+17', '１.１E＋17', 123456789012345, 1.5])(
    '%j is no ID number any more: it is dropped with a question that does not repeat it',
    (cell) => {
      const parsed = parseIdentifier(cell);
      expect(parsed).toMatchObject({ issue: 'Q_ID_DAMAGED' });
      expect(parsed.value).toBeUndefined();
      expect(JSON.stringify(parsed.hint)).not.toMatch(/1101|4\.1|1234/);
    },
  );

  it.each<[Cell, string]>([
    ['110101199003070011', '110101199003070011'],
    [13800138000, '13800138000'],
    ['91110000MA01234567', '91110000MA01234567'],
    ['1E5号', '1E5号'],
  ])('%j is kept as %s', (cell, text) => {
    expect(parseIdentifier(cell)).toEqual({ value: text });
  });

  it('a damaged case number holds the row back', () => {
    expect(parseCaseNo(4.1e17).issue).toBe('Q_CASE_NO_DAMAGED');
    expect(parseCaseNo(20240001)).toEqual({ value: '20240001' });
  });
});

describe('a case number', () => {
  it('loses what nobody can see, and nothing else', () => {
    expect(parseCaseNo(' 公开\u200b〔2024〕 1号\u202e\u3000')).toEqual({ value: '公开〔2024〕 1号' });
    expect(parseCaseNo('\u200b')).toEqual({});
    expect(parseCaseNo('__proto__')).toEqual({ value: '__proto__' });
  });
});

describe('free text', () => {
  it('is kept exactly, its spaces and marks included', () => {
    expect(parseText(' =cmd|x\u202e\n')).toEqual({ value: ' =cmd|x\u202e\n' });
  });

  it('of nothing but spaces is absent; an error value is asked about', () => {
    expect(parseText(' \u3000\n')).toEqual({});
    expect(parseText('#N/A')).toEqual({ issue: 'Q_CELL_ERROR' });
  });
});

describe('amounts', () => {
  it.each<[Cell, number]>([
    [380, 380],
    ['380', 380],
    ['￥1,380.50元', 1380.5],
    ['３８０', 380],
    [12.3, 12.3],
  ])('%j is %d yuan', (cell, yuan) => {
    expect(parseYuan(cell)).toEqual({ value: yuan });
  });

  it.each<Cell>(['免费', '1.234', -5, '1,38', true, '380美元'])('%j is asked about', (cell) => {
    expect(parseYuan(cell).issue).toBe('Q_NUMBER');
  });

  it.each<[Cell, number]>([
    [15, 15],
    ['15个工作日', 15],
    ['15天', 15],
  ])('%j is %d working days', (cell, days) => {
    expect(parseWholeNumber(cell)).toEqual({ value: days });
  });

  it.each<Cell>([0, 21, '三十', 1.5])('an extension of %j is asked about (R-31)', (cell) => {
    expect(parseExtension(cell)).toMatchObject({ issue: 'Q_EXTENSION_WD' });
  });
});
