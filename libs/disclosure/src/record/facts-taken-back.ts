import { effectiveHistory } from '../case/effective-history';
import { foldEffective } from '../case/fold';
import type { CivilDate } from '../calendar/civil-date';
import type { CaseEvent } from '../events/envelope';
import type { CaseRecord } from './case-record';
import { matchProceedings } from './merge-proceedings';
import { feeFollows, normalised, withoutFeeDays } from './merge-records';
import { ledgerRow } from './record-of';

/** The facts of a record that are days, and the result: what a row cannot lose by a cell that is left empty. */
export type RecordedFact = keyof typeof IS_TAKEN_BACK;

/**
 * What a row leaves empty though it is recorded, and though the ledger has a place for it (`columns`): the row is to be
 * asked about, since an empty cell is no correction (L-18, L-21). A column that the ledger does not have says nothing.
 */
export function factsTakenBack(
  record: CaseRecord,
  history: readonly CaseEvent[],
  columns: ReadonlySet<RecordedFact>,
): RecordedFact[] {
  const state = foldEffective(effectiveHistory([...history]));
  if (!state) return [];
  const row = normalised(record);
  const known = withoutBookedFee(row, ledgerRow(state, state.receivedOn ?? row.receivedOn));
  return (Object.keys(IS_TAKEN_BACK) as RecordedFact[]).filter(
    (fact) => columns.has(fact) && IS_TAKEN_BACK[fact](row, known),
  );
}

type Comparison = (row: CaseRecord, known: CaseRecord) => boolean;

const emptied =
  (field: keyof CaseRecord): Comparison =>
  (row, known) =>
    known[field] !== undefined && row[field] === undefined;

interface Proceeding {
  filedOn: CivilDate;
  concludedOn?: CivilDate;
}

/** A recorded proceeding that no proceeding of the row is. */
const unmentioned =
  (list: 'reconsiderations' | 'suits'): Comparison =>
  (row, known) =>
    pairs(row[list], known[list]).some(([, told]) => told === undefined);

/** A recorded proceeding that ended, and in the row has not. */
const reopened =
  (list: 'reconsiderations' | 'suits'): Comparison =>
  (row, known) =>
    pairs(row[list], known[list]).some(
      ([recorded, told]) => recorded.concludedOn !== undefined && told?.concludedOn === undefined,
    );

function pairs<P extends Proceeding>(told: readonly P[], known: readonly P[]): [P, P | undefined][] {
  const { toldOf } = matchProceedings(told, known);
  return known.map((proceeding, at) => [proceeding, toldOf.get(at)]);
}

const IS_TAKEN_BACK = {
  arrivedOn: emptied('arrivedOn'),
  correctionAskedOn: emptied('correctionAskedOn'),
  correctionReceivedOn: emptied('correctionReceivedOn'),
  extensionNotifiedOn: emptied('extensionNotifiedOn'),
  consultedOn: emptied('consultedOn'),
  opinionOn: emptied('opinionOn'),
  feeNoticedOn: emptied('feeNoticedOn'),
  feePaidOn: emptied('feePaidOn'),
  concludedOn: emptied('concludedOn'),
  resultCode: emptied('resultCode'),
  'reconsiderations.filedOn': unmentioned('reconsiderations'),
  'reconsiderations.concludedOn': reopened('reconsiderations'),
  'suits.filedOn': unmentioned('suits'),
  'suits.concludedOn': reopened('suits'),
} satisfies Record<string, Comparison>;

/** Days on which an amount without days was booked (ledger-file §1, 16) stood in no cell that could be emptied. */
function withoutBookedFee(row: CaseRecord, known: CaseRecord): CaseRecord {
  const paidWithoutNotice = known.feeNoticedOn === undefined && known.feePaidOn === known.concludedOn;
  return feeFollows(row, known) || paidWithoutNotice ? withoutFeeDays(known) : known;
}
