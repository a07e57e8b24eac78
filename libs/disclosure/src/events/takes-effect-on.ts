import type { CaseEventData, CaseEventType, Dated } from './catalogue';

const undated = () => null;

/** The day each kind of fact took effect, read from its data; `null` where the data tells none. */
const DAY_OF: { [T in CaseEventType]: (data: CaseEventData[T]) => Dated } = {
  ApplicationRegistered: (d) => d.receivedOn ?? d.arrivedOn,
  ConfirmationAttempted: (d) => d.attemptedOn,
  ReceiptConfirmed: (d) => d.confirmedOn,
  ApplicationSplit: undated,
  ApplicationsLinked: undated,
  CorrectionRequested: (d) => d.sentOn,
  CorrectionNoticeDelivered: (d) => d.servedOn,
  LateCorrectionExcused: undated,
  CorrectionReceived: (d) => d.correctedOn,
  CorrectionLapsed: (d) => d.lapsedOn,
  ReasonsRequested: (d) => d.sentOn,
  ReasonsReceived: (d) => d.receivedOn,
  ReplyDeferred: (d) => d.notifiedOn,
  ThirdPartyConsulted: (d) => d.sentOn,
  AgencyConsulted: (d) => d.sentOn,
  ConsultationNoticeReceived: (d) => d.receivedOn,
  ThirdPartyOpinionReceived: (d) => d.receivedOn,
  AgencyOpinionReceived: (d) => d.receivedOn,
  ThirdPartyConsultationLapsed: (d) => d.lapsedOn,
  AgencyConsultationLapsed: (d) => d.lapsedOn,
  ConsultationCancelled: (d) => d.cancelledOn,
  ExtensionApproved: (d) => d.approvedOn,
  ExtensionNotified: (d) => d.notifiedOn,
  FeeNoticeIssued: (d) => d.sentOn,
  FeeNoticeDelivered: (d) => d.servedOn,
  FeePaid: (d) => d.paidOn,
  FeeRefunded: (d) => d.refundedOn,
  FeeLapsed: (d) => d.lapsedOn,
  ReplyDecided: (d) => d.decidedOn,
  ReplyDecisionRevoked: undated,
  ReplyDispatched: (d) => d.dispatchedOn,
  ReplyDelivered: (d) => d.servedOn,
  ThirdPartyNotified: (d) => d.notifiedOn,
  ApplicationWithdrawn: (d) => d.withdrawnOn,
  CaseClosed: (d) => d.concludedOn,
  CaseVoided: undated,
  ReconsiderationFiled: (d) => d.filedOn,
  ReconsiderationAnswered: (d) => d.answeredOn,
  ReconsiderationConcluded: (d) => d.servedOn ?? d.concludedOn,
  LitigationFiled: (d) => d.filedOn,
  LitigationInstanceDecided: (d) => d.decidedOn,
  LitigationConcluded: (d) => d.concludedOn,
  RedecisionOrdered: (d) => d.orderReceivedOn,
  ReplyRedecided: (d) => d.decidedOn,
  DecisionSelfCorrected: (d) => d.decidedOn,
  ComplaintRecorded: (d) => d.receivedOn,
  EntryCorrected: undated,
  EntryRetracted: undated,
};

/** The day a fact took effect according to its own data, or `null` for acts without a date and undated steps (L-19). */
export function takesEffectOn<T extends CaseEventType>(type: T, data: CaseEventData[T]): Dated {
  return DAY_OF[type](data);
}
