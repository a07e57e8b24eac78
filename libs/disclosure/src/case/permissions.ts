import type { RejectionCode } from '../vocabulary/rejections';
import type { Role } from '../vocabulary/roles';
import type { CaseCommandName } from './commands';
import type { CaseStatus } from './state';

/** `overdue`: only once the reply is overdue, else E_STATE. */
export type Permission = 'allowed' | 'overdue' | RejectionCode;

const ok = 'allowed';
const late = 'overdue';
const no = 'E_STATE';
const early = 'E_NOT_RECEIVED';

/** One line of §13: what each state answers to a command. */
function row(
  UNCONFIRMED: Permission,
  RUNNING: Permission,
  CONSULTING: Permission,
  AWAITING_CORRECTION: Permission,
  AWAITING_PAYMENT: Permission,
  DECIDED: Permission,
  CLOSED: Permission,
  REDECIDING: Permission,
): Record<CaseStatus, Permission> {
  return {
    UNCONFIRMED,
    RUNNING,
    CONSULTING,
    AWAITING_CORRECTION,
    AWAITING_PAYMENT,
    DECIDED,
    CLOSED,
    REDECIDING,
    VOID: no,
    SPLIT: no,
  };
}

const exists = 'E_CASE_EXISTS';
const round = 'E_CORRECTION_USED';
const feeTwice = 'E_FEE_USED';
const split = 'E_SPLIT_TOO_LATE';

/** Which command is possible in which state (regulation §13); any pair that the law does not list is E_STATE. */
export const PERMISSIONS: Record<CaseCommandName, Record<CaseStatus, Permission>> = {
  //                                     UNCONF  RUNN   CONS   AW_CORR  AW_PAY  DECID   CLOS   REDEC
  RegisterApplication: row(exists, exists, exists, exists, exists, exists, exists, exists),
  SplitApplication: row(early, ok, no, split, split, split, no, no),
  LinkApplications: row(early, ok, ok, ok, ok, ok, no, no),
  AssignCase: row(ok, ok, ok, ok, ok, ok, ok, ok),
  HandOverCase: row(ok, ok, ok, ok, ok, ok, ok, ok),
  ReturnCase: row(ok, ok, ok, ok, ok, ok, ok, ok),
  RecordConfirmationAttempt: row(ok, no, no, no, no, no, no, no),
  ConfirmReceipt: row(ok, no, no, no, no, no, no, no),
  RequestCorrection: row(early, ok, no, round, no, no, no, no),
  RecordCorrectionNoticeDelivery: row(early, no, no, ok, no, no, no, no),
  ReceiveCorrection: row(early, no, no, ok, no, no, no, no),
  LapseCorrection: row(early, no, no, ok, no, no, no, no),
  RequestReasons: row(early, ok, ok, no, no, no, no, no),
  ReceiveReasons: row(early, ok, ok, no, no, no, no, no),
  DeferReply: row(early, ok, no, no, no, no, no, no),
  ConsultThirdParty: row(early, ok, ok, no, no, no, no, ok),
  ConsultAgency: row(early, ok, ok, no, no, no, no, ok),
  RecordConsulteeReceipt: row(early, no, ok, no, no, no, no, ok),
  RecordOpinion: row(early, no, ok, no, no, no, no, ok),
  LapseConsultation: row(early, no, ok, no, no, no, no, ok),
  CancelConsultation: row(early, no, ok, no, no, no, no, ok),
  ApproveExtension: row(early, ok, ok, no, no, no, no, ok),
  NotifyExtension: row(early, ok, ok, no, no, no, no, ok),
  IssueFeeNotice: row(early, ok, no, no, feeTwice, no, no, no),
  RecordFeeNoticeDelivery: row(early, no, no, no, ok, no, no, no),
  RecordPayment: row(early, no, no, no, ok, no, no, no),
  LapseFee: row(early, no, no, no, ok, no, no, no),
  RecordRefund: row(early, ok, ok, ok, no, ok, ok, ok),
  Decide: row(early, ok, 'E_CONSULT_OPEN', 'E_AWAITING_CORRECTION', 'E_AWAITING_PAYMENT', no, no, no),
  RevokeUndispatchedDecision: row(early, no, no, no, no, ok, ok, ok),
  DetermineAttribute: row(early, no, no, no, no, ok, ok, ok),
  RecordSecrecyReview: row(early, no, no, no, no, ok, ok, ok),
  RecordLegalReview: row(early, no, no, no, no, ok, ok, ok),
  DispatchReply: row(early, no, no, no, no, ok, ok, ok),
  RecordDelivery: row(early, no, no, no, no, no, ok, no),
  NotifyThirdParty: row(early, no, no, no, no, no, ok, no),
  Withdraw: row(ok, ok, ok, ok, ok, ok, no, no),
  VoidCase: row(ok, ok, no, no, no, no, no, no),
  RecordReconsideration: row(early, late, late, no, no, no, ok, no),
  AnswerReconsideration: row(early, ok, ok, ok, ok, ok, ok, ok),
  ConcludeReconsideration: row(early, ok, ok, ok, ok, ok, ok, ok),
  RecordLitigation: row(early, late, late, no, no, no, ok, no),
  RecordInstanceResult: row(early, ok, ok, ok, ok, ok, ok, ok),
  ConcludeLitigation: row(early, ok, ok, ok, ok, ok, ok, ok),
  // CONSULTING is RUNNING with an open consultation, and an appeal against inaction is filed there as well.
  OrderRedecision: row(early, late, late, no, no, no, ok, no),
  Redecide: row(early, no, no, no, no, no, no, ok),
  SelfCorrectDecision: row(early, no, no, no, no, no, ok, no),
  CorrectEntry: row(ok, ok, ok, ok, ok, ok, ok, ok),
  RetractEntry: row(ok, ok, ok, ok, ok, ok, ok, ok),
  RecordLetter: row(ok, ok, ok, ok, ok, ok, ok, ok),
  RecordComplaint: row(ok, ok, ok, ok, ok, ok, ok, ok),
};

