import type { RecordedFact } from '@app/disclosure';
import type { ColumnCode } from './codes';

/**
 * The recorded fact that an empty cell of a column would take back (L-21): days, and the result. `null`: emptying the
 * cell asks nothing, be it an optional text or a word that stands and falls with a day.
 */
const FACT_OF_COLUMN: Record<ColumnCode, RecordedFact | null> = {
  seq: null,
  case_no: null,
  received_on: null,
  channel: null,
  applicant_kind: null,
  applicant_name: null,
  applicant_id: null,
  contact: null,
  description: null,
  correction_asked_on: 'correctionAskedOn',
  correction_received_on: 'correctionReceivedOn',
  extension_on: 'extensionNotifiedOn',
  extension_wd: null,
  consulted_on: 'consultedOn',
  opinion_on: 'opinionOn',
  opinion: null,
  deducted_wd: null,
  fee_noticed_on: 'feeNoticedOn',
  fee_method: null,
  fee_yuan: null,
  fee_paid_on: 'feePaidOn',
  concluded_on: 'concludedOn',
  result_code: 'resultCode',
  result: 'resultCode',
  recon_filed_on: 'reconsiderations.filedOn',
  recon_concluded_on: 'reconsiderations.concludedOn',
  recon_result: null,
  suit_route: null,
  suit_filed_on: 'suits.filedOn',
  suit_concluded_on: 'suits.concludedOn',
  suit_result: null,
  arrived_on: 'arrivedOn',
  note: null,
};

/** The facts for which a ledger with these columns has a place. */
export function factsOfColumns(columns: Iterable<ColumnCode>): ReadonlySet<RecordedFact> {
  return new Set([...columns].flatMap((code) => FACT_OF_COLUMN[code] ?? []));
}

/** `facts` without those of the cells that were asked about: what cannot be read is not empty. */
export function withoutAsked(
  facts: ReadonlySet<RecordedFact>,
  asked: ReadonlySet<ColumnCode>,
): ReadonlySet<RecordedFact> {
  const unread = factsOfColumns(asked);
  return unread.size === 0 ? facts : new Set([...facts].filter((fact) => !unread.has(fact)));
}

const COLUMN_OF_FACT: ReadonlyMap<RecordedFact | null, ColumnCode> = new Map(
  // Of the two columns that tell the result the words stand, which every ledger has.
  (Object.keys(FACT_OF_COLUMN) as ColumnCode[]).map((code) => [FACT_OF_COLUMN[code], code]),
);

/** The column to look at for a fact. */
export function columnOfFact(fact: RecordedFact): ColumnCode {
  return COLUMN_OF_FACT.get(fact) ?? 'case_no';
}
