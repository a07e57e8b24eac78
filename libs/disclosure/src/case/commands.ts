import type { CivilDate } from '../calendar/civil-date';
import type {
  AppealResult,
  Attribute,
  CaseEventData,
  DispatchMode,
  FeeMethod,
  Opinion,
  ReviewResult,
  SentLetter,
  SuitRoute,
  VoidReason,
} from '../events/catalogue';
import type { ApplicantKind } from '../vocabulary/applicant-kinds';
import type { Channel } from '../vocabulary/channels';
import type { ResultCode } from '../vocabulary/result-codes';
import type { WorkCalendar } from '../calendar/work-calendar';
import type { Actor } from '../vocabulary/roles';
import type { CaseEvent, NewCaseEvent } from '../events/envelope';
import type { Rejection } from '../vocabulary/rejections';

/** What a decision on the application says. */
export interface ReplyData {
  decidedOn: CivilDate;
  resultCode: ResultCode;
  subCode?: string;
  itemResults?: { item: string; resultCode: ResultCode }[];
  legalBasis: string[];
  reasons?: string;
  publicInterestGround?: string;
  responsibleAgency?: string;
  priorCaseId?: string;
  remedy: 'reconsideration_first' | 'either' | 'none';
  docNo?: string;
  decidedBy?: string;
}

