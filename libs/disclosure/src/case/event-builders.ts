import type { CivilDate } from '../calendar/civil-date';
import type { CaseEventData, CaseEventType, Dated, Opinion } from '../events/catalogue';
import type { NewCaseEvent } from '../events/envelope';
import { takesEffectOn } from '../events/takes-effect-on';
import type { ResultCode } from '../vocabulary/result-codes';
import { fact } from './decisions/decision';
import { remedyFor } from './remedy';

/** Events of an invented case, so that histories in specs read aloud. Every field has a harmless default. */
type Fields<T extends CaseEventType> = Partial<CaseEventData[T]>;

/** Any event by its name, on its own day or the one given. */
export function event<T extends CaseEventType>(type: T, data: CaseEventData[T], on?: CivilDate): NewCaseEvent {
  return fact(type, data, on ?? takesEffectOn(type, data));
}

/** Handed in on that day: received at once. */
export function registered(receivedOn: CivilDate, fields: Fields<'ApplicationRegistered'> = {}): NewCaseEvent {
  return event('ApplicationRegistered', {
    unit: 'DEMO',
    caseNo: 'DEMO-1',
    channel: 'in_person',
    arrivedOn: receivedOn,
    receivedOn,
    applicantKind: 'natural_person',
    applicantName: '示例申请人',
    applicantIdProof: null,
    contact: null,
    infoDescription: '示例信息',
    filledByOffice: false,
    ...fields,
  });
}

/** An ordinary letter that arrived; nobody has confirmed it yet. */
export function arrived(arrivedOn: CivilDate, fields: Fields<'ApplicationRegistered'> = {}): NewCaseEvent {
  return registered(arrivedOn, { channel: 'mail_ordinary', receivedOn: null, ...fields });
}

export const receiptConfirmed = (confirmedOn: CivilDate, fields: Fields<'ReceiptConfirmed'> = {}) =>
  event('ReceiptConfirmed', { confirmedOn, means: '电话', auto: false, ...fields });

export const confirmationAttempted = (attemptedOn: CivilDate) =>
  event('ConfirmationAttempted', { attemptedOn, means: '电话', result: '无人接听' });

export const applicationSplit = (on: CivilDate, childCaseIds = ['child-1', 'child-2']) =>
  event('ApplicationSplit', { childCaseIds, reason: '一事一申请' }, on);

export const correctionRequested = (sentOn: CivilDate, fields: Fields<'CorrectionRequested'> = {}) =>
  event('CorrectionRequested', { sentOn, items: ['所需信息的名称'], periodWd: 10, ...fields });

export const correctionNoticeDelivered = (servedOn: CivilDate) => event('CorrectionNoticeDelivered', { servedOn });

export const lateCorrectionExcused = (on: CivilDate) =>
  event('LateCorrectionExcused', { reason: '住院', approvedBy: 'head' }, on);

export const correctionReceived = (correctedOn: CivilDate, fields: Fields<'CorrectionReceived'> = {}) =>
  event('CorrectionReceived', { correctedOn, ...fields });

export const correctionLapsed = (lapsedOn: CivilDate) => event('CorrectionLapsed', { lapsedOn });

export const reasonsRequested = (sentOn: CivilDate) => event('ReasonsRequested', { sentOn });

export const reasonsReceived = (receivedOn: CivilDate) => event('ReasonsReceived', { receivedOn, text: '示例理由' });

export const thirdPartyConsulted = (
  sentOn: CivilDate,
  { consultId = 'consult-1', ...fields }: Fields<'ThirdPartyConsulted'> = {},
) => event('ThirdPartyConsulted', { consultId, thirdParty: '示例公司', interest: '商业秘密', sentOn, ...fields });

export const agencyConsulted = (
  sentOn: CivilDate,
  { consultId = 'consult-2', ...fields }: Fields<'AgencyConsulted'> = {},
) => event('AgencyConsulted', { consultId, otherAgency: '示例局', jointMaker: true, sentOn, ...fields });

export const consultationNoticeReceived = (receivedOn: CivilDate, consultId = 'consult-1') =>
  event('ConsultationNoticeReceived', { consultId, receivedOn });

