import type { CaseCommandName } from '../commands';
import { assignCase, handOverCase, returnCase } from './assignment';
import { cancelConsultation } from './cancel-consultation';
import { confirmReceipt } from './confirm-receipt';
import { consultAgency, consultThirdParty } from './consult';
import { decideReply } from './decide-reply';
import type { Decision } from './decision';
import { dispatchReply } from './dispatch-reply';
import { approveExtension, notifyExtension } from './extension';
import { issueFeeNotice } from './issue-fee-notice';
import { lapseConsultation } from './lapse-consultation';
import { lapseCorrection } from './lapse-correction';
import { lapseFee } from './lapse-fee';
import { concludeLitigation, recordInstanceResult, recordLitigation } from './litigation';
import { notifyThirdParty } from './notify-third-party';
import { receiveCorrection } from './receive-correction';
import { receiveReasons } from './receive-reasons';
import { answerReconsideration, concludeReconsideration, recordReconsideration } from './reconsideration';
import { recordConfirmationAttempt } from './record-confirmation-attempt';
import { recordConsulteeReceipt } from './record-consultee-receipt';
import { recordCorrectionNoticeDelivery } from './record-correction-notice-delivery';
import { recordDelivery } from './record-delivery';
import { recordFeeNoticeDelivery } from './record-fee-notice-delivery';
import { recordOpinion } from './record-opinion';
import { recordPayment } from './record-payment';
import { registerApplication } from './register-application';
import { requestCorrection } from './request-correction';
import { requestReasons } from './request-reasons';
import { determineAttribute, recordLegalReview, recordSecrecyReview } from './review';
import { revokeUndispatchedDecision } from './revoke-undispatched-decision';
import { deferReply } from './defer-reply';
import { linkApplications } from './link-applications';
import { orderRedecision } from './order-redecision';
import { recordComplaint } from './record-complaint';
import { recordLetter } from './record-letter';
import { recordRefund } from './record-refund';
import { redecide, selfCorrectDecision } from './redecide';
import { correctEntry, retractEntry } from './rewrite-entry';
import { splitApplication } from './split-application';
import { voidCase } from './void-case';
import { withdraw } from './withdraw';

/** Every command has its decision. */
export const DECISIONS: { [T in CaseCommandName]: Decision<T> } = {
  RegisterApplication: registerApplication,
  SplitApplication: splitApplication,
  LinkApplications: linkApplications,
  AssignCase: assignCase,
  HandOverCase: handOverCase,
  ReturnCase: returnCase,
  RecordConfirmationAttempt: recordConfirmationAttempt,
  ConfirmReceipt: confirmReceipt,
  RequestCorrection: requestCorrection,
  RecordCorrectionNoticeDelivery: recordCorrectionNoticeDelivery,
  ReceiveCorrection: receiveCorrection,
  LapseCorrection: lapseCorrection,
  RequestReasons: requestReasons,
  ReceiveReasons: receiveReasons,
  DeferReply: deferReply,
  ConsultThirdParty: consultThirdParty,
  ConsultAgency: consultAgency,
  RecordConsulteeReceipt: recordConsulteeReceipt,
  RecordOpinion: recordOpinion,
  LapseConsultation: lapseConsultation,
  CancelConsultation: cancelConsultation,
  ApproveExtension: approveExtension,
  NotifyExtension: notifyExtension,
  IssueFeeNotice: issueFeeNotice,
  RecordFeeNoticeDelivery: recordFeeNoticeDelivery,
  RecordPayment: recordPayment,
  LapseFee: lapseFee,
  RecordRefund: recordRefund,
  Decide: decideReply,
  RevokeUndispatchedDecision: revokeUndispatchedDecision,
  DetermineAttribute: determineAttribute,
  RecordSecrecyReview: recordSecrecyReview,
  RecordLegalReview: recordLegalReview,
  DispatchReply: dispatchReply,
  RecordDelivery: recordDelivery,
  NotifyThirdParty: notifyThirdParty,
  Withdraw: withdraw,
  VoidCase: voidCase,
  RecordReconsideration: recordReconsideration,
  AnswerReconsideration: answerReconsideration,
  ConcludeReconsideration: concludeReconsideration,
  RecordLitigation: recordLitigation,
  RecordInstanceResult: recordInstanceResult,
  ConcludeLitigation: concludeLitigation,
  OrderRedecision: orderRedecision,
  Redecide: redecide,
  SelfCorrectDecision: selfCorrectDecision,
  CorrectEntry: correctEntry,
  RetractEntry: retractEntry,
  RecordLetter: recordLetter,
  RecordComplaint: recordComplaint,
};