/** What a caseworker can ask of a case. Ids inside a payload (consultId, reconId, suitId) are made by the caller. */
export interface CaseCommandData {
  RegisterApplication: {
    unit: string;
    caseNo: string;
    channel: Channel;
    arrivedOn: CivilDate;
    /** Only for channels where the day of receipt needs confirmation and it already took place. */
    confirmedOn?: CivilDate;
    applicantKind: ApplicantKind;
    applicantName: string;
    applicantIdProof?: string;
    contact?: string;
    agent?: string;
    infoDescription: string;
    formWanted?: string;
    routeWanted?: string;
    filledByOffice?: boolean;
    parentCaseId?: string;
  };
  /** Each part with its own number and matter; ids of the parts are made by the caller. */
  SplitApplication: { reason: string; children: { caseId: string; caseNo: string; infoDescription: string }[] };
  LinkApplications: { caseIds: string[] };
  AssignCase: { office: string; handler?: string; assignedOn: CivilDate };
  HandOverCase: { office: string; handler?: string; handedOverOn: CivilDate; reason: string };
  ReturnCase: { returnedOn: CivilDate; reason: string };
  RecordConfirmationAttempt: { attemptedOn: CivilDate; means: string; result: string };
  ConfirmReceipt: { confirmedOn: CivilDate; means: string; auto?: boolean };
  RequestCorrection: {
    sentOn: CivilDate;
    items: string[];
    periodWd?: number;
    dueOn?: CivilDate;
    docNo?: string;
    letter?: SentLetter;
  };
  RecordCorrectionNoticeDelivery: { servedOn: CivilDate };
  ReceiveCorrection: {
    correctedOn: CivilDate;
    newDescription?: string;
    /** Good reason for a late correction. */
    excuse?: { reason: string; approvedBy: string };
  };
  LapseCorrection: Record<never, never>;
  RequestReasons: { sentOn: CivilDate; dueOn?: CivilDate; letter?: SentLetter };
  ReceiveReasons: { receivedOn: CivilDate; text: string; accepted?: boolean };
  DeferReply: { newDueOn: CivilDate; notifiedOn: CivilDate; reason: string; letter?: SentLetter };
  ConsultThirdParty: {
    consultId: string;
    thirdParty: string;
    interest: string;
    sentOn: CivilDate;
    docNo?: string;
    letter?: SentLetter;
  };
  ConsultAgency: {
    consultId: string;
    otherAgency: string;
    jointMaker: boolean;
    sentOn: CivilDate;
    docNo?: string;
    letter?: SentLetter;
    periodWd?: number;
  };
  RecordConsulteeReceipt: { consultId: string; receivedOn: CivilDate };
  RecordOpinion: {
    consultId: string;
    receivedOn: CivilDate;
    opinion: Opinion;
    ground?: string;
    groundReasonable?: boolean;
  };
  LapseConsultation: { consultId: string };
  CancelConsultation: { consultId: string; cancelledOn: CivilDate; reason: string };
  ApproveExtension: { extraWd: number; approvedBy: string; approvedOn: CivilDate; reason: string };
  NotifyExtension: { notifiedOn: CivilDate; docNo?: string; letter?: SentLetter };
  IssueFeeNotice: {
    sentOn: CivilDate;
    method: FeeMethod;
    /** Pages of this application, or for `per_piece` its ordinal among the applicant's pieces of the month. */
    units: number;
    /** The information is public and only the way to it is told: nothing to charge per page. Not stored. */
    alreadyPublic?: boolean;
    amountYuan: number;
    docNo?: string;
    letter?: SentLetter;
  };
  RecordFeeNoticeDelivery: { servedOn: CivilDate };
  RecordPayment: { paidOn: CivilDate; amountYuan: number; receiptNo?: string };
  LapseFee: Record<never, never>;
  RecordRefund: { refundedOn: CivilDate; amountYuan: number; reason: string };
  Decide: ReplyData;
  RevokeUndispatchedDecision: { reason: string };
  DetermineAttribute: { attribute: Attribute; determinedOn: CivilDate; basis?: string };
  RecordSecrecyReview: { result: ReviewResult; reviewedOn: CivilDate; opinion?: string };
  RecordLegalReview: { result: ReviewResult; reviewedOn: CivilDate; opinion?: string };
  DispatchReply: {
    dispatchedOn: CivilDate;
    mode: DispatchMode;
    trackingNo?: string;
    carrier?: string;
    letter?: SentLetter;
  };
  RecordDelivery: { servedOn: CivilDate; proof: string };
  NotifyThirdParty: { notifiedOn: CivilDate; content: string; reasons: string; letter?: SentLetter };
  Withdraw: { withdrawnOn: CivilDate; document?: string; identityVerified: boolean; letter?: SentLetter };
  VoidCase: { reason: VoidReason; approvedBy: string; duplicateOfCaseId?: string };
  RecordReconsideration: {
    reconId: string;
    authority?: string;
    target?: CaseEventData['ReconsiderationFiled']['target'];
    filedOn: CivilDate;
    acceptedOn?: CivilDate;
    procedure?: 'simplified' | 'ordinary';
    /** Day the agency got the copy; its answer is due from it. */
    copyReceivedOn?: CivilDate;
  };
  AnswerReconsideration: { reconId: string; copyReceivedOn: CivilDate; answeredOn: CivilDate };
  ConcludeReconsideration: {
    reconId: string;
    concludedOn: CivilDate;
    servedOn?: CivilDate;
    result: AppealResult;
    form?: string;
    redecisionPeriod?: number;
  };
  RecordLitigation: {
    suitId: string;
    court?: string;
    route: SuitRoute;
    reconId?: string;
    filedOn: CivilDate;
    copyReceivedOn?: CivilDate;
  };
  RecordInstanceResult: {
    suitId: string;
    instance: 'first' | 'second' | 'retrial';
    decidedOn: CivilDate;
    form: string;
    final: boolean;
  };
  ConcludeLitigation: { suitId: string; concludedOn: CivilDate; result: AppealResult; form?: string };
  OrderRedecision: CaseEventData['RedecisionOrdered'];
  Redecide: ReplyData;
  SelfCorrectDecision: ReplyData & { reason: string };
  /** `newValue` absent: the field is taken away. */
  CorrectEntry: { targetEventId: string; field: string; newValue?: unknown; reason: string; approvedBy: string };
  RetractEntry: { targetEventId: string; reason: string; approvedBy: string };
  /** `letter.template` tells which kind; `aboutEventId` is the event it tells of. */
  RecordLetter: { aboutEventId: string; sentOn: CivilDate; letter: SentLetter };
  RecordComplaint: { receivedOn: CivilDate; body: string; outcome?: string };
}

export type CaseCommandName = keyof CaseCommandData;
export type CaseCommand<T extends CaseCommandName = CaseCommandName> = {
  [K in T]: { name: K; data: CaseCommandData[K]; note?: string };
}[T];

export interface OfficeSettings {
  /** Decisions that disclose go through a legal review as well (Reg.17). */
  legalReview: boolean;
}

/** What a decision needs to know from outside (D1): who, which case, what day it is, which days are worked. */
export interface DecisionContext {
  actor: Actor;
  caseId: string;
  today: CivilDate;
  calendar: WorkCalendar;
  /** The case as it was recorded so far; entries are corrected and taken back by replaying it. */
  history?: readonly CaseEvent[];
  /** How the unit works, where the law leaves it to it. */
  office?: OfficeSettings;
  /** How it worked when an entry at a position of the log was recorded: rewritten history is replayed by that. */
  officeAt?: (position: number) => OfficeSettings;
  /** Number of the case among its applicant's of the calendar month, where that is known. */
  pieceOrdinal?: number;
}

/** Events to append, or the refusal. Never both, never neither. */
export type Outcome<E = NewCaseEvent> = { events: E[] } | { rejection: Rejection };
