import type { CaseState, VoidReason } from '@app/disclosure';

/** Why a case is not counted in a cell, or not at all. */
export type NotCounted =
  | 'unknown_then'
  | 'not_yet'
  | 'unconfirmed'
  | 'withdrawn_unconfirmed'
  | 'double_registration'
  | 'voided'
  | 'import_reversed'
  | 'split'
  | 'other_unit'
  | 'succeeded'
  | 'not_from_cases'
  | 'other_column'
  | 'received_earlier'
  | 'received_later'
  | 'received_in_year'
  | 'concluded_earlier'
  | 'concluded_later'
  | 'concluded_by_then'
  | 'still_open'
  | 'result_taken_back'
  | 'other_result'
  | 'no_proceeding'
  | 'other_route'
  | 'filed_later'
  | 'ended_earlier'
  | 'ended_by_then'
  | 'pending'
  | 'other_outcome'
  | 'published_books';

export interface NotCountedText {
  zh: string;
  en: string;
  rule: string;
}

/** Each reason in both languages with its rule; the dates and codes stand beside it as details. */
export const NOT_COUNTED: Record<NotCounted, NotCountedText> = {
  unknown_then: { zh: '当时尚未登记此案件', en: 'the case was not on record then', rule: 'A-44' },
  not_yet: { zh: '该日尚未收到', en: 'the application had not been received on that day', rule: 'A-20' },
  unconfirmed: { zh: '尚未确认收到', en: 'receipt is not confirmed yet', rule: 'A-28' },
  withdrawn_unconfirmed: { zh: '确认收到前已撤回', en: 'withdrawn before receipt was confirmed', rule: 'A-28' },
  double_registration: { zh: '重复登记，已作废', en: 'void: the application was registered twice', rule: 'A-20' },
  voided: { zh: '登记已作废', en: 'the registration is void', rule: 'A-20' },
  import_reversed: { zh: '登记它的导入已撤销', en: 'the import that registered it was reversed', rule: 'L-23' },
  split: { zh: '已拆分，各部分分别计件', en: 'split: its parts are counted, each by itself', rule: 'A-21' },
  other_unit: { zh: '属于另一单位的台账', en: 'the case is in the register of another unit', rule: 'A-71' },
  succeeded: {
    zh: '该台账本年由承继单位报告',
    en: 'its register is reported by the successor that year',
    rule: 'A-77',
  },
  not_from_cases: { zh: '此数字不由案件计数', en: 'this number does not come from cases', rule: 'A-10' },
  other_column: { zh: '申请人属于另一类', en: 'the applicant is of another kind', rule: 'A-20' },
  received_earlier: { zh: '收到于更早的年度', en: 'received in an earlier year', rule: 'A-20' },
  received_later: { zh: '收到于之后的年度', en: 'received in a later year', rule: 'A-20' },
  received_in_year: {
    zh: '本年收到，计入新收',
    en: 'received in the year itself: it is new, not carried in',
    rule: 'A-22',
  },
  concluded_earlier: { zh: '本年以前已办结', en: 'concluded before the year', rule: 'A-22' },
  concluded_later: { zh: '本年以后才办结', en: 'concluded after the year', rule: 'A-24' },
  concluded_by_then: { zh: '年底以前已办结', en: 'concluded by the end of the year', rule: 'A-23' },
  still_open: { zh: '尚未办结', en: 'not concluded', rule: 'A-23' },
  result_taken_back: {
    zh: '办结已撤销，尚未重新办结',
    en: 'its conclusion was retracted and none stands',
    rule: 'A-30',
  },
  other_result: { zh: '办理结果属于另一行', en: 'the result is in another row', rule: 'A-26' },
  no_proceeding: { zh: '没有复议或诉讼', en: 'no proceeding was filed', rule: 'A-50' },
  other_route: { zh: '复议或诉讼属于另一组', en: 'the proceedings are of another group', rule: 'A-55' },
  filed_later: { zh: '本年以后才提起', en: 'filed after the year', rule: 'A-51' },
  ended_earlier: { zh: '本年以前已审结', en: 'ended before the year', rule: 'A-51' },
  ended_by_then: { zh: '年底以前已审结', en: 'ended by the end of the year', rule: 'A-51' },
  pending: { zh: '年底尚未审结', en: 'pending at the end of the year', rule: 'A-51' },
  other_outcome: { zh: '审理结果属于另一列', en: 'the outcome is in another column', rule: 'A-53' },
  published_books: {
    zh: '已发布的年报定下了它的年度、类别与结果，之后的变动作为以前年度调整',
    en: 'published reports fixed its year, column and result; what came later is an adjustment',
    rule: 'A-42, A-45',
  },
};

/** One reason with the numbers and codes that explain it, and the event that says so. */
export interface NotCountedBecause {
  reason: NotCounted;
  detail: Record<string, string | number>;
  eventId?: string;
}

const BY_VOID: Record<VoidReason, NotCounted> = {
  double_registration: 'double_registration',
  test_entry: 'voided',
  wrong_agency_registration: 'voided',
  withdrawn_unconfirmed: 'withdrawn_unconfirmed',
  import_reversed: 'import_reversed',
};

/** Why a case counts in no cell of any year; `undefined` for one that does. */
export function whyNowhere(state: CaseState | undefined): NotCountedBecause | undefined {
  if (!state) return { reason: 'unknown_then', detail: {} };
  const { voided, childCaseIds } = state;
  if (voided) {
    const { reason, duplicateOfCaseId } = voided;
    const known = Object.hasOwn(BY_VOID, reason) ? BY_VOID[reason as VoidReason] : 'voided';
    return { reason: known, detail: { reason, ...(duplicateOfCaseId !== undefined && { duplicateOfCaseId }) } };
  }
  if (childCaseIds.length > 0) return { reason: 'split', detail: { parts: childCaseIds.join(', ') } };
  if (state.receivedOn === null) return { reason: 'unconfirmed', detail: { arrivedOn: state.arrivedOn } };
  return undefined;
}
