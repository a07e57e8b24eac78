import type { FeeFact } from '@app/disclosure';
import { yearOf } from './year';

/** What section six states about information processing fees, all in whole yuan. */
export interface FeeStatement {
  notices: number;
  noticedYuan: number;
  /** Paid minus refunded, each in its own year. */
  collectedYuan: number;
}

/** The fee statement of a year over the fee facts of many cases; a refund is a negative amount. */
export function feeStatementOf(fees: Iterable<FeeFact>, year: number): FeeStatement {
  const statement: FeeStatement = { notices: 0, noticedYuan: 0, collectedYuan: 0 };
  for (const fee of fees) {
    if (fee.noticedOn !== undefined && yearOf(fee.noticedOn) === year) {
      statement.notices += 1;
      statement.noticedYuan += fee.noticedYuan;
    }
    for (const { on, yuan } of fee.collected) if (yearOf(on) === year) statement.collectedYuan += yuan;
  }
  return statement;
}

/** The statement of a government: what the units it covers state, added up. */
export const feesSummed = (all: readonly FeeStatement[]): FeeStatement => ({
  notices: all.reduce((sum, each) => sum + each.notices, 0),
  noticedYuan: all.reduce((sum, each) => sum + each.noticedYuan, 0),
  collectedYuan: all.reduce((sum, each) => sum + each.collectedYuan, 0),
});