export const thirdPartyOpinion = (
  receivedOn: CivilDate,
  opinion: Opinion,
  fields: Fields<'ThirdPartyOpinionReceived'> = {},
) => event('ThirdPartyOpinionReceived', { consultId: 'consult-1', receivedOn, opinion, ...fields });

export const thirdPartyLapsed = (lapsedOn: CivilDate, consultId = 'consult-1') =>
  event('ThirdPartyConsultationLapsed', { consultId, lapsedOn });

export const consultationCancelled = (cancelledOn: CivilDate, consultId = 'consult-1') =>
  event('ConsultationCancelled', { consultId, cancelledOn, reason: '无需征求' });

export const extensionApproved = (approvedOn: CivilDate, extraWd = 20) =>
  event('ExtensionApproved', { extraWd, approvedBy: 'head', approvedOn, reason: '需要检索' });

export const extensionNotified = (notifiedOn: CivilDate) => event('ExtensionNotified', { notifiedOn });

/** 68 pages: 380 yuan, the real amount of regulation §7. */
export const feeNoticeIssued = (sentOn: CivilDate, fields: Fields<'FeeNoticeIssued'> = {}) =>
  event('FeeNoticeIssued', {
    sentOn,
    method: 'per_page',
    units: 68,
    tierBreakdown: [
      { from: 1, to: 30, units: 30, priceYuan: 0 },
      { from: 31, to: 68, units: 38, priceYuan: 10 },
    ],
    amountYuan: 380,
    ...fields,
  });

export const feeNoticeDelivered = (servedOn: CivilDate) => event('FeeNoticeDelivered', { servedOn });

export const feePaid = (paidOn: CivilDate, amountYuan = 380) => event('FeePaid', { paidOn, amountYuan });

export const feeLapsed = (lapsedOn: CivilDate) => event('FeeLapsed', { lapsedOn });

export const replyDecided = (
  decidedOn: CivilDate,
  resultCode: ResultCode = 'granted',
  fields: Fields<'ReplyDecided'> = {},
) =>
  event('ReplyDecided', {
    decidedOn,
    resultCode,
    legalBasis: ['Reg.36'],
    reasons: '示例理由',
    remedy: remedyFor(resultCode, decidedOn),
    docNo: '示例〔2025〕1号',
    decidedBy: 'signer',
    ...fields,
  });

export const attributeDetermined = (
  determinedOn: CivilDate,
  { decisionEventId = 'event-2', ...fields }: Fields<'AttributeDetermined'> = {},
) => event('AttributeDetermined', { decisionEventId, attribute: 'on_request', determinedOn, ...fields });

export const secrecyReviewed = (
  reviewedOn: CivilDate,
  { decisionEventId = 'event-2', ...fields }: Fields<'SecrecyReviewed'> = {},
) => event('SecrecyReviewed', { decisionEventId, result: 'passed', reviewedOn, ...fields });

export const legalReviewed = (
  reviewedOn: CivilDate,
  { decisionEventId = 'event-2', ...fields }: Fields<'LegalReviewed'> = {},
) => event('LegalReviewed', { decisionEventId, result: 'passed', reviewedOn, ...fields });

/** All that stands between a decision and its release; of the second event of a history unless told. */
export const cleared = (on: CivilDate, decisionEventId = 'event-2'): NewCaseEvent[] => [
  attributeDetermined(on, { decisionEventId }),
  secrecyReviewed(on, { decisionEventId }),
  legalReviewed(on, { decisionEventId }),
];

export const caseAssigned = (assignedOn: CivilDate, office = '法规科', handler?: string) =>
  event('CaseAssigned', { office, ...(handler !== undefined && { handler }), assignedOn });

export const caseHandedOver = (handedOverOn: CivilDate, office = '业务科', handler?: string) =>
  event('CaseHandedOver', { office, ...(handler !== undefined && { handler }), handedOverOn, reason: '职责调整' });

export const caseReturned = (returnedOn: CivilDate) => event('CaseReturned', { returnedOn, reason: '非本科室职责' });

