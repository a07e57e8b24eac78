/** Why a command is refused (R, section 13): impossible in sequence, without legal power, or incomplete. */
export interface RejectionDefinition {
  /** The rule that refuses, as cited in the domain pages. */
  rule: string;
  zh: string;
  en: string;
}

/** Every refusal the core can answer with. HTTP status and CLI text are derived from the code elsewhere. */
export const REJECTIONS = {
  E_STATE: { rule: 'R §13', zh: '案件当前状态不允许此操作', en: 'the case is not in a state that allows this' },
  E_FUTURE: { rule: 'R §13', zh: '日期晚于今天', en: 'the date lies in the future' },
  E_DATE: { rule: 'R-60', zh: '日期无效，应为 YYYY-MM-DD', en: 'not a civil date (YYYY-MM-DD)' },
  E_DATE_ORDER: { rule: 'R §13', zh: '日期早于其所依据的事项', en: 'the date precedes what it depends on' },
  E_ROLE: { rule: 'R §13', zh: '操作人角色无此权限', en: 'the actor lacks the role for this' },
  E_NOT_RECEIVED: { rule: 'R-18', zh: '尚未确认收到申请', en: 'receipt has not been confirmed yet' },
  E_CASE_EXISTS: { rule: 'R-05', zh: '登记编号已存在', en: 'the case number is already registered' },
  E_CASE_UNKNOWN: { rule: 'R §13', zh: '没有此案件', en: 'no such case' },
  E_SPLIT_TOO_LATE: { rule: 'R-52', zh: '补正、收费或决定之后不得拆分', en: 'too late to split' },
  E_CORRECTION_USED: { rule: 'R-21', zh: '补正告知只能一次', en: 'only one correction notice per case' },
  E_CORRECTION_CONTENT: { rule: 'R-20', zh: '补正告知缺少事项或期限', en: 'the notice lacks items or a deadline' },
  E_CORRECTION_EXPIRED: {
    rule: 'R-25',
    zh: '补正期限已过且无正当理由',
    en: 'the correction came too late without excuse',
  },
  E_AWAITING_CORRECTION: { rule: 'R-23', zh: '正在等待补正', en: 'the case awaits correction' },
  E_AWAITING_PAYMENT: { rule: 'R-57', zh: '正在等待缴费', en: 'the case awaits payment' },
  E_NOT_YET: { rule: 'R-25', zh: '期限尚未届满', en: 'the period has not ended yet' },
  E_NOT_DELIVERED: { rule: 'R-24', zh: '通知送达日期不明', en: 'the day the notice was received is unknown' },
  E_REASONS_NOT_ASKED: { rule: 'R-41', zh: '未要求申请人说明理由', en: 'the applicant was not asked for reasons' },
  E_CONSULT_DUP: { rule: 'R-45', zh: '已在征求该方意见', en: 'this party is already being consulted' },
  E_CONSULT_UNKNOWN: { rule: 'R-45', zh: '没有此征求意见', en: 'no such open consultation' },
  E_CONSULT_OPEN: { rule: 'R-33', zh: '征求意见尚未结束', en: 'a consultation is still open' },
  E_EXT_TOO_LONG: { rule: 'R-31', zh: '延长不得超过20个工作日', en: 'at most 20 working days' },
  E_EXT_USED: { rule: 'R-32', zh: '本期限已延长过', en: 'already extended in this epoch' },
  E_EXT_NOT_APPROVED: { rule: 'R-31', zh: '延期未经批准', en: 'the extension was not approved' },
  E_EXT_AFTER_DUE: { rule: 'R-31', zh: '期限已届满，不能延长', en: 'an expired period cannot be extended' },
  E_FEE_BOTH_METHODS: { rule: 'R-51', zh: '按件与按量不得并用', en: 'per piece or per page, never both' },
  E_FEE_ZERO: { rule: 'R-52', zh: '按标准计算应收为零', en: 'the computed fee is zero' },
  E_FEE_AMOUNT: { rule: 'R-52', zh: '金额与标准不符', en: 'the amount differs from the tariff' },
  E_FEE_AFTER_DUE: { rule: 'R-54', zh: '期限届满后不得发收费通知', en: 'too late for a fee notice' },
  E_FEE_USED: { rule: 'R-54', zh: '收费通知只能一次', en: 'only one fee notice per case' },
  E_FEE_PARTIAL: { rule: 'R-55', zh: '缴费金额不足', en: 'the payment is not complete' },
  E_FEE_EXPIRED: { rule: 'R-56', zh: '缴费期限已过', en: 'the payment period has ended' },
  E_NO_REASONS: { rule: 'R-70', zh: '决定缺少理由', en: 'the decision lacks reasons' },
  E_BASIS: { rule: 'R-70', zh: '决定缺少法律依据', en: 'the decision lacks its legal basis' },
  E_NO_REMEDY: { rule: 'R-84', zh: '救济途径缺失或有误', en: 'the remedy notice is missing or wrong' },
  E_RESULT_CODE: { rule: 'A §3', zh: '没有此办理结果', en: 'no such result code' },
  E_NO_CORRECTION_ROUND: { rule: 'R-21', zh: '未经补正不得答复“仍不明确”', en: 'no correction round took place' },
  E_NO_PRIOR_REPLY: { rule: 'R-75', zh: '重复申请须指明原案件', en: 'a duplicate needs the earlier case' },
  E_PUBLIC_INTEREST: { rule: 'R-46', zh: '第三方合理反对，须有公共利益理由', en: 'needs a public-interest ground' },
  E_USE_LAPSE: { rule: 'R-25', zh: '视为放弃应以逾期登记', en: 'record the lapse instead' },
  E_REVIEW_MISSING: {
    rule: 'Reg.17',
    zh: '公开前须完成属性认定、保密审查（及合法性审查）并经签发',
    en: 'nothing is disclosed before its reviews and its signature',
  },
  E_SAME_PERSON: {
    rule: 'Reg.17',
    zh: '承办、审查与签发不得为同一人',
    en: 'handler, reviewer and signer are different people',
  },
  E_POSTAL: { rule: 'R-37', zh: '邮寄只能通过中国邮政', en: 'only China Post may carry it' },
  E_NO_DOC: { rule: 'R-70', zh: '缺少文书', en: 'the document is missing' },
  E_IDENTITY: { rule: 'R-90', zh: '未核实申请人身份', en: 'the identity was not verified' },
  E_ROUTE: { rule: 'R-96', zh: '复议尚未审结', en: 'no concluded reconsideration' },
  E_APPEAL_UNKNOWN: { rule: 'A-50', zh: '没有此复议或诉讼', en: 'no such open proceeding' },
  E_NO_ORDER: { rule: 'R-98', zh: '没有责令重新答复', en: 'no order to decide again' },
  E_ENTRY_UNKNOWN: { rule: 'R-110', zh: '没有此登记', en: 'no such entry' },
  E_FIELD: { rule: 'R-110', zh: '此字段不能更正', en: 'this field cannot be corrected' },
  E_NO_CHANGE: { rule: 'R-110', zh: '更正前后无差别', en: 'the correction changes nothing' },
  E_DEPENDENT: { rule: 'R-110', zh: '后续事项依赖此登记', en: 'a later entry depends on it' },
  E_VOID_REASON: { rule: 'R §13', zh: '登记作废理由不成立', en: 'not a ground for voiding' },
  E_CALENDAR_DAY: {
    rule: 'R-61',
    zh: '调休上班日应为周末，且不得同时为休息日',
    en: 'a make-up day lies on a weekend and is not off as well',
  },
  E_CALENDAR_NOTICE: {
    rule: 'R-66',
    zh: '放假通知的年份、日期或来源不成立',
    en: 'the year, a date or the source of the notice is wrong',
  },
  E_UNIT_TREE: {
    rule: 'A-77',
    zh: '单位不得隶属于自身或其下级，也不得由自身承接',
    en: 'a unit is never under itself or a unit below it, nor its own successor',
  },
  E_UNIT_PLACED: {
    rule: 'A-77',
    zh: '该单位已有上级，改隶须登记起始日期',
    en: 'the unit has another superior already; a move tells from which day',
  },
  E_UNIT_ABOLISHED: { rule: 'A-77', zh: '单位在该日之前已撤销', en: 'the unit had ended before that day' },
  E_MISSING: { rule: 'R-05', zh: '缺少必填内容', en: 'a required field is missing' },
  E_REPORT_CHECKS: { rule: 'A §8', zh: '校验未通过，不能发布', en: 'checks that block publication fail' },
  E_REPORT_PERIOD: { rule: 'A-02', zh: '统计期限尚未结束', en: 'the period of the report has not ended' },
  E_REPORT_FROZEN: { rule: 'A-40', zh: '年报已发布，只能更正重发', en: 'already published; it can only be revised' },
  E_REPORT_NOT_FROZEN: { rule: 'A-42', zh: '年报尚未发布', en: 'not published yet' },
  E_REPORT_SUPERIOR: {
    rule: 'A-42',
    zh: '上级汇总年报已定稿，只能在本年度列示调整',
    en: 'the consolidated report above is frozen; adjust in the current year',
  },
  E_REPORT_SUCCEEDED: {
    rule: 'K-04',
    zh: '下一年度年报已发布，不能再更正',
    en: 'the report of a later year is published and rests on it',
  },
  E_ERASURE_OPEN: {
    rule: 'PIPL 47',
    zh: '案件或其复议、诉讼尚未了结，仍须知悉当事人',
    en: 'the case or a proceeding about it is not over; the office still has to know the person',
  },
  E_ERASURE_NOTHING: { rule: 'PIPL 47', zh: '没有可删除的个人信息', en: 'nothing of this person is on record' },
  E_ERASURE_NOT_ORDERED: { rule: 'PIPL 47', zh: '没有待批准的删除申请', en: 'no erasure was ordered' },
  E_ERASURE_SAME_PERSON: {
    rule: 'PIPL 47',
    zh: '批准人不得为提出删除的人',
    en: 'whoever approves is not who ordered it',
  },
  E_ERASURE_TEXT: {
    rule: 'PIPL 47',
    zh: '删除理由不得写入当事人的姓名、证件或联系方式',
    en: 'the order outlives the erasure and must not name the person',
  },
  E_PURPOSE: {
    rule: 'PIPL 51',
    zh: '查看未隐去的个人信息须注明用途（purpose）',
    en: 'an unmasked answer needs a purpose, and a purpose asks for one',
  },
  E_ERASED: { rule: 'PIPL 47', zh: '该当事人的个人信息已删除', en: 'this person was erased already' },
  E_REPORT_CHILD: { rule: 'A-75', zh: '下级单位年报尚未发布', en: 'the report of a unit below is missing' },
} as const satisfies Record<string, RejectionDefinition>;

export type RejectionCode = keyof typeof REJECTIONS;

/** A refusal: the code, and the field of the command it is about. Never carries a value the clerk typed. */
export interface Rejection {
  code: RejectionCode;
  field?: string;
  /** Dates, numbers and codes that explain the refusal. */
  detail?: Record<string, string | number>;
}

/** What a refusal means at a certain field, where its code stands for several reasons. Key: code and field. */
const AT_FIELD: Partial<Record<string, { rule: string; zh: string; en: string }>> = {
  'E_ROLE approvedBy': {
    rule: 'R-110',
    zh: '须由另一人批准：批准人不得为空，也不得是操作人本人',
    en: 'two people are needed: the approver is named, and is somebody else than who enters it',
  },
};

/** The reason of a refusal in words, where its code alone would mislead. */
export function reasonAt({ code, field }: Rejection): { rule: string; zh: string; en: string } | undefined {
  return field === undefined ? undefined : AT_FIELD[`${code} ${field}`];
}