/** Of every command somebody is in charge. */
type Roles = readonly [Role, ...Role[]];

const CASEWORKERS: Roles = ['registrar', 'handler', 'office_head', 'signer', 'admin', 'system'];
/** 政府信息公开工作机构负责人: the only one who may agree to an extension. */
const OFFICE_HEAD: Roles = ['office_head'];

/** Who may do it (E_ROLE). Whoever only counts or audits never acts on a case. */
export const ROLES_FOR: Record<CaseCommandName, Roles> = {
  RegisterApplication: CASEWORKERS,
  SplitApplication: CASEWORKERS,
  LinkApplications: CASEWORKERS,
  AssignCase: CASEWORKERS,
  HandOverCase: CASEWORKERS,
  ReturnCase: CASEWORKERS,
  RecordConfirmationAttempt: CASEWORKERS,
  ConfirmReceipt: CASEWORKERS,
  RequestCorrection: CASEWORKERS,
  RecordCorrectionNoticeDelivery: CASEWORKERS,
  ReceiveCorrection: CASEWORKERS,
  LapseCorrection: CASEWORKERS,
  RequestReasons: CASEWORKERS,
  ReceiveReasons: CASEWORKERS,
  DeferReply: CASEWORKERS,
  ConsultThirdParty: CASEWORKERS,
  ConsultAgency: CASEWORKERS,
  RecordConsulteeReceipt: CASEWORKERS,
  RecordOpinion: CASEWORKERS,
  LapseConsultation: CASEWORKERS,
  CancelConsultation: CASEWORKERS,
  ApproveExtension: OFFICE_HEAD,
  NotifyExtension: CASEWORKERS,
  IssueFeeNotice: CASEWORKERS,
  RecordFeeNoticeDelivery: CASEWORKERS,
  RecordPayment: CASEWORKERS,
  LapseFee: CASEWORKERS,
  RecordRefund: CASEWORKERS,
  Decide: CASEWORKERS,
  RevokeUndispatchedDecision: CASEWORKERS,
  DetermineAttribute: CASEWORKERS,
  RecordSecrecyReview: CASEWORKERS,
  RecordLegalReview: CASEWORKERS,
  DispatchReply: CASEWORKERS,
  RecordDelivery: CASEWORKERS,
  NotifyThirdParty: CASEWORKERS,
  Withdraw: CASEWORKERS,
  VoidCase: CASEWORKERS,
  RecordReconsideration: CASEWORKERS,
  AnswerReconsideration: CASEWORKERS,
  ConcludeReconsideration: CASEWORKERS,
  RecordLitigation: CASEWORKERS,
  RecordInstanceResult: CASEWORKERS,
  ConcludeLitigation: CASEWORKERS,
  OrderRedecision: CASEWORKERS,
  Redecide: CASEWORKERS,
  SelfCorrectDecision: CASEWORKERS,
  CorrectEntry: CASEWORKERS,
  RetractEntry: CASEWORKERS,
  RecordLetter: CASEWORKERS,
  RecordComplaint: CASEWORKERS,
};
