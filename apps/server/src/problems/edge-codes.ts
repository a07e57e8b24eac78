/** A refusal of the HTTP edge: before, or beside, the law. */
export interface EdgeDefinition {
  status: number;
  zh: string;
  en: string;
  /** Decision or limit of the design behind it. */
  rule?: string;
}

export const EDGE_CODES = {
  E_BODY_MALFORMED: { status: 400, zh: '请求正文不是有效的 JSON', en: 'the body is not valid JSON' },
  E_BODY_TOO_LARGE: { status: 413, zh: '请求正文超过上限', en: 'the body is over the limit', rule: 'L-17' },
  E_BODY_TYPE: { status: 415, zh: '请求正文类型不受支持', en: 'the content type is not supported' },
  E_BODY_ENCODING: { status: 415, zh: '请求正文编码不受支持', en: 'the content encoding is not supported' },
  E_VALIDATION: { status: 400, zh: '请求内容未通过校验', en: 'the request is not valid' },
  E_PARAMETER: { status: 400, zh: '地址或查询参数无效', en: 'a path or query parameter is not valid' },
  E_HEADER: { status: 400, zh: '请求头无效', en: 'a header is not valid' },
  E_YEAR: {
    status: 400,
    zh: '年份无效，应为 2019 至 2100',
    en: 'the year must lie between 2019 and 2100',
    rule: 'A-02',
  },
  E_CELL_UNKNOWN: { status: 400, zh: '年报没有此单元格', en: 'the report has no such cell', rule: 'A-03' },
  E_AS_OF: { status: 400, zh: 'at 与 asOf 只能给出一个', en: 'give either at or asOf, not both', rule: 'A-44' },
  E_FOREIGN_PAGE: { status: 403, zh: '拒绝来自其他网站的请求', en: 'requests from other sites are refused' },
  E_ROUTE_UNKNOWN: { status: 404, zh: '没有此地址', en: 'no such route' },
  E_UNIT_UNKNOWN: { status: 404, zh: '没有此单位', en: 'no such unit', rule: 'R-02' },
  E_COMMAND_UNKNOWN: { status: 404, zh: '没有此命令的记录', en: 'no command is stored under this id', rule: 'F5' },
  E_BUSY_CASE: {
    status: 409,
    zh: '案件正被他人修改，请重试',
    en: 'others kept changing the case, try again',
    rule: 'F8',
  },
  E_STALE: { status: 412, zh: '案件已被修改，请重新读取', en: 'the case has changed since you read it', rule: 'D13' },
  E_KEY_REUSED: {
    status: 422,
    zh: '同一 Idempotency-Key 已用于不同的请求',
    en: 'this Idempotency-Key was used for another request',
    rule: 'D13',
  },
  E_UNSTORABLE: { status: 422, zh: '内容无法原样保存', en: 'the content cannot be stored unchanged', rule: 'F10' },
  E_SUBJECT_ERASED: {
    status: 409,
    zh: '该当事人的个人信息已被删除，不能再添加',
    en: 'the personal data of this subject were erased, none can be added',
    rule: 'D9',
  },
  E_UNDECIPHERABLE: {
    status: 500,
    zh: '受保护内容无法解密，请核验日志',
    en: 'a protected field does not decrypt; verify the log',
    rule: 'D9',
  },
  E_LEDGER_FILE: { status: 422, zh: '台账文件无法读取', en: 'the ledger file cannot be read', rule: 'L-15' },
  E_LETTER: { status: 422, zh: '文书不能出具', en: 'the letter cannot be written' },
  E_BINDING: {
    status: 422,
    zh: '文字引用了年报没有的数据',
    en: 'the text refers to a number the report does not have',
    rule: 'C-06',
  },
  E_BEHIND: {
    status: 202,
    zh: '查询尚未跟上该位置，请稍后重试',
    en: 'the read side has not reached it yet',
    rule: 'F20',
  },
  E_REPORT_STOPPED: {
    status: 503,
    zh: '统计投影已停止，年报暂不可用',
    en: 'a statutory projection has stopped',
    rule: 'F15',
  },
  E_UNAVAILABLE: { status: 503, zh: '数据库暂时没有应答', en: 'the database did not answer' },
  E_INTERNAL: { status: 500, zh: '服务器内部错误', en: 'internal error' },
} as const satisfies Record<`E_${string}`, EdgeDefinition>;

export type EdgeCode = keyof typeof EDGE_CODES;
