import {
  APPLICANT_KINDS,
  CHANNELS,
  type AppealResult,
  type ApplicantKind,
  type Channel,
  type FeeMethod,
  type Opinion,
  type SuitRoute,
} from '@app/disclosure';
import { describe, isBlank, type Cell, type CellParser, type Parsed } from '../columns/cell';
import type { IssueCode } from '../read/issues';
import { matchForm, withoutNumbering, wordTable } from './normalise';

/** Spellings of old files (ledger-file §1) beside the label that an export writes. */
export const CHANNEL_WORDS: Record<Channel, readonly string[]> = {
  in_person: [CHANNELS.in_person.label, '当面', '现场', '现场提交', '窗口', '窗口提交', '上门'],
  mail_signed: [
    CHANNELS.mail_signed.label,
    '邮寄',
    '信函',
    '信件',
    '挂号信',
    '挂号',
    'EMS',
    '邮政特快专递',
    '特快专递',
  ],
  mail_ordinary: [CHANNELS.mail_ordinary.label, '普通信函', '普通信件'],
  internet: [
    CHANNELS.internet.label,
    '网上',
    '网站',
    '网络',
    '网上申请',
    '在线',
    '在线申请',
    '邮箱',
    '电子邮件',
    '电子邮箱',
    'email',
    'e-mail',
  ],
  fax: [CHANNELS.fax.label],
  misaddressed_internal: [CHANNELS.misaddressed_internal.label],
};

const APPLICANT_WORDS: Record<ApplicantKind, readonly string[]> = {
  natural_person: [APPLICANT_KINDS.natural_person, '公民', '个人', 'natural_person'],
  legal_commercial: [APPLICANT_KINDS.legal_commercial, '企业', '公司', 'legal_commercial'],
  legal_research: [APPLICANT_KINDS.legal_research, 'legal_research'],
  legal_public_interest: [APPLICANT_KINDS.legal_public_interest, 'legal_public_interest'],
  legal_legal_service: [APPLICANT_KINDS.legal_legal_service, '律师事务所', 'legal_legal_service'],
  legal_other: [APPLICANT_KINDS.legal_other, 'legal_other'],
};

// The heading over five columns of table 3: true, and not enough.
const LEGAL_PERSON = new Set([
  '法人',
  '法人或其他组织',
  '法人和其他组织',
  '法人及其他组织',
  '法人或者其他组织',
  '单位',
]);

export const OPINION_WORDS: Record<Opinion | 'lapsed', readonly string[]> = {
  agree: ['同意', '同意公开'],
  object: ['不同意', '不同意公开'],
  partly: ['部分同意', '部分同意公开'],
  lapsed: ['逾期', '逾期未答复', '逾期未提出意见', '逾期未回复'],
};

export const FEE_METHOD_WORDS: Record<FeeMethod, readonly string[]> = {
  per_piece: ['按件', '按件计收', '按件收费'],
  per_page: ['按量', '按量计收', '按量收费'],
};

/** Reconsiderations and suits end in the same three columns of table 4. */
export const RECON_RESULT_WORDS: Record<AppealResult, readonly string[]> = {
  upheld: ['结果维持', '维持', '驳回复议请求', '驳回行政复议请求'],
  corrected: ['结果纠正', '纠正', '撤销', '变更', '责令重作', '责令履行', '确认违法', '确认无效'],
  other: ['其他结果', '其他', '驳回申请', '驳回复议申请', '驳回行政复议申请', '终止', '不予受理', '撤回', '调解'],
};

export const SUIT_RESULT_WORDS: Record<AppealResult, readonly string[]> = {
  upheld: ['结果维持', '维持', '驳回诉讼请求', '判决驳回诉讼请求'],
  corrected: ['结果纠正', '纠正', '撤销', '变更', '责令重作', '责令履行', '确认违法', '确认无效'],
  other: ['其他结果', '其他', '驳回起诉', '不予立案', '撤诉', '准许撤诉', '移送', '调解', '终止', '不予受理'],
};

export const SUIT_ROUTE_WORDS: Record<SuitRoute, readonly string[]> = {
  direct: ['未经复议直接起诉', '直接起诉', '未经复议'],
  after_reconsideration: ['复议后起诉', '经复议后起诉', '经复议'],
};

/** A parser of one of a few words; what it does not know it asks about, by length only, since it may be a name. */
export function wordParser<T extends string>(words: Record<T, readonly string[]>, issue: IssueCode): CellParser<T> {
  const table = wordTable(words);
  return (cell) => {
    if (isBlank(cell)) return {};
    const value = typeof cell === 'string' ? table.get(matchForm(cell)) : undefined;
    return value === undefined ? { issue, hint: describe(cell) } : { value };
  };
}

const APPLICANT_TABLE = wordTable(APPLICANT_WORDS);

/** 申请人类型, alone or after 法人或其他组织 with a dash or in brackets; 法人 alone is a question. */
export function parseApplicantKind(cell: Cell): Parsed<ApplicantKind> {
  if (isBlank(cell)) return {};
  if (typeof cell !== 'string') return { issue: 'Q_APPLICANT_KIND', hint: describe(cell) };
  const form = withoutNumbering(matchForm(cell));
  const direct = APPLICANT_TABLE.get(form);
  if (direct !== undefined) return { value: direct };
  const parts = form
    .split(/[-/:()]/)
    .map(withoutNumbering)
    .filter((part) => part !== '');
  const [heading, kind, ...rest] = parts;
  const value = kind === undefined ? undefined : APPLICANT_TABLE.get(kind);
  if (value !== undefined && value !== 'natural_person' && rest.length === 0 && LEGAL_PERSON.has(heading ?? '')) {
    return { value };
  }
  return { issue: 'Q_APPLICANT_KIND', hint: LEGAL_PERSON.has(form) ? form : describe(cell) };
}
