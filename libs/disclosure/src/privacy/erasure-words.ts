import type { ErasureRequester, ErasureSubject, ReadPurpose } from '../events/catalogue';

export const ERASURE_SUBJECTS: Record<ErasureSubject, string> = { applicant: '申请人', third_party: '第三方' };

export const ERASURE_REQUESTERS: Record<ErasureRequester, string> = {
  person: '本人',
  agent: '代理人',
  heirs: '近亲属',
  authority: '主管机关',
  retention: '保存期限届满',
};

/** What protected fields may be looked at for. */
export const READ_PURPOSES: Record<ReadPurpose, string> = {
  handling: '办理',
  service: '送达',
  review: '审查',
  appeal: '复议诉讼',
  complaint: '投诉举报',
  audit: '审计',
  report: '统计',
  search: '检索',
};
