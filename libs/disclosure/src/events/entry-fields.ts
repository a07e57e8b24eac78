import { isCivilDate } from '../calendar/civil-date';
import { APPLICANT_KINDS } from '../vocabulary/applicant-kinds';
import { CHANNELS } from '../vocabulary/channels';
import { RESULT_CODES } from '../vocabulary/result-codes';
import type { CaseEventData, CaseEventType } from './catalogue';

/** What a field of an entry holds, as the catalogue of events tells it and a correction is held to it. */
export interface EntryField {
  /** `day`, `text`, … or the codes themselves. */
  holds: string;
  accepts(value: unknown): boolean;
  /** May be absent: a correction may take it away. */
  optional?: true;
  /** Names the case or something in it, or follows from other entries: no correction changes it (E_FIELD). */
  fixed?: true;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1;

const day: EntryField = { holds: 'day', accepts: isCivilDate };
const text: EntryField = { holds: 'text', accepts: isText };
const texts: EntryField = { holds: 'texts', accepts: (v) => Array.isArray(v) && v.length > 0 && v.every(isText) };
const flag: EntryField = { holds: 'yes or no', accepts: (v) => typeof v === 'boolean' };
const workingDays: EntryField = { holds: 'working days', accepts: isCount };
const count: EntryField = { holds: 'number', accepts: isCount };
const yuan: EntryField = { holds: 'yuan', accepts: isCount };
const codes = (...known: string[]): EntryField => ({
  holds: known.join(' | '),
  accepts: (v) => known.includes(v as string),
});
const codesOf = (holds: string, table: object): EntryField => ({
  holds,
  accepts: (v) => typeof v === 'string' && Object.hasOwn(table, v),
});
const resultCode = codesOf('result code', RESULT_CODES);
const optional = (field: EntryField): EntryField => ({ ...field, optional: true });
const fixed = (holds: string): EntryField => ({ holds, accepts: () => false, fixed: true });
const id = fixed('id');
const appealResult = codes('upheld', 'corrected', 'other');
const opinion = codes('agree', 'object', 'partly');

/** The document as it was made; another one is another document. */
const letter: EntryField = { ...fixed('letter'), optional: true };

const isItem = (v: unknown): boolean =>
  typeof v === 'object' &&
  v !== null &&
  Object.keys(v).sort().join() === 'item,resultCode' &&
  isText((v as { item: unknown }).item) &&
  resultCode.accepts((v as { resultCode: unknown }).resultCode);

const decision = {
  decidedOn: day,
  resultCode,
  subCode: optional(text),
  itemResults: optional({ holds: 'items with result codes', accepts: (v) => Array.isArray(v) && v.every(isItem) }),
  legalBasis: { holds: 'texts', accepts: (v: unknown) => Array.isArray(v) && v.every(isText) },
  reasons: text,
  publicInterestGround: optional(text),
  responsibleAgency: optional(text),
  priorCaseId: optional(text),
  remedy: codes('reconsideration_first', 'either', 'none'),
  docNo: optional(text),
  decidedBy: optional(text),
};
const review = {
  decisionEventId: id,
  result: codes('passed', 'objected'),
  reviewedOn: day,
  opinion: optional(text),
};

/** Every field of every event of a case; keyed by the union so that none can be forgotten. */
export const ENTRY_FIELDS: { [T in CaseEventType]: { [F in keyof Required<CaseEventData[T]>]: EntryField } } = {
  ApplicationRegistered: {
    unit: fixed('unit'),
    caseNo: text,
    channel: codesOf('channel', CHANNELS),
    arrivedOn: day,
    receivedOn: day,
    applicantKind: codesOf('applicant kind', APPLICANT_KINDS),
    applicantName: text,
    applicantIdProof: text,
    contact: text,
    agent: optional(text),
    infoDescription: text,
    formWanted: optional(text),
    routeWanted: optional(text),
    filledByOffice: flag,
    parentCaseId: { ...id, optional: true },
  },
  CaseAssigned: { office: text, handler: optional(text), assignedOn: day },
  CaseHandedOver: { office: text, handler: optional(text), handedOverOn: day, reason: text },
  CaseReturned: { returnedOn: day, reason: text },
  ConfirmationAttempted: { attemptedOn: day, means: text, result: text },
  ReceiptConfirmed: { confirmedOn: day, means: text, auto: flag },
  ApplicationSplit: { childCaseIds: fixed('ids'), reason: text },
  ApplicationsLinked: { caseIds: texts },
  CorrectionRequested: {
    letter,
    sentOn: day,
    items: texts,
    periodWd: optional(workingDays),
    dueOn: optional(day),
    docNo: optional(text),
  },
  CorrectionNoticeDelivered: { servedOn: day },
  LateCorrectionExcused: { reason: text, approvedBy: text },
  CorrectionReceived: { correctedOn: day, newDescription: optional(text) },
  CorrectionLapsed: { lapsedOn: fixed('day') },
  ReasonsRequested: { letter, sentOn: day, dueOn: optional(day) },
  ReasonsReceived: { receivedOn: day, text: text, accepted: optional(flag) },
  ReplyDeferred: { letter, newDueOn: day, notifiedOn: day, reason: text },
  ThirdPartyConsulted: {
    letter,
    consultId: id,
    thirdParty: text,
    interest: text,
    sentOn: day,
    docNo: optional(text),
    deductedWd: optional(workingDays),
  },
  AgencyConsulted: {
    letter,
    consultId: id,
    otherAgency: text,
    jointMaker: flag,
    sentOn: day,
    docNo: optional(text),
    periodWd: optional(workingDays),
  },
  ConsultationNoticeReceived: { consultId: id, receivedOn: day },
  ThirdPartyOpinionReceived: {
    consultId: id,
    receivedOn: day,
    opinion,
    ground: optional(text),
    groundReasonable: optional(flag),
  },
  AgencyOpinionReceived: { consultId: id, receivedOn: day, opinion, text: optional(text) },
  ThirdPartyConsultationLapsed: { consultId: id, lapsedOn: fixed('day') },
  AgencyConsultationLapsed: { consultId: id, lapsedOn: fixed('day') },
  ConsultationCancelled: { consultId: id, cancelledOn: day, reason: text },
  ExtensionApproved: { extraWd: workingDays, approvedBy: text, approvedOn: day, reason: text },
  ExtensionNotified: { letter, notifiedOn: day, docNo: optional(text) },
  FeeNoticeIssued: {
    letter,
    sentOn: day,
    method: codes('per_piece', 'per_page'),
    units: count,
    tierBreakdown: fixed('tiers'),
    amountYuan: yuan,
    docNo: optional(text),
  },
  FeeNoticeDelivered: { servedOn: day },
  FeePaid: { paidOn: day, amountYuan: yuan, receiptNo: optional(text) },
  FeeRefunded: { refundedOn: day, amountYuan: yuan, reason: text },
  FeeLapsed: { lapsedOn: fixed('day') },
  ReplyDecided: decision,
  ReplyDecisionRevoked: { reason: text },
  AttributeDetermined: {
    decisionEventId: id,
    attribute: codes('proactive', 'on_request', 'not_disclosed'),
    determinedOn: day,
    basis: optional(text),
  },
  SecrecyReviewed: review,
  LegalReviewed: review,
  ReplyDispatched: {
    letter,
    dispatchedOn: day,
    mode: codes('china_post', 'hand', 'via_agency', 'electronic'),
    trackingNo: optional(text),
  },
  ReplyDelivered: { servedOn: day, proof: text },
  ThirdPartyNotified: { letter, notifiedOn: day, content: text, reasons: text },
  ApplicationWithdrawn: { letter, withdrawnOn: day, document: optional(text), identityVerified: flag },
  CaseClosed: { concludedOn: fixed('day'), resultCode: fixed('result code'), closingKind: fixed('closing kind') },
  CaseVoided: { reason: fixed('void reason'), approvedBy: optional(text), duplicateOfCaseId: optional(text) },
  ReconsiderationFiled: {
    copyReceivedOn: optional(day),
    reconId: id,
    authority: optional(text),
    target: fixed('what is attacked'),
    filedOn: day,
    acceptedOn: optional(day),
    procedure: optional(codes('simplified', 'ordinary')),
  },
  ReconsiderationAnswered: { reconId: id, copyReceivedOn: day, answeredOn: day },
  ReconsiderationConcluded: {
    reconId: id,
    concludedOn: day,
    servedOn: optional(day),
    result: appealResult,
    form: optional(text),
    redecisionPeriod: optional(workingDays),
  },
  LitigationFiled: {
    suitId: id,
    court: optional(text),
    route: codes('direct', 'after_reconsideration'),
    reconId: { ...id, optional: true },
    filedOn: day,
    copyReceivedOn: optional(day),
  },
  LitigationInstanceDecided: {
    suitId: id,
    instance: codes('first', 'second', 'retrial'),
    decidedOn: day,
    form: text,
    final: flag,
  },
  LitigationConcluded: { suitId: id, concludedOn: day, result: appealResult, form: optional(text) },
  RedecisionOrdered: {
    source: fixed('proceeding'),
    orderReceivedOn: day,
    periodWd: optional(workingDays),
    dueOn: optional(day),
  },
  ReplyRedecided: { ...decision, replacesEventId: id },
  DecisionSelfCorrected: { ...decision, replacesEventId: id, reason: text },
  LetterSent: { template: fixed('template'), aboutEventId: id, sentOn: day, letter: fixed('letter') },
  ComplaintRecorded: { receivedOn: day, body: text, outcome: optional(text) },
  EntryCorrected: {
    targetEventId: id,
    field: fixed('field'),
    oldValue: { ...fixed('value'), optional: true },
    newValue: { ...fixed('value'), optional: true },
    oldText: { ...fixed('text'), optional: true },
    newText: { ...fixed('text'), optional: true },
    reason: fixed('text'),
    approvedBy: fixed('text'),
  },
  EntryRetracted: { targetEventId: id, reason: fixed('text'), approvedBy: fixed('text') },
  ErasureOrdered: {
    subject: fixed('subject'),
    requestedBy: fixed('requester'),
    legalBasis: fixed('text'),
    reason: fixed('text'),
  },
  PersonErased: { subject: fixed('subject'), orderEventId: id, legalBasis: fixed('text'), reason: fixed('text') },
};

/** A field of an entry by name; `undefined` where the entry has none of that name. */
export function entryField(type: CaseEventType, name: string): EntryField | undefined {
  const fields: Record<string, EntryField> = ENTRY_FIELDS[type];
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
