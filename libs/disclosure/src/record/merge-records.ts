import type { CaseRecord } from './case-record';
import { mergeProceedings } from './merge-proceedings';

/** The row without what says nothing: empty text, and the zeros that some offices fill whole columns with. */
export function normalised(record: CaseRecord): CaseRecord {
  const { reconsiderations, suits, ...cells } = record;
  const saying = Object.fromEntries(Object.entries(cells).filter(([, value]) => says(value))) as typeof cells;
  return {
    ...saying,
    unit: record.unit,
    caseNo: record.caseNo,
    reconsiderations: reconsiderations.map(withoutGaps),
    suits: suits.map(withoutGaps),
  };
}

function says(value: unknown): boolean {
  return value !== undefined && value !== null && value !== 0 && !(typeof value === 'string' && value.trim() === '');
}

function withoutGaps<T extends object>(proceeding: T): T {
  return Object.fromEntries(Object.entries(proceeding).filter(([, value]) => value !== undefined)) as T;
}

/** What is known of the case together with the row: the row wins, what it lacks is left alone (L-21). */
export function merged(record: CaseRecord, known: CaseRecord | undefined): CaseRecord {
  if (!known) return booked(record);
  const followed = feeFollows(record, known) ? withoutFeeDays(known) : known;
  return booked({
    ...followed,
    ...record,
    reconsiderations: mergeProceedings(record.reconsiderations, known.reconsiderations),
    suits: mergeProceedings(record.suits, known.suits),
  });
}

/** An amount without dates is booked on the day of conclusion (ledger-file §1, 16). */
function booked(record: CaseRecord): CaseRecord {
  const { feeYuan, feeNoticedOn, feePaidOn, concludedOn, resultCode } = record;
  if (feeYuan === undefined || feeNoticedOn !== undefined || feePaidOn !== undefined || concludedOn === undefined) {
    return record;
  }
  const paid = resultCode === 'other_fee_lapsed' ? {} : { feePaidOn: concludedOn };
  return { ...record, feeNoticedOn: concludedOn, ...paid };
}

/** The days of this fee are those it would be booked on, and the row still tells none for it. */
export function feeFollows(record: CaseRecord, known: CaseRecord): boolean {
  const { feeNoticedOn, feePaidOn } = booked(withoutFeeDays(known));
  return (
    record.feeNoticedOn === undefined &&
    record.feePaidOn === undefined &&
    known.feeNoticedOn === feeNoticedOn &&
    known.feePaidOn === feePaidOn
  );
}

export function withoutFeeDays({ feeNoticedOn: _noticed, feePaidOn: _paid, ...rest }: CaseRecord): CaseRecord {
  return rest;
}
