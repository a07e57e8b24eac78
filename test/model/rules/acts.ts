import type { Day } from './calendar';

/** What a decision says, as far as the rules look at it. */
export interface Said {
  decidedOn: Day;
  resultCode: string;
  legalBasis: readonly string[];
  reasons?: string | undefined;
  publicInterestGround?: string | undefined;
  priorCaseId?: string | undefined;
  remedy: string;
  docNo?: string | undefined;
  subCode?: string | undefined;
  decidedBy?: string | undefined;
  itemResults?: readonly { resultCode: string }[] | undefined;
}

/** The acts of R §13 with what the rules look at, written from the page. */
export interface Acts {
  RegisterApplication: { channel: string; arrivedOn: Day; confirmedOn?: Day; applicantKind: string };
  SplitApplication: { children: readonly { caseId: string }[] };
  LinkApplications: { caseIds: readonly string[] };
  AssignCase: { office: string; handler?: string; assignedOn: Day };
  HandOverCase: { office: string; handler?: string; handedOverOn: Day };
  ReturnCase: { returnedOn: Day };
  RecordConfirmationAttempt: { attemptedOn: Day };
  ConfirmReceipt: { confirmedOn: Day };
  RequestCorrection: { sentOn: Day; items: readonly string[]; periodWd?: number; dueOn?: Day };
  RecordCorrectionNoticeDelivery: { servedOn: Day };
  ReceiveCorrection: { correctedOn: Day; excuse?: { reason: string; approvedBy: string } };
  LapseCorrection: object;
  RequestReasons: { sentOn: Day };
  ReceiveReasons: { receivedOn: Day };
  DeferReply: { newDueOn: Day; notifiedOn: Day };
  ConsultThirdParty: { consultId: string; thirdParty: string; sentOn: Day };
  ConsultAgency: { consultId: string; otherAgency: string; jointMaker: boolean; sentOn: Day; periodWd?: number };
  RecordConsulteeReceipt: { consultId: string; receivedOn: Day };
  RecordOpinion: { consultId: string; receivedOn: Day; opinion: string; ground?: string; groundReasonable?: boolean };
  LapseConsultation: { consultId: string };
  CancelConsultation: { consultId: string; cancelledOn: Day };
  ApproveExtension: { extraWd: number; approvedOn: Day };
  NotifyExtension: { notifiedOn: Day };
  IssueFeeNotice: { sentOn: Day; method: string; units: number; alreadyPublic?: boolean; amountYuan: number };
  RecordFeeNoticeDelivery: { servedOn: Day };
  RecordPayment: { paidOn: Day; amountYuan: number };
  LapseFee: object;
  RecordRefund: { refundedOn: Day; amountYuan: number };
  Decide: Said;
  RevokeUndispatchedDecision: object;
  DetermineAttribute: { attribute: string; determinedOn: Day };
  RecordSecrecyReview: { result: string; reviewedOn: Day };
  RecordLegalReview: { result: string; reviewedOn: Day };
  DispatchReply: { dispatchedOn: Day; mode: string; carrier?: string };
  RecordDelivery: { servedOn: Day };
  NotifyThirdParty: { notifiedOn: Day };
  Withdraw: { withdrawnOn: Day; identityVerified: boolean };
  VoidCase: { reason: string };
  RecordReconsideration: {
    reconId: string;
    target?: { decisionEventId: string } | 'decision' | 'inaction';
    filedOn: Day;
    acceptedOn?: Day;
    copyReceivedOn?: Day;
    procedure?: string;
  };
  AnswerReconsideration: { reconId: string; copyReceivedOn: Day; answeredOn: Day };
  ConcludeReconsideration: { reconId: string; concludedOn: Day; servedOn?: Day; result: string };
  RecordLitigation: { suitId: string; route: string; reconId?: string; filedOn: Day; copyReceivedOn?: Day };
  RecordInstanceResult: { suitId: string; decidedOn: Day };
  ConcludeLitigation: { suitId: string; concludedOn: Day; result: string };
  OrderRedecision: {
    source: { reconId: string } | { suitId: string };
    orderReceivedOn: Day;
    periodWd?: number;
    dueOn?: Day;
  };
  Redecide: Said;
  SelfCorrectDecision: Said;
  RecordComplaint: { receivedOn: Day };
  CorrectEntry: { targetEventId: string; field: string; newValue?: unknown; approvedBy: string };
  RetractEntry: { targetEventId: string; approvedBy: string };
}
export type ActName = keyof Acts;

export type Act = { [N in ActName]: { name: N; data: Acts[N] } }[ActName];

/** Who acts, and what day it is. */
export interface Circumstances {
  id: string;
  role: string;
  today: Day;
}

/** A fact of R §14: its type and what the rules need of its fields. */
export interface Fact {
  type: string;
  data: Readonly<Record<string, unknown>>;
}

/** What comes of an act: facts, or the code of the refusal. */
export type Verdict = Fact[] | string;
