/** The remedy an applicant is told of: a = reconsideration first, b = reconsideration or direct suit. */
export type RemedyKind = 'reconsideration_first' | 'either';

/** The 21 results a case can end with: the result rows of table 3 (annual-report §3). */
export type ResultCode =
  | 'granted'
  | 'partially_granted'
  | 'denied_state_secret'
  | 'denied_other_law'
  | 'denied_security_stability'
  | 'denied_third_party'
  | 'denied_internal_affairs'
  | 'denied_process_information'
  | 'denied_enforcement_file'
  | 'denied_administrative_query'
  | 'unable_not_held'
  | 'unable_needs_creation'
  | 'unable_still_unclear'
  | 'not_processed_petition'
  | 'not_processed_duplicate'
  | 'not_processed_publication'
  | 'not_processed_excessive'
  | 'not_processed_confirmation'
  | 'other_correction_lapsed'
  | 'other_fee_lapsed'
  | 'other_other';

/** What each result is called on the form, its number there, its legal basis and the remedy it opens. */
export interface ResultDefinition {
  /** Number on the form, `3.1` … `3.6.3`. */
  formNumber: string;
  /** Label without numbering, official typography. */
  label: string;
  /** Articles of the Regulation (or `Fee.n`) that carry the result; none where the table below R-84 has “–”. */
  basis: readonly string[];
  remedy: RemedyKind;
}

/** In the order of the form. R-84 and the table below it; R-85 for `denied_administrative_query`. */
export const RESULT_CODES: Record<ResultCode, ResultDefinition> = {
  granted: { formNumber: '3.1', label: '予以公开', basis: ['Reg.36(1)', 'Reg.36(2)'], remedy: 'either' },
  partially_granted: {
    formNumber: '3.2',
    label: '部分公开（区分处理的，只计这一情形，不计其他情形）',
    basis: ['Reg.37'],
    remedy: 'reconsideration_first',
  },
  denied_state_secret: {
    formNumber: '3.3.1',
    label: '属于国家秘密',
    basis: ['Reg.14'],
    remedy: 'reconsideration_first',
  },
  denied_other_law: {
    formNumber: '3.3.2',
    label: '其他法律行政法规禁止公开',
    basis: ['Reg.14'],
    remedy: 'reconsideration_first',
  },
  denied_security_stability: {
    formNumber: '3.3.3',
    label: '危及“三安全一稳定”',
    basis: ['Reg.14'],
    remedy: 'reconsideration_first',
  },
  denied_third_party: {
    formNumber: '3.3.4',
    label: '保护第三方合法权益',
    basis: ['Reg.15', 'Reg.32'],
    remedy: 'reconsideration_first',
  },
  denied_internal_affairs: {
    formNumber: '3.3.5',
    label: '属于三类内部事务信息',
    basis: ['Reg.16(1)'],
    remedy: 'reconsideration_first',
  },
  denied_process_information: {
    formNumber: '3.3.6',
    label: '属于四类过程性信息',
    basis: ['Reg.16(2)'],
    remedy: 'reconsideration_first',
  },
  denied_enforcement_file: {
    formNumber: '3.3.7',
    label: '属于行政执法案卷',
    basis: ['Reg.16(2)'],
    remedy: 'reconsideration_first',
  },
  denied_administrative_query: {
    formNumber: '3.3.8',
    label: '属于行政查询事项',
    basis: ['Reg.36(7)'],
    remedy: 'either',
  },
  unable_not_held: {
    formNumber: '3.4.1',
    label: '本机关不掌握相关政府信息',
    basis: ['Reg.36(4)', 'Reg.36(5)'],
    remedy: 'either',
  },
  unable_needs_creation: {
    formNumber: '3.4.2',
    label: '没有现成信息需要另行制作',
    basis: ['Reg.38'],
    remedy: 'either',
  },
  unable_still_unclear: {
    formNumber: '3.4.3',
    label: '补正后申请内容仍不明确',
    basis: ['Reg.30', 'Reg.36'],
    remedy: 'either',
  },
  not_processed_petition: {
    formNumber: '3.5.1',
    label: '信访举报投诉类申请',
    basis: ['Reg.39(1)'],
    remedy: 'either',
  },
  not_processed_duplicate: { formNumber: '3.5.2', label: '重复申请', basis: ['Reg.36(6)'], remedy: 'either' },
  not_processed_publication: {
    formNumber: '3.5.3',
    label: '要求提供公开出版物',
    basis: ['Reg.39(2)'],
    remedy: 'either',
  },
  not_processed_excessive: {
    formNumber: '3.5.4',
    label: '无正当理由大量反复申请',
    basis: ['Reg.35'],
    remedy: 'either',
  },
  not_processed_confirmation: {
    formNumber: '3.5.5',
    label: '要求行政机关确认或重新出具已获取信息',
    basis: [],
    remedy: 'either',
  },
  other_correction_lapsed: {
    formNumber: '3.6.1',
    label: '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    basis: ['Reg.30'],
    remedy: 'either',
  },
  other_fee_lapsed: {
    formNumber: '3.6.2',
    label: '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    basis: ['Fee.6'],
    remedy: 'either',
  },
  other_other: { formNumber: '3.6.3', label: '其他', basis: [], remedy: 'either' },
};
