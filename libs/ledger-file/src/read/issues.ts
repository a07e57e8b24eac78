/**
 * What can be wrong with a row (L-18). `Q_…` are questions, `X_…` refusals. `blocks`: the row is not imported until
 * somebody answers; a question that does not block only dropped an optional field. `essential`: it depends on whether
 * a figure of the annual report hangs on the column.
 */
export interface IssueDefinition {
  rule: string;
  zh: string;
  blocks: boolean | 'essential';
}

export const ISSUES = {
  Q_DATE: { rule: 'L-12', zh: '日期无法识别', blocks: 'essential' },
  Q_DATE_NO_YEAR: { rule: 'L-12', zh: '日期没有年份，请用 --year 指明年份', blocks: 'essential' },
  Q_APPLICANT_KIND: { rule: 'L-18', zh: '申请人类型无法确定，请填写六类之一', blocks: true },
  Q_CHANNEL: { rule: 'L-18', zh: '接收渠道无法识别，未采用', blocks: false },
  Q_RESULT: { rule: 'L-18', zh: '办理结果无法对应到年报的一行，请填写细类或结果代码', blocks: true },
  Q_RESULT_DISAGREES: { rule: 'L-18', zh: '办理结果代码与办理结果不一致，以代码为准', blocks: false },
  Q_RESULT_WITHOUT_DATE: {
    rule: 'L-18',
    zh: '有办理结果而没有办结日期，按尚未办结登记',
    blocks: false,
  },
  Q_DATE_WITHOUT_RESULT: { rule: 'L-18', zh: '有办结日期而没有办理结果', blocks: true },
  Q_OPINION: { rule: 'L-18', zh: '第三方意见无法识别，未采用', blocks: false },
  Q_NUMBER: { rule: 'L-18', zh: '数字无法识别', blocks: 'essential' },
  Q_EXTENSION_WD: { rule: 'L-18', zh: '延期工作日应为 1 至 20', blocks: true },
  Q_FEE_METHOD: { rule: 'L-18', zh: '收费方式应为按件或按量，未采用', blocks: false },
  Q_FEE_UNDATED: { rule: 'L-18', zh: '收费金额没有日期，记在办结日期', blocks: false },
  Q_ID_DAMAGED: { rule: 'L-14', zh: '证件号码被 Excel 改写（科学计数或超过 15 位数字），未采用', blocks: false },
  Q_CASE_NO_DAMAGED: {
    rule: 'L-14',
    zh: '登记编号被 Excel 改写（科学计数或超过 15 位数字），请改为文本',
    blocks: true,
  },
  Q_CELL_ERROR: { rule: 'L-17', zh: '单元格是 Excel 错误值', blocks: 'essential' },
  Q_APPEAL: { rule: 'L-18', zh: '复议或诉讼的日期、类型或结果不完整或无法识别', blocks: true },
  Q_APPEAL_COUNT: { rule: 'L-18', zh: '复议或诉讼各栏用“；”分开的个数不一致', blocks: true },
  Q_TAKEN_BACK: {
    rule: 'L-21',
    zh: '已有登记而本行为空，未作任何改动；请补填，或在案件中更正',
    blocks: true,
  },
  X_NO_CASE_NO: { rule: 'L-18', zh: '没有登记编号', blocks: true },
  X_NO_RECEIVED_ON: { rule: 'L-18', zh: '没有收到日期', blocks: true },
  X_NO_APPLICANT_KIND: { rule: 'L-18', zh: '没有申请人类型', blocks: true },
  X_DUPLICATE: { rule: 'L-18', zh: '登记编号重复而内容不同', blocks: true },
  X_REJECTED: { rule: 'L-16', zh: '登记被拒绝', blocks: true },
} as const satisfies Record<string, IssueDefinition>;

export type IssueCode = keyof typeof ISSUES;

/**
 * One thing to say about one cell. `row` as Excel numbers it, `column` by its canonical header; `message` in Chinese,
 * never with the text of a protected column.
 */
export interface Issue {
  sheet: string;
  row: number;
  column: string;
  /** An issue of the table, or for a refused record the rejection code of the core (`E_DATE_ORDER` …). */
  code: IssueCode | `E_${string}`;
  rule: string;
  message: string;
  /** Whether the row stays out because of it. */
  blocks: boolean;
}
