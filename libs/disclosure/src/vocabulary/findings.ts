/** What was recorded although it was late or doubtful (D14). A finding never blocks. */
export const FINDINGS = {
  F_CONFIRM_LATE: { rule: 'R-18', zh: '未在到达当日联系确认' },
  F_CORRECTION_LATE: { rule: 'R-26', zh: '补正告知超过7个工作日' },
  F_CONSULT_AFTER_DUE: { rule: 'R-35', zh: '期限届满后征求意见，不扣除时间' },
  F_OVERDUE: { rule: 'R-36', zh: '答复逾期' },
  F_RECON_FIRST: { rule: 'R-84', zh: '应先申请行政复议' },
  F_APPEAL_LATE: { rule: 'R-92', zh: '复议或诉讼超过期限' },
  F_PARALLEL: { rule: 'R §13', zh: '复议与诉讼并行' },
  F_SAME_DECISION: { rule: 'R-98', zh: '重新作出的决定与原决定相同' },
  F_REPORT_AFFECTED: { rule: 'A-41', zh: '影响已发布年报' },
  F_PROVISIONAL_DUE: { rule: 'R-66', zh: '期限所在年份的放假安排尚未公布，日期为暂定' },
  F_UNDATED_STEP: { rule: 'L-19', zh: '旧台账未记载该步骤日期' },
} as const satisfies Record<string, { rule: string; zh: string }>;

export type FindingCode = keyof typeof FINDINGS;

export interface Finding {
  code: FindingCode;
  /** The event it is about. */
  eventId?: string;
  detail?: Record<string, string | number>;
}
