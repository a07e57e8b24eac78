import type { CaseEvent, CaseEventType } from '../events/envelope';
import * as appeal from './evolutions/appeal';
import * as consultation from './evolutions/consultation';
import * as assignment from './evolutions/assignment';
import * as correction from './evolutions/correction';
import type { Evolution } from './evolutions/evolution';
import * as erasure from './evolutions/erasure';
import * as extension from './evolutions/extension';
import * as fee from './evolutions/fee';
import * as receipt from './evolutions/receipt';
import * as reply from './evolutions/reply';
import * as review from './evolutions/review';
import type { CaseState } from './state';
import { statusOf } from './status-of';

const ignore = (state: CaseState): CaseState => state;

/** What every event of §14 does to a case. */
const EVOLUTIONS: { [T in CaseEventType]: Evolution<T> } = {
  // Opens the case; a history has only one.
  ApplicationRegistered: ignore,
  CaseAssigned: assignment.caseAssigned,
  CaseHandedOver: assignment.caseHandedOver,
  CaseReturned: assignment.caseReturned,
  ConfirmationAttempted: receipt.confirmationAttempted,
  ReceiptConfirmed: receipt.receiptConfirmed,
  ApplicationSplit: receipt.applicationSplit,
  ApplicationsLinked: receipt.applicationsLinked,
  CorrectionRequested: correction.correctionRequested,
  CorrectionNoticeDelivered: correction.correctionNoticeDelivered,
  LateCorrectionExcused: correction.lateCorrectionExcused,
  CorrectionReceived: correction.correctionReceived,
  CorrectionLapsed: correction.correctionLapsed,
  ReasonsRequested: extension.reasonsRequested,
  ReasonsReceived: extension.reasonsReceived,
  ReplyDeferred: extension.replyDeferred,
  ThirdPartyConsulted: consultation.thirdPartyConsulted,
  AgencyConsulted: consultation.agencyConsulted,
  ConsultationNoticeReceived: consultation.consultationNoticeReceived,
  ThirdPartyOpinionReceived: consultation.thirdPartyOpinionReceived,
  AgencyOpinionReceived: consultation.agencyOpinionReceived,
  ThirdPartyConsultationLapsed: consultation.consultationLapsed,
  AgencyConsultationLapsed: consultation.consultationLapsed,
  ConsultationCancelled: consultation.consultationCancelled,
  ExtensionApproved: extension.extensionApproved,
  ExtensionNotified: extension.extensionNotified,
  FeeNoticeIssued: fee.feeNoticeIssued,
  FeeNoticeDelivered: fee.feeNoticeDelivered,
  FeePaid: fee.feePaid,
  FeeRefunded: fee.feeRefunded,
  FeeLapsed: fee.feeLapsed,
  ReplyDecided: reply.replyDecided,
  ReplyDecisionRevoked: reply.replyDecisionRevoked,
  AttributeDetermined: review.attributeDetermined,
  SecrecyReviewed: review.secrecyReviewed,
  LegalReviewed: review.legalReviewed,
  ReplyDispatched: reply.replyDispatched,
  ReplyDelivered: reply.replyDelivered,
  ThirdPartyNotified: reply.thirdPartyNotified,
  ApplicationWithdrawn: reply.applicationWithdrawn,
  CaseClosed: reply.caseClosed,
  CaseVoided: receipt.caseVoided,
  ReconsiderationFiled: appeal.reconsiderationFiled,
  ReconsiderationAnswered: appeal.reconsiderationAnswered,
  ReconsiderationConcluded: appeal.reconsiderationConcluded,
  LitigationFiled: appeal.litigationFiled,
  LitigationInstanceDecided: appeal.litigationInstanceDecided,
  LitigationConcluded: appeal.litigationConcluded,
  RedecisionOrdered: reply.redecisionOrdered,
  ReplyRedecided: reply.replyRedecided,
  DecisionSelfCorrected: reply.decisionSelfCorrected,
  // Kept to be known again, like the letters that acts carry.
  LetterSent: ignore,
  // No effect on clocks or statistics.
  ComplaintRecorded: ignore,
  // Their effect lies in the effective history, before anything is folded.
  EntryCorrected: ignore,
  EntryRetracted: ignore,
  ErasureOrdered: erasure.erasureOrdered,
  PersonErased: erasure.personErased,
};

/**
 * The state after one more event. Pure; the given state is not changed. A history with corrections or retractions
 * goes through `fold`, because they change what came before.
 * @throws Error when the first event is not a registration
 */
export function evolve(state: CaseState | undefined, event: CaseEvent): CaseState {
  const changed = state ? evolved(state, event) : opened(event);
  const marked: CaseState = {
    ...changed,
    notes: event.metadata.note === undefined ? changed.notes : [...changed.notes, event.metadata.note],
    revision: event.revision,
    position: event.position,
    recordedAt: event.recordedAt,
  };
  return { ...marked, status: statusOf(marked) };
}

function evolved<T extends CaseEventType>(state: CaseState, event: Extract<CaseEvent, { type: T }>): CaseState {
  const evolution = EVOLUTIONS[event.type] as Evolution<T>;
  return evolution(state, event);
}

function opened(event: CaseEvent): CaseState {
  if (event.type !== 'ApplicationRegistered') throw new Error(`a case cannot begin with ${event.type}`);
  return receipt.registered(event);
}
