import { CELL_IDS, summed, tablesFrom, valueOf } from '@app/annual-report';
import { G1 } from '../../test/golden-g1';

describe('tables added up (A-70)', () => {
  it('are added in every cell', () => {
    const twice = summed([G1, G1]);
    for (const cell of CELL_IDS) expect([cell, valueOf(twice, cell)]).toEqual([cell, 2 * valueOf(G1, cell)]);
  });

  it('lose no yuan of the fees', () => {
    const fee = 't2.administrative_fee.amount_wan_yuan';
    const of = (wan: number) => tablesFrom({ [fee]: wan });
    expect(valueOf(summed([of(0.1), of(0.2), of(0.0001)]), fee)).toBe(0.3001);
  });

  it('of nobody are all nought', () => {
    expect(summed([])).toEqual(tablesFrom({}));
  });
});
