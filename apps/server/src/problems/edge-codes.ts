import { DOOR_REFUSALS, type DoorRefusal, type DoorRefusalCode } from '@app/runtime';

/** A refusal of the HTTP edge: before, or beside, the law. */
export interface EdgeDefinition extends DoorRefusal {
  status: number;
}

/** What only HTTP can refuse. The rules G are those of the doors (docs/decisions.md). */
const HTTP_REFUSALS = {
  E_BODY_MALFORMED: { status: 400, zh: '请求正文不是有效的 JSON', en: 'the body is not valid JSON', rule: 'G-01' },
  E_BODY_TOO_LARGE: { status: 413, zh: '请求正文超过上限', en: 'the body is over the limit', rule: 'G-01' },
  E_BODY_TYPE: { status: 415, zh: '请求正文类型不受支持', en: 'the content type is not supported', rule: 'G-01' },
  E_BODY_ENCODING: { status: 415, zh: '请求正文编码不受支持', en: 'the encoding is not supported', rule: 'G-01' },
  E_VALIDATION: { status: 400, zh: '请求内容未通过校验', en: 'the request is not valid', rule: 'G-02' },
  E_PARAMETER: { status: 400, zh: '地址或查询参数无效', en: 'a path or query parameter is not valid', rule: 'G-02' },
  E_HEADER: { status: 400, zh: '请求头无效', en: 'a header is not valid', rule: 'D13' },
  E_YEAR: {
    status: 400,
    zh: '不是年报年度',
    en: 'not a year a report can be about',
    rule: 'A-02',
  },
  E_CELL_UNKNOWN: { status: 400, zh: '年报没有此单元格', en: 'the report has no such cell', rule: 'A-03' },
  E_AS_OF: { status: 400, zh: 'at 与 asOf 只能给出一个', en: 'give either at or asOf, not both', rule: 'A-44' },
  E_FOREIGN_PAGE: {
    status: 403,
    zh: '拒绝来自其他网站的请求',
    en: 'requests from other sites are refused',
    rule: 'G-03',
  },
  E_ROUTE_UNKNOWN: { status: 404, zh: '没有此地址', en: 'no such route', rule: 'G-04' },
  E_COMMAND_UNKNOWN: { status: 404, zh: '没有此命令的记录', en: 'no command is stored under this id', rule: 'F5' },
  E_SEAL_UNKNOWN: { status: 404, zh: '没有此编号的封签', en: 'no seal has this number', rule: 'D10' },
  E_STALE: { status: 412, zh: '案件已被修改，请重新读取', en: 'the case has changed since you read it', rule: 'D13' },
  E_INTERNAL: { status: 500, zh: '服务器内部错误', en: 'internal error', rule: 'G-08' },
} as const satisfies Record<`E_${string}`, EdgeDefinition>;

/** HTTP status of what every door refuses. */
const DOOR_STATUS: Record<DoorRefusalCode, number> = {
  E_UNIT_UNKNOWN: 404,
  E_CASE_AMBIGUOUS: 409,
  E_BUSY_CASE: 409,
  E_KEY_REUSED: 422,
  E_UNSTORABLE: 422,
  E_SUBJECT_ERASED: 409,
  E_UNDECIPHERABLE: 500,
  E_MASTER_KEY: 500,
  E_SEAL_KEY: 409,
  E_NO_LOG: 404,
  E_LOG_BROKEN: 500,
  E_SEAL_UNREADABLE: 422,
  E_PUBLIC_KEY: 422,
  E_LEDGER_FILE: 422,
  E_FILE_TOO_LARGE: 413,
  E_LETTER: 422,
  E_MOMENT: 404,
  E_BINDING: 422,
  E_BEHIND: 202,
  E_REPORT_STOPPED: 503,
  E_OTHER_LOG: 503,
  E_OTHER_PROJECTOR: 503,
  E_LOG_GAP: 500,
  E_STORE_FAULT: 500,
  E_DISK_FULL: 507,
  E_UNAVAILABLE: 503,
  E_KURRENTDB: 503,
  E_COPY: 409,
  E_DATABASE: 503,
};

export type EdgeCode = keyof typeof HTTP_REFUSALS | DoorRefusalCode;

/** Every refusal of the edge with its status, rule and sentences. */
export const EDGE_CODES = {
  ...HTTP_REFUSALS,
  ...Object.fromEntries(
    Object.entries(DOOR_REFUSALS).map(([code, door]) => [
      code,
      { ...door, status: DOOR_STATUS[code as DoorRefusalCode] },
    ]),
  ),
} as Record<EdgeCode, EdgeDefinition>;
