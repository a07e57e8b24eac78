import type { CaseEventType } from '@app/disclosure';

/** Why a case is carried out of one year and not into the next, or the other way round. */
export type CarryReason =
  | 'entered_late'
  | 'concluded_late'
  | 'corrected'
  | 'retracted'
  | 'void'
  | 'split'
  | 'adjusted_earlier'
  | 'counting_rule'
  | 'views';

/** In both languages, with the rule; `adjusted`: the books hold all the same, and the report lists an adjustment. */
export const CARRY_REASONS: Record<CarryReason, { zh: string; en: string; rule: string; adjusted: boolean }> = {
  entered_late: {
    zh: '上年度年报统计之后才登记，计入本年新收',
    en: 'entered after the last report was counted: the books take it in as new this year',
    rule: 'A-42',
    adjusted: true,
  },
  concluded_late: {
    zh: '上年度已办结，年报统计之后才登记办结，计入本年办理结果',
    en: 'concluded last year, entered after its report was counted: the books show the result this year',
    rule: 'A-42',
    adjusted: true,
  },
  corrected: {
    zh: '上年度年报统计之后更正',
    en: 'an entry was corrected after the last report was counted',
    rule: 'A-45',
    adjusted: true,
  },
  retracted: {
    zh: '上年度年报统计之后撤销登记',
    en: 'an entry was retracted after the last report was counted',
    rule: 'A-45',
    adjusted: true,
  },
  void: {
    zh: '上年度年报统计之后作废，本年计入其他处理',
    en: 'void since the last report was counted: the books let it leave under other results',
    rule: 'A-45',
    adjusted: true,
  },
  split: {
    zh: '上年度年报统计之后拆分',
    en: 'split since the last report was counted',
    rule: 'A-21',
    adjusted: true,
  },
  adjusted_earlier: {
    zh: '更早的年报已定下其年度或结果，以前年度已作调整',
    en: 'an earlier report fixed its year or result, and the adjustment was made there',
    rule: 'A-45',
    adjusted: true,
  },
  counting_rule: {
    zh: '日志中的账目与已发布的年报不符',
    en: 'the books made from the log are not what the report carried out',
    rule: 'K-04',
    adjusted: false,
  },
  views: {
    zh: '查询视图与日志不符，请重建：ledger rebuild statistical-facts',
    en: 'the read model does not say what the log says; run: ledger rebuild statistical-facts',
    rule: 'K-07',
    adjusted: false,
  },
};

const BY_EVENT: { [T in CaseEventType]?: CarryReason } = {
  ApplicationRegistered: 'entered_late',
  ReceiptConfirmed: 'entered_late',
  EntryCorrected: 'corrected',
  EntryRetracted: 'retracted',
  CaseVoided: 'void',
  ApplicationSplit: 'split',
};

/** What an event that came after the report says; every other one concludes a case. */
export const carryReasonOf = (type: CaseEventType): CarryReason => BY_EVENT[type] ?? 'concluded_late';
