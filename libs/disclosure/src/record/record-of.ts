import type { CaseState } from '../case/state';
import type { CaseRecord } from './case-record';

/** The ledger row of a case, for export (L-25). */
export function recordOf(_state: CaseState): CaseRecord {
  throw new Error('recordOf: not written yet');
}
