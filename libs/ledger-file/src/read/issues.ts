/**
 * What can be wrong with a row (L-18). `Q_…` are questions, `X_…` refusals. `blocks`: the row is not imported until
 * somebody answers; a question that does not block only dropped an optional field. `essential`: it depends on whether
 * a figure of the annual report hangs on the column.
 */
export interface IssueDefinition {
  rule: string;
  zh: string;
  en: string;
  blocks: boolean | 'essential';
}

export const ISSUES = {
  Q_DATE: { rule: 'L-12', zh: '日期无法识别', en: 'the date cannot be read', blocks: 'essential' },
  Q_DATE_NO_YEAR: {
    rule: 'L-12',
    zh: '日期没有年份，请用 --year 指明年份',
    en: 'the date has no year; name it with --year',
    blocks: 'essential',
  },
  Q_APPLICANT_KIND: {
    rule: 'L-18',
    zh: '申请人类型无法确定，请填写六类之一',
    en: 'the kind of applicant is not clear; one of the six is needed',
    blocks: true,
  },
  Q_CHANNEL: {
    rule: 'L-18',
    zh: '接收渠道无法识别，未采用',
    en: 'the channel is not known and was left out',
    blocks: false,
  },
  Q_RESULT: {
    rule: 'L-18',
    zh: '办理结果无法对应到年报的一行，请填写细类或结果代码',
    en: 'the result is no row of the annual report; its sub-row or code is needed',
    blocks: true,
  },
  Q_RESULT_DISAGREES: {
    rule: 'L-18',
    zh: '办理结果代码与办理结果不一致，以代码为准',
    en: 'code and words of the result disagree; the code is taken',
    blocks: false,
  },
  Q_RESULT_WITHOUT_DATE: {
    rule: 'L-18',
    zh: '有办理结果而没有办结日期，按尚未办结登记',
    en: 'a result without a day of conclusion; the case is recorded as still open',
    blocks: false,
  },
  Q_DATE_WITHOUT_RESULT: {
    rule: 'L-18',
    zh: '有办结日期而没有办理结果',
    en: 'a day of conclusion without a result',
    blocks: true,
  },
  Q_OPINION: {
    rule: 'L-18',
    zh: '第三方意见无法识别，未采用',
    en: 'the opinion of the third party is not known and was left out',
    blocks: false,
  },
  Q_NUMBER: { rule: 'L-18', zh: '数字无法识别', en: 'the number cannot be read', blocks: 'essential' },
  Q_EXTENSION_WD: {
    rule: 'L-18',
    zh: '延期工作日应为 1 至 20',
    en: 'an extension has 1 to 20 working days',
    blocks: true,
  },
  Q_FEE_METHOD: {
    rule: 'L-18',
    zh: '收费方式应为按件或按量，未采用',
    en: 'a fee is counted by piece or by page; the method was left out',
    blocks: false,
  },
  Q_FEE_UNDATED: {
    rule: 'L-18',
    zh: '收费金额没有日期，记在办结日期',
    en: 'an amount without dates, booked on the day of conclusion',
    blocks: false,
  },
  Q_ID_DAMAGED: {
    rule: 'L-14',
    zh: '证件号码被 Excel 改写（科学计数或超过 15 位数字），未采用',
    en: 'Excel changed the ID number (scientific notation or more than 15 digits); it was left out',
    blocks: false,
  },
  Q_CASE_NO_DAMAGED: {
    rule: 'L-14',
    zh: '登记编号被 Excel 改写（科学计数或超过 15 位数字），请改为文本',
    en: 'Excel changed the case number (scientific notation or more than 15 digits); make it a text',
    blocks: true,
  },
  Q_CELL_ERROR: {
    rule: 'L-17',
    zh: '单元格是 Excel 错误值',
    en: 'the cell is an error value of Excel',
    blocks: 'essential',
  },
  Q_APPEAL: {
    rule: 'L-18',
    zh: '复议或诉讼的日期、类型或结果不完整或无法识别',
    en: 'day, route or result of a reconsideration or suit is missing or cannot be read',
    blocks: true,
  },
  Q_APPEAL_COUNT: {
    rule: 'L-18',
    zh: '复议或诉讼各栏用“；”分开的个数不一致',
    en: 'the cells of reconsiderations or suits do not hold the same number of values',
    blocks: true,
  },
  Q_TAKEN_BACK: {
    rule: 'L-21',
    zh: '已有登记而本行为空，未作任何改动；请补填，或在案件中更正',
    en: 'recorded already, but empty in this row; nothing was changed: fill it in, or correct the case',
    blocks: true,
  },
  X_NO_CASE_NO: { rule: 'L-18', zh: '没有登记编号', en: 'no case number', blocks: true },
  X_NO_RECEIVED_ON: { rule: 'L-18', zh: '没有收到日期', en: 'no day of receipt', blocks: true },
  X_NO_APPLICANT_KIND: { rule: 'L-18', zh: '没有申请人类型', en: 'no kind of applicant', blocks: true },
  X_DUPLICATE: {
    rule: 'L-18',
    zh: '登记编号重复而内容不同',
    en: 'the same case number with another content',
    blocks: true,
  },
} as const satisfies Record<string, IssueDefinition>;

export type IssueCode = keyof typeof ISSUES;

/**
 * One thing to say about one cell. `row` as Excel numbers it, `column` by its canonical header; `message` in Chinese and
 * `en` in English, never with the text of a protected column.
 */
export interface Issue {
  sheet: string;
  row: number;
  column: string;
  /** An issue of the table, or for a refused record the rejection code of the core (`E_DATE_ORDER` …). */
  code: IssueCode | `E_${string}`;
  rule: string;
  message: string;
  en: string;
  /** Whether the row stays out because of it. */
  blocks: boolean;
}
