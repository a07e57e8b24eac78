import type { CaseState } from '../case/state';
import type { ClosingKind } from '../events/catalogue';
import type { ResultCode } from '../vocabulary/result-codes';
import type { CaseRecord } from './case-record';

/** How a case ended, or with a result but no day is about to end. */
export type Ending = ClosingKind;

const LAPSES: Partial<Record<ResultCode, Ending>> = {
  other_correction_lapsed: 'correction_lapsed',
  other_fee_lapsed: 'fee_lapsed',
};

/**
 * The ending a row means. A ledger cannot tell a withdrawal from 其他, so it is one only where it is on record as one.
 */
export function endingOf({ resultCode }: CaseRecord, state: CaseState | undefined): Ending | undefined {
  if (resultCode === undefined) return undefined;
  const withdrawn = resultCode === 'other_other' && state?.closing?.closingKind === 'withdrawn';
  return withdrawn ? 'withdrawn' : (LAPSES[resultCode] ?? 'replied');
}
