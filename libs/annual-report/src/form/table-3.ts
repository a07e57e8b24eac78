import { APPLICANT_KINDS, RESULT_CODES, type ApplicantKind, type ResultCode } from '@app/disclosure';

/** Table 3, columns: the applicant kinds and their total. */
export type T3Column = ApplicantKind | 'total';

/** Table 3, rows: 21 results between what came in and what is left (annual-report §3). */
export type T3Row = 'new_received' | 'carried_in' | ResultCode | 'results_total' | 'carried_out';

/** Rows （三） to （六） of the form gather several results under one heading. */
export type T3ResultGroup = 'denied' | 'unable' | 'not_processed' | 'other';

/** What a row is in the relations K-01 and K-02. */
export type T3Role = 'received' | 'carriedIn' | 'result' | 'resultsTotal' | 'carriedOut';

export interface T3RowDeclaration {
  code: T3Row;
  /** Printed in the row's own header cell, with its number and the full-width typography of the form. */
  label: string;
  /** Headings left of the label that several rows share, outermost first. */
  headings: readonly string[];
  role: T3Role;
  /** The heading （三）…（六） the result stands under. */
  group?: T3ResultGroup;
  /** The rule or article that fills the row. */
  source: string;
}

export interface T3ColumnDeclaration {
  code: T3Column;
  label: string;
  /** Headings above the label that several columns share, outermost first. */
  headings: readonly string[];
}

export const TABLE3_CORNER = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）';
const RESULTS_HEADING = '三、本年度办理结果';
const APPLICANTS_HEADING = '申请人情况';
const LEGAL_HEADING = '法人或其他组织';

/** The four headings by their number on the form; `label` without the number is used in texts. */
export const T3_RESULT_GROUPS: Record<T3ResultGroup, { formNumber: string; label: string }> = {
  denied: { formNumber: '3.3', label: '不予公开' },
  unable: { formNumber: '3.4', label: '无法提供' },
  not_processed: { formNumber: '3.5', label: '不予处理' },
  other: { formNumber: '3.6', label: '其他处理' },
};

const CHINESE_NUMERALS = ['', '一', '二', '三', '四', '五', '六'];
const bracketed = (formNumber: string) => `（${CHINESE_NUMERALS[Number(formNumber.split('.')[1])]}）`;

const groupOf = (formNumber: string) =>
  (Object.keys(T3_RESULT_GROUPS) as T3ResultGroup[]).find((group) =>
    formNumber.startsWith(`${T3_RESULT_GROUPS[group].formNumber}.`),
  );

/** The rules of the two results that no article carries (the table below R-84 has “–” for them). */
const WITHOUT_ARTICLE: { [R in ResultCode]?: string } = {
  not_processed_confirmation: 'R-80',
  other_other: 'A-27, A-28',
};

/** A result row as RESULT_CODES tells it: `3.1` stands by itself, `3.3.1` is item 1 under heading （三）. */
function resultRow(code: ResultCode): T3RowDeclaration {
  const { formNumber, label, basis } = RESULT_CODES[code];
  const source = WITHOUT_ARTICLE[code] ?? basis.join(', ');
  const group = groupOf(formNumber);
  if (group === undefined) {
    return { code, label: bracketed(formNumber) + label, headings: [RESULTS_HEADING], role: 'result', source };
  }
  const heading = bracketed(formNumber) + T3_RESULT_GROUPS[group].label;
  const item = formNumber.split('.')[2];
  return { code, label: `${item}.${label}`, headings: [RESULTS_HEADING, heading], role: 'result', group, source };
}

export const RESULT_ROWS = Object.keys(RESULT_CODES) as ResultCode[];

/** The 25 rows in the order of the form. */
export const TABLE3_ROWS: readonly T3RowDeclaration[] = [
  { code: 'new_received', label: '一、本年新收政府信息公开申请数量', headings: [], role: 'received', source: 'A-20' },
  { code: 'carried_in', label: '二、上年结转政府信息公开申请数量', headings: [], role: 'carriedIn', source: 'A-22' },
  ...RESULT_ROWS.map(resultRow),
  { code: 'results_total', label: '（七）总计', headings: [RESULTS_HEADING], role: 'resultsTotal', source: 'K-02' },
  { code: 'carried_out', label: '四、结转下年度继续办理', headings: [], role: 'carriedOut', source: 'A-23' },
];

export const APPLICANT_COLUMNS = Object.keys(APPLICANT_KINDS) as ApplicantKind[];

const isLegal = (kind: ApplicantKind) => kind !== 'natural_person';

/** The 7 columns in the order of the form. */
export const TABLE3_COLUMNS: readonly T3ColumnDeclaration[] = [
  ...APPLICANT_COLUMNS.map((code) => ({
    code,
    label: APPLICANT_KINDS[code],
    headings: isLegal(code) ? [APPLICANTS_HEADING, LEGAL_HEADING] : [APPLICANTS_HEADING],
  })),
  { code: 'total', label: '总计', headings: [APPLICANTS_HEADING] },
];

/** The five columns under 法人或其他组织. */
export const LEGAL_COLUMNS = APPLICANT_COLUMNS.filter(isLegal);

/** The rows that play a part in the relations. */
export const rowsWithRole = (role: T3Role): T3Row[] =>
  TABLE3_ROWS.filter((row) => row.role === role).map((row) => row.code);
