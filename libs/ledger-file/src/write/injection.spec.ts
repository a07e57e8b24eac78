import fc from 'fast-check';
import { csvLine } from './csv-line';
import { guarded, unguarded } from './injection';

describe('text that a spreadsheet would compute (L-24)', () => {
  it.each(['=cmd|x', '+1', '-1', '@SUM', '\tx', '\rx', '＝1', '＋1', '－1', '＠x', ' =1', '\n=1', "'=1"])(
    '%j gets a quote',
    (text) => {
      expect(guarded(text)).toBe(`'${text}`);
    },
  );

  it.each(["'abc", 'a=1', '3-5', ' 1', ''])('%j stays as it is', (text) => {
    expect(guarded(text)).toBe(text);
  });

  it('comes back exactly, however many quotes it had', () => {
    const start = fc.string({ unit: fc.constantFrom("'", '=', '＝', '-', 'a', '\t'), maxLength: 6 });
    fc.assert(fc.property(start, fc.string(), (a, b) => unguarded(guarded(a + b)) === a + b));
  });

  it('is never the beginning of a field', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(csvLine([text, 1])).not.toMatch(/^"?\s*[=+\-@＝＋－＠]|^"?[\t\r\n]/);
      }),
    );
  });
});
