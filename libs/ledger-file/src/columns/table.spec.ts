import { headerForm } from '../values/normalise';
import { matchHeader } from '../read/header';
import { COLUMN_CODES, COLUMNS } from './table';

describe('the columns (ledger-file §1)', () => {
  it('have 33 headers that are all different after L-10', () => {
    expect(new Set(COLUMN_CODES.map((code) => headerForm(COLUMNS[code].header))).size).toBe(33);
  });

  it('are all found by their canonical headers, in any order', () => {
    const headers = COLUMN_CODES.map((code) => COLUMNS[code].header).reverse();
    expect(matchHeader(headers).columns.map(({ code }) => code)).toEqual([...COLUMN_CODES].reverse());
  });

  it.each(COLUMN_CODES.flatMap((code) => COLUMNS[code].aliases.map((alias) => [alias, code] as const)))(
    '%s is understood as %s where that column has no better header',
    (alias, code) => {
      const others = COLUMN_CODES.filter((other) => other !== code && COLUMNS[other].required === true);
      const match = matchHeader([...others.map((other) => COLUMNS[other].header), alias]);
      expect(match.columns.at(-1)).toMatchObject({ code });
    },
  );

  it('keep personal data and free text out of messages', () => {
    expect(COLUMN_CODES.filter((code) => COLUMNS[code].protected === true)).toEqual([
      'applicant_name',
      'applicant_id',
      'contact',
      'description',
      'note',
    ]);
  });

  it.each(['T', ' T', '.', '(', '；', "'", '1', '第', '\ufdfa'])(
    'ask about 30,000 times %j where a word, a day or a number belongs',
    (piece) => {
      const cell = piece.repeat(30_000);
      for (const code of COLUMN_CODES) {
        const { protected: text = false, parse } = COLUMNS[code];
        if (text || code === 'seq' || code === 'case_no') continue;
        expect([code, parse(cell, { date1904: false }).issue]).toEqual([code, expect.stringMatching(/^Q_/)]);
      }
    },
  );
});
