import { isCivilDate, type CivilDate } from '../calendar/civil-date';
import { notBefore, refuse, refuseIf } from '../case/decisions/decision';
import { APPLICANT_KINDS } from '../vocabulary/applicant-kinds';
import { CHANNELS } from '../vocabulary/channels';
import type { Rejection } from '../vocabulary/rejections';
import { RESULT_CODES } from '../vocabulary/result-codes';
import type { CaseRecord } from './case-record';

/** More than any office deducts; keeps a typing error from being counted day by day. */
const LONGEST_DEDUCTION_WD = 1000;
const LONGEST_EXTENSION_WD = 20;

/** What a row cannot mean, whatever else is known of its case. */
export function checkRecord(record: CaseRecord, today: CivilDate): Rejection | undefined {
  return checkValues(record) ?? checkDays(record, today) ?? checkOrder(record);
}

function checkValues(record: CaseRecord): Rejection | undefined {
  const { resultCode, channel, extensionWd, deductedWd, feeYuan } = record;
  return (
    refuseIf(record.unit === '', 'E_MISSING', 'unit') ??
    refuseIf(record.caseNo === '', 'E_MISSING', 'caseNo') ??
    refuseIf(!Object.hasOwn(APPLICANT_KINDS, record.applicantKind), 'E_MISSING', 'applicantKind') ??
    refuseIf(channel !== undefined && !Object.hasOwn(CHANNELS, channel), 'E_MISSING', 'channel') ??
    refuseIf(resultCode !== undefined && !Object.hasOwn(RESULT_CODES, resultCode), 'E_RESULT_CODE', 'resultCode') ??
    refuseIf(
      extensionWd !== undefined && !isCount(extensionWd, LONGEST_EXTENSION_WD),
      'E_EXT_TOO_LONG',
      'extensionWd',
    ) ??
    refuseIf(deductedWd !== undefined && !isCount(deductedWd, LONGEST_DEDUCTION_WD), 'E_MISSING', 'deductedWd') ??
    refuseIf(feeYuan !== undefined && !(Number.isFinite(feeYuan) && feeYuan >= 0), 'E_FEE_AMOUNT', 'feeYuan')
  );
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

/** Every day of a row with the name of its field; `suits.0.filedOn` for a proceeding. */
function daysOf(record: CaseRecord): [string, CivilDate][] {
  const proceedings = (name: string, list: { filedOn: CivilDate; concludedOn?: CivilDate }[]) =>
    list.flatMap(({ filedOn, concludedOn }, i): [string, CivilDate | undefined][] => [
      [`${name}.${i}.filedOn`, filedOn],
      [`${name}.${i}.concludedOn`, concludedOn],
    ]);
  const days: [string, CivilDate | undefined][] = [
    ['receivedOn', record.receivedOn],
    ['arrivedOn', record.arrivedOn],
    ['correctionAskedOn', record.correctionAskedOn],
    ['correctionReceivedOn', record.correctionReceivedOn],
    ['extensionNotifiedOn', record.extensionNotifiedOn],
    ['consultedOn', record.consultedOn],
    ['opinionOn', record.opinionOn],
    ['feeNoticedOn', record.feeNoticedOn],
    ['feePaidOn', record.feePaidOn],
    ['concludedOn', record.concludedOn],
    ...proceedings('reconsiderations', record.reconsiderations),
    ...proceedings('suits', record.suits),
  ];
  return days.filter((day): day is [string, CivilDate] => day[1] !== undefined);
}

function checkDays(record: CaseRecord, today: CivilDate): Rejection | undefined {
  for (const [field, day] of daysOf(record)) {
    if (!isCivilDate(day)) return refuse('E_DATE', field);
    if (day > today) return refuse('E_FUTURE', field, { today });
  }
  return undefined;
}

/** L-16: an order of days that cannot have been. Late is not impossible. */
export function checkOrder(record: CaseRecord): Rejection | undefined {
  const { receivedOn, correctionAskedOn, correctionReceivedOn, consultedOn, opinionOn, feeNoticedOn, feePaidOn } =
    record;
  return (
    notBefore('receivedOn', receivedOn, record.arrivedOn) ??
    notBefore('correctionAskedOn', correctionAskedOn, receivedOn) ??
    notBefore('correctionReceivedOn', correctionReceivedOn, receivedOn, correctionAskedOn) ??
    notBefore('extensionNotifiedOn', record.extensionNotifiedOn, receivedOn) ??
    notBefore('consultedOn', consultedOn, receivedOn) ??
    notBefore('opinionOn', opinionOn, receivedOn, consultedOn) ??
    notBefore('feeNoticedOn', feeNoticedOn, receivedOn) ??
    notBefore('feePaidOn', feePaidOn, receivedOn, feeNoticedOn) ??
    notBefore(
      'concludedOn',
      record.concludedOn,
      receivedOn,
      correctionAskedOn,
      correctionReceivedOn,
      record.extensionNotifiedOn,
      consultedOn,
      opinionOn,
      feeNoticedOn,
      feePaidOn,
    ) ??
    checkProceedings('reconsiderations', record.reconsiderations, receivedOn) ??
    checkProceedings('suits', record.suits, receivedOn)
  );
}

function checkProceedings(name: string, list: CaseRecord['reconsiderations'], receivedOn: CivilDate) {
  return list
    .map(
      ({ filedOn, concludedOn }, i) =>
        notBefore(`${name}.${i}.filedOn`, filedOn, receivedOn) ??
        notBefore(`${name}.${i}.concludedOn`, concludedOn, filedOn),
    )
    .find((rejection) => rejection !== undefined);
}

/** A conclusion says how and when, or it says nothing that could be counted. */
export function checkConclusions(record: CaseRecord): Rejection | undefined {
  const { concludedOn, resultCode } = record;
  const lapsed = resultCode === 'other_correction_lapsed' || resultCode === 'other_fee_lapsed';
  return (
    refuseIf(concludedOn !== undefined && resultCode === undefined, 'E_MISSING', 'resultCode') ??
    refuseIf(lapsed && concludedOn === undefined, 'E_MISSING', 'concludedOn') ??
    halfConcluded('reconsiderations', record.reconsiderations) ??
    halfConcluded('suits', record.suits)
  );
}

function halfConcluded(name: string, list: CaseRecord['reconsiderations']): Rejection | undefined {
  return list
    .map(
      ({ concludedOn, result }, i) =>
        refuseIf(concludedOn !== undefined && result === undefined, 'E_MISSING', `${name}.${i}.result`) ??
        refuseIf(concludedOn === undefined && result !== undefined, 'E_MISSING', `${name}.${i}.concludedOn`),
    )
    .find((rejection) => rejection !== undefined);
}
