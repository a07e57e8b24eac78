import { printed, wanYuanOf, yuanOf } from '@app/annual-report';
import fc from 'fast-check';

describe('amounts in 万元', () => {
  it.each([
    [0, '0'],
    [1, '0.0001'],
    [380, '0.038'],
    [10_000, '1'],
    [1_284_650, '128.465'],
    [3_164_410_000, '316441'],
    [123_456_789_012, '12345678.9012'],
  ])('%i yuan are printed as %s', (yuan, text) => {
    expect(printed(wanYuanOf(yuan))).toBe(text);
  });

  it.each([
    ['what is no number', Number.NaN, '0'],
    ['a sum without end', Infinity, '0'],
    ['a decimal of tenths', 0.5, '0.5'],
    ['less than half a yuan', 0.00001, '0'],
    ['a whole number with noughts of its own', 1200, '1200'],
  ])('print %s without blanks, exponents or noughts behind the point (A-03, A-14)', (_what, value, text) => {
    expect(printed(value)).toBe(text);
  });

  it('are never printed with an exponent and lose no yuan', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (yuan) => {
        expect(printed(wanYuanOf(yuan))).toMatch(/^\d+(\.\d{0,3}[1-9])?$/);
        expect(yuanOf(Number(printed(wanYuanOf(yuan))))).toBe(yuan);
      }),
    );
  });
});
