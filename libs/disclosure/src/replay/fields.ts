import type { CaseState } from '../case/state';

/** How a field of the case is called. */
export interface StateField {
  zh: string;
  /** Told by the moment itself. */
  ofTheMoment?: true;
}

/** Every field of a case; a new one does not compile before it has a name. */
export const STATE_FIELDS: Record<keyof CaseState, StateField> = {
  status: { zh: '状态' },
  caseId: { zh: '案件' },
  unit: { zh: '单位' },
  caseNo: { zh: '登记编号' },
  channel: { zh: '渠道' },
  arrivedOn: { zh: '到达日期' },
  receivedOn: { zh: '收到日期' },
  receivedEventId: { zh: '确定收到日期的记录' },
  applicantKind: { zh: '申请人类型' },
  applicantName: { zh: '申请人' },
  applicantIdProof: { zh: '证件' },
  contact: { zh: '联系方式' },
  agent: { zh: '代理人' },
  infoDescription: { zh: '申请内容' },
  formWanted: { zh: '提供形式' },
  routeWanted: { zh: '获取方式' },
  filledByOffice: { zh: '代为填写' },
  parentCaseId: { zh: '原申请' },
  childCaseIds: { zh: '拆分后的申请' },
  linkedCaseIds: { zh: '合并答复的申请' },
  desks: { zh: '承办' },
  attempts: { zh: '联系未果' },
  correction: { zh: '补正' },
  reasons: { zh: '说明理由' },
  consultations: { zh: '征求意见' },
  epochs: { zh: '答复期限' },
  fee: { zh: '收费' },
  decisions: { zh: '决定' },
  withdrawal: { zh: '撤回' },
  closing: { zh: '办结' },
  thirdPartyNotifiedOn: { zh: '告知第三方' },
  reconsiderations: { zh: '行政复议' },
  suits: { zh: '行政诉讼' },
  redecision: { zh: '责令重新答复' },
  voided: { zh: '作废' },
  erasures: { zh: '个人信息删除' },
  notes: { zh: '备注' },
  revision: { zh: '版次', ofTheMoment: true },
  position: { zh: '位置', ofTheMoment: true },
  recordedAt: { zh: '记录时间', ofTheMoment: true },
  registeredEventId: { zh: '登记记录' },
};

/** Where a value stands in a case: `status`, `decisions.0.dispatch.mode`. */
export type FieldPath = string;

/** 决定, and the rest of the path as the log names it. */
export function fieldLabel(path: FieldPath): string {
  const [top, ...below] = path.split('.');
  const zh = STATE_FIELDS[top as keyof CaseState]?.zh ?? top!;
  return below.length === 0 ? zh : `${zh} ${below.join('.')}`;
}

/**
 * Every value of a case by its path, what the moment tells left out. Nothing stands for what is absent or empty, so
 * that two cases have the same values exactly when they show the same.
 */
export function valuesOf(state: CaseState | undefined): Map<FieldPath, unknown> {
  const values = new Map<FieldPath, unknown>();
  for (const [name, value] of Object.entries(state ?? {})) {
    if (!STATE_FIELDS[name as keyof CaseState].ofTheMoment) collect(name, value, values);
  }
  return values;
}

function collect(path: FieldPath, value: unknown, values: Map<FieldPath, unknown>): void {
  if (value === undefined || value === null) return;
  if (typeof value !== 'object') values.set(path, value);
  else for (const [name, inner] of Object.entries(value)) collect(`${path}.${name}`, inner, values);
}
