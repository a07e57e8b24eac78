import type { CaseEventData, FeeMethod } from '../events/catalogue';

/** The part of a charge that falls into one tier: units `from` to `to`, each at `priceYuan`. */
export type TierPart = CaseEventData['FeeNoticeIssued']['tierBreakdown'][number];

export interface ComputedFee {
  /** Whole yuan. */
  amountYuan: number;
  tiers: TierPart[];
}

interface Tier {
  from: number;
  to: number;
  priceYuan: number;
}

/** Per page of one application. */
const PAGE_TIERS: readonly Tier[] = [
  { from: 1, to: 30, priceYuan: 0 },
  { from: 31, to: 100, priceYuan: 10 },
  { from: 101, to: 200, priceYuan: 20 },
  { from: 201, to: Infinity, priceYuan: 40 },
];

/** Per piece among one applicant's of a calendar month; from 31 on every ten cost 100 yuan more each. */
const FIRST_PIECE_TIERS: readonly Tier[] = [
  { from: 1, to: 10, priceYuan: 0 },
  { from: 11, to: 30, priceYuan: 100 },
];

function pieceTiers(upTo: number): Tier[] {
  const tiers = [...FIRST_PIECE_TIERS];
  for (let from = 31, priceYuan = 200; from <= upTo; from += 10, priceYuan += 100) {
    tiers.push({ from, to: from + 9, priceYuan });
  }
  return tiers;
}

/** Progressive: each price applies only to the part inside its tier. */
function charge(tiers: readonly Tier[], from: number, to: number): ComputedFee {
  const parts = tiers
    .map((tier) => ({ from: Math.max(tier.from, from), to: Math.min(tier.to, to), priceYuan: tier.priceYuan }))
    .filter((part) => part.to >= part.from)
    .map((part) => ({ ...part, units: part.to - part.from + 1 }));
  return { amountYuan: parts.reduce((sum, { units, priceYuan }) => sum + units * priceYuan, 0), tiers: parts };
}

/** What `pages` pages of one application cost. */
export function feeForPages(pages: number): ComputedFee {
  return charge(PAGE_TIERS, 1, pages);
}

/** What the pieces number `from` to `to` of one applicant's calendar month cost together. */
export function feeForPieces(from: number, to: number): ComputedFee {
  return charge(pieceTiers(to), from, to);
}

/** `units`: pages of the application, or the ordinal of this piece in the month. */
export const FEE_OF_METHOD: Record<FeeMethod, (units: number) => ComputedFee> = {
  per_page: feeForPages,
  per_piece: (ordinal) => feeForPieces(ordinal, ordinal),
};