export const replyDispatched = (dispatchedOn: CivilDate, fields: Fields<'ReplyDispatched'> = {}) =>
  event('ReplyDispatched', { dispatchedOn, mode: 'china_post', ...fields });

export const replyDelivered = (servedOn: CivilDate) => event('ReplyDelivered', { servedOn, proof: '回执' });

export const caseClosed = (
  concludedOn: CivilDate,
  resultCode: ResultCode = 'granted',
  closingKind: CaseEventData['CaseClosed']['closingKind'] = 'replied',
) => event('CaseClosed', { concludedOn, resultCode, closingKind });

/** Decided, sent and closed on one day. */
export const replied = (on: CivilDate, resultCode: ResultCode = 'granted'): NewCaseEvent[] => [
  replyDecided(on, resultCode),
  replyDispatched(on),
  caseClosed(on, resultCode),
];

export const applicationWithdrawn = (withdrawnOn: CivilDate) =>
  event('ApplicationWithdrawn', { withdrawnOn, identityVerified: true });

export const caseVoided = (
  on: CivilDate,
  reason: CaseEventData['CaseVoided']['reason'] = 'double_registration',
  fields: Fields<'CaseVoided'> = { approvedBy: 'head' },
) => event('CaseVoided', { reason, ...fields }, on);

export const reconsiderationFiled = (filedOn: CivilDate, fields: Fields<'ReconsiderationFiled'> = {}) =>
  event('ReconsiderationFiled', { reconId: 'recon-1', target: 'decision', filedOn, ...fields });

export const reconsiderationConcluded = (
  concludedOn: CivilDate,
  result: CaseEventData['ReconsiderationConcluded']['result'],
  fields: Fields<'ReconsiderationConcluded'> = {},
) => event('ReconsiderationConcluded', { reconId: 'recon-1', concludedOn, result, ...fields });

export const litigationFiled = (filedOn: CivilDate, fields: Fields<'LitigationFiled'> = {}) =>
  event('LitigationFiled', { suitId: 'suit-1', route: 'direct', filedOn, ...fields });

export const litigationConcluded = (
  concludedOn: CivilDate,
  result: CaseEventData['LitigationConcluded']['result'],
  fields: Fields<'LitigationConcluded'> = {},
) => event('LitigationConcluded', { suitId: 'suit-1', concludedOn, result, ...fields });

export const redecisionOrdered = (orderReceivedOn: CivilDate) =>
  event('RedecisionOrdered', { source: { reconId: 'recon-1' }, orderReceivedOn });

export const replyRedecided = (decidedOn: Dated, resultCode: ResultCode, replacesEventId: string) =>
  event(
    'ReplyRedecided',
    {
      decidedOn,
      resultCode,
      legalBasis: ['Reg.36'],
      reasons: '示例理由',
      remedy: remedyFor(resultCode, decidedOn),
      docNo: '示例〔2025〕2号',
      replacesEventId,
    },
    decidedOn ?? undefined,
  );

export const entryCorrected = (
  targetEventId: string,
  field: string,
  change: Pick<Fields<'EntryCorrected'>, 'oldValue' | 'newValue' | 'oldText' | 'newText'>,
  on: CivilDate = '2026-01-05',
) => event('EntryCorrected', { targetEventId, field, ...change, reason: '录入错误', approvedBy: 'head' }, on);

export const entryRetracted = (targetEventId: string, on: CivilDate = '2026-01-05') =>
  event('EntryRetracted', { targetEventId, reason: '录入错误', approvedBy: 'head' }, on);

const ERASURE = { legalBasis: '个人信息保护法第47条', reason: '处理目的已实现' };

export const erasureOrdered = (on: CivilDate, fields: Fields<'ErasureOrdered'> = {}) =>
  event('ErasureOrdered', { subject: 'applicant', requestedBy: 'person', ...ERASURE, ...fields }, on);

export const personErased = (on: CivilDate, fields: Fields<'PersonErased'> = {}) =>
  event('PersonErased', { subject: 'applicant', orderEventId: 'event-0', ...ERASURE, ...fields }, on);
