import type { CaseRecord } from '@app/disclosure';
import type { Hint } from '../columns/cell';
import type { ColumnCode } from '../columns/codes';
import { REQUIRED_COLUMNS } from '../columns/table';
import type { ColumnValues } from '../columns/values';
import { categoryOf } from '../values/result';
import { issueAt, type Place } from './issue';
import type { Issue, IssueCode } from './issues';
import { proceedingsOf } from './proceedings';

export interface ComposedRow {
  /** Absent when a required field is. */
  record?: CaseRecord;
  issues: Issue[];
}

const MISSING: Partial<Record<ColumnCode, IssueCode>> = {
  case_no: 'X_NO_CASE_NO',
  received_on: 'X_NO_RECEIVED_ON',
  applicant_kind: 'X_NO_APPLICANT_KIND',
};

/** Puts the values of a row together; `asked` are the columns that already have an issue. */
export function composeRow(
  unit: string,
  values: Partial<ColumnValues>,
  place: Place,
  asked: ReadonlySet<ColumnCode>,
): ComposedRow {
  const issues: Issue[] = [];
  const say = (column: ColumnCode, code: IssueCode, hint?: Hint): void => {
    issues.push(issueAt(place, column, code, hint));
  };
  for (const column of REQUIRED_COLUMNS) {
    const code = MISSING[column];
    if (code !== undefined && values[column] === undefined && !asked.has(column)) say(column, code);
  }
  const proceedings = proceedingsOf(values, place, asked);
  issues.push(...proceedings.issues);
  const result = resultOf(values, asked, say);
  const fee = feeOf(values, result, say);
  const { case_no: caseNo, received_on: receivedOn, applicant_kind: applicantKind } = values;
  if (caseNo === undefined || receivedOn === undefined || applicantKind === undefined) return { issues };
  const record: CaseRecord = present({
    unit,
    caseNo,
    receivedOn,
    arrivedOn: values.arrived_on,
    channel: values.channel,
    applicantKind,
    applicantName: values.applicant_name,
    applicantIdProof: values.applicant_id,
    contact: values.contact,
    infoDescription: values.description,
    correctionAskedOn: values.correction_asked_on,
    correctionReceivedOn: values.correction_received_on,
    extensionNotifiedOn: values.extension_on,
    extensionWd: values.extension_wd ?? (values.extension_on === undefined ? undefined : DEFAULT_EXTENSION_WD),
    consultedOn: values.consulted_on,
    opinionOn: values.opinion_on,
    opinion: values.opinion,
    deductedWd: values.deducted_wd === 0 ? undefined : values.deducted_wd,
    ...fee,
    concludedOn: values.concluded_on,
    resultCode: result,
    reconsiderations: proceedings.reconsiderations,
    suits: proceedings.suits,
    note: values.note,
  });
  return { record, issues };
}

const DEFAULT_EXTENSION_WD = 20;

type Say = (column: ColumnCode, code: IssueCode, hint?: Hint) => void;

// The code wins over the words (column 18 over 19); a contradiction is asked about, and the words are dropped.
function resultOf(values: Partial<ColumnValues>, asked: ReadonlySet<ColumnCode>, say: Say): CaseRecord['resultCode'] {
  const { result_code: code, result: words } = values;
  if (code !== undefined && words !== undefined) {
    const agrees = 'row' in words ? words.row === code : words.category === categoryOf(code);
    if (!agrees) say('result', 'Q_RESULT_DISAGREES', { zh: `按代码 ${code}`, en: `by the code ${code}` });
  }
  const result = code ?? (words !== undefined && 'row' in words ? words.row : undefined);
  const unclear = asked.has('result_code') || (code === undefined && asked.has('result'));
  if (result === undefined && words !== undefined && !unclear)
    say('result', 'Q_RESULT', { zh: '只有大类', en: 'only the main category' });
  const concluded = values.concluded_on !== undefined;
  if (result !== undefined && !concluded && !asked.has('concluded_on')) say('concluded_on', 'Q_RESULT_WITHOUT_DATE');
  if (result === undefined && words === undefined && concluded && !unclear) say('result', 'Q_DATE_WITHOUT_RESULT');
  return result;
}

// An amount that no date belongs to is booked on the day the case ended (ledger-file §1, 16); an open case has none yet.
// Who let the payment lapse has not paid, only been asked to (L-19).
function feeOf(values: Partial<ColumnValues>, result: CaseRecord['resultCode'], say: Say): Partial<CaseRecord> {
  const { fee_noticed_on: feeNoticedOn, fee_method: feeMethod, fee_yuan: feeYuan, concluded_on: concludedOn } = values;
  let feePaidOn = values.fee_paid_on;
  if (feeYuan === undefined || feeYuan === 0) {
    return feeNoticedOn === undefined && feePaidOn === undefined ? {} : { feeNoticedOn, feeMethod, feeYuan, feePaidOn };
  }
  if (feeNoticedOn === undefined && feePaidOn === undefined && result !== 'other_fee_lapsed') {
    say('fee_yuan', 'Q_FEE_UNDATED', concludedOn ?? { zh: '尚未办结，未采用', en: 'not concluded yet, left out' });
    if (concludedOn === undefined) return {};
    feePaidOn = concludedOn;
  }
  return { feeNoticedOn, feeMethod, feeYuan, feePaidOn };
}

// Absent fields are absent, not undefined: a record is compared with others as a whole.
function present<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}
