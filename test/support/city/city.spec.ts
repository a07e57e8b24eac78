import { makeCity } from './city';
import { countYear } from './count';
import { casesFor } from './from-tables';
import { G1_TABLE3, G1_TABLE4, G1_YEAR } from './g1';
import { KIND_CODES, RESULTS } from './city';

describe('the invented city', () => {
  const city = makeCity({ cases: 3000, seed: 7, from: '2023-11-01', to: '2025-12-31', upTo: '2026-01-31' });

  it('has every result, carried-in and carried-out cases and appeals over both years’ ends', () => {
    for (const year of [2024, 2025]) {
      const count = countYear(city, year);
      for (const [, code] of RESULTS) expect(count[`t3.${code}.total`]).toBeGreaterThan(0);
      expect(count['t3.carried_in.total']).toBeGreaterThan(0);
      expect(count['t3.carried_out.total']).toBeGreaterThan(0);
      expect(count['t4.recon.pending']).toBeGreaterThan(0);
      expect(count['t4.suit_after_recon.pending']).toBeGreaterThan(0);
    }
  });

  it('goes back from the published figures to cases that count to the same figures', () => {
    const count = countYear(casesFor({ year: G1_YEAR, table3: G1_TABLE3, table4: G1_TABLE4 }, 1), G1_YEAR);
    for (const [row, figures] of Object.entries(G1_TABLE3)) {
      expect([...KIND_CODES, 'total'].map((column) => count[`t3.${row}.${column}`])).toEqual([...figures]);
    }
    for (const [group, figures] of Object.entries(G1_TABLE4)) {
      expect(['upheld', 'corrected', 'other', 'pending', 'total'].map((cell) => count[`t4.${group}.${cell}`])).toEqual([
        ...figures,
      ]);
    }
  });
});
