import type { CaseEvent, CaseEventType, LedgerEvent, RecordedEventOf } from '@app/disclosure';
import { ignore, type Projected } from './projection';

/** The events that belong to one case; keyed by the union so that a new one does not compile until it stands here. */
const CASE_EVENTS: Record<CaseEventType, true> = {
  ApplicationRegistered: true,
  CaseAssigned: true,
  CaseHandedOver: true,
  CaseReturned: true,
  ConfirmationAttempted: true,
  ReceiptConfirmed: true,
  ApplicationSplit: true,
  ApplicationsLinked: true,
  CorrectionRequested: true,
  CorrectionNoticeDelivered: true,
  LateCorrectionExcused: true,
  CorrectionReceived: true,
  CorrectionLapsed: true,
  ReasonsRequested: true,
  ReasonsReceived: true,
  ReplyDeferred: true,
  ThirdPartyConsulted: true,
  AgencyConsulted: true,
  ConsultationNoticeReceived: true,
  ThirdPartyOpinionReceived: true,
  AgencyOpinionReceived: true,
  ThirdPartyConsultationLapsed: true,
  AgencyConsultationLapsed: true,
  ConsultationCancelled: true,
  ExtensionApproved: true,
  ExtensionNotified: true,
  FeeNoticeIssued: true,
  FeeNoticeDelivered: true,
  FeePaid: true,
  FeeRefunded: true,
  FeeLapsed: true,
  ReplyDecided: true,
  ReplyDecisionRevoked: true,
  AttributeDetermined: true,
  SecrecyReviewed: true,
  LegalReviewed: true,
  ReplyDispatched: true,
  ReplyDelivered: true,
  ThirdPartyNotified: true,
  ApplicationWithdrawn: true,
  CaseClosed: true,
  CaseVoided: true,
  ReconsiderationFiled: true,
  ReconsiderationAnswered: true,
  ReconsiderationConcluded: true,
  LitigationFiled: true,
  LitigationInstanceDecided: true,
  LitigationConcluded: true,
  RedecisionOrdered: true,
  ReplyRedecided: true,
  DecisionSelfCorrected: true,
  LetterSent: true,
  ComplaintRecorded: true,
  EntryCorrected: true,
  EntryRetracted: true,
  ErasureOrdered: true,
  PersonErased: true,
};

export const isCaseEvent = (event: LedgerEvent): event is CaseEvent => Object.hasOwn(CASE_EVENTS, event.type);

type CaseHandlers<Change> = {
  [T in CaseEventType]: (projected: Projected<RecordedEventOf<T>>) => Change;
};

/** One handler for every event of a case: what a view that shows the folded case does. */
export function onEveryCaseEvent<Change>(handler: (projected: Projected<CaseEvent>) => Change): CaseHandlers<Change> {
  const types = Object.keys(CASE_EVENTS) as CaseEventType[];
  return Object.fromEntries(types.map((type) => [type, handler])) as unknown as CaseHandlers<Change>;
}

/** For a view that no case can change. */
export const ignoreCaseEvents = Object.fromEntries(Object.keys(CASE_EVENTS).map((type) => [type, ignore])) as Record<
  CaseEventType,
  typeof ignore
>;
