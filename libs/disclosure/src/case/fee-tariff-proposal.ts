import type { FeeMethod } from '../events/catalogue';
import { FEE_OF_METHOD, type ComputedFee } from './fee-tariff';

/** What one method comes to; `units` as in `FEE_OF_METHOD`. */
export interface ProposedFee extends ComputedFee {
  units: number;
}

/** Both methods side by side; one of them can be chosen for a case, never both. `null`: nothing to count by. */
export type FeeProposal = Record<FeeMethod, ProposedFee | null>;

const NOTHING: ComputedFee = { amountYuan: 0, tiers: [] };

/** The fee by the tariff. Per page nothing is charged for what is public already; per piece for every reply. */
export function feeFor(
  method: FeeMethod,
  units: number,
  { alreadyPublic = false }: { alreadyPublic?: boolean } = {},
): ComputedFee {
  return method === 'per_page' && alreadyPublic ? NOTHING : FEE_OF_METHOD[method](units);
}

/** What could be charged for a case: by its number among the applicant's of the month, and by its own pages. */
export function feeProposal(counted: {
  pieceOrdinal?: number | null;
  pages?: number;
  alreadyPublic?: boolean;
}): FeeProposal {
  const proposed = (method: FeeMethod, units: number | null | undefined): ProposedFee | null =>
    units == null ? null : { units, ...feeFor(method, units, counted) };
  return { per_piece: proposed('per_piece', counted.pieceOrdinal), per_page: proposed('per_page', counted.pages) };
}
