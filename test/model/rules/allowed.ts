import type { ActName } from './acts';

export type Status =
  | 'UNCONFIRMED'
  | 'RUNNING'
  | 'CONSULTING'
  | 'AWAITING_CORRECTION'
  | 'AWAITING_PAYMENT'
  | 'DECIDED'
  | 'CLOSED'
  | 'REDECIDING'
  | 'VOID'
  | 'SPLIT';

/**
 * What may happen to a decision before it leaves. §13 lists revoking for the first one only; the core's choice, that a
 * new or changed decision can be taken back as well, is adopted. Reviews before release stand in docs/decisions.md.
 */
const RELEASE = 'RevokeUndispatchedDecision DetermineAttribute RecordSecrecyReview RecordLegalReview DispatchReply';

/** Which acts R §13 lists for a state; whatever is not listed is refused. `!` only while the reply is overdue. */
const LISTED: Record<Status, string> = {
  UNCONFIRMED: 'RecordConfirmationAttempt ConfirmReceipt Withdraw VoidCase',
  RUNNING: `LinkApplications SplitApplication RequestCorrection RequestReasons ReceiveReasons DeferReply ConsultThirdParty ConsultAgency
    ApproveExtension NotifyExtension IssueFeeNotice Decide Withdraw VoidCase
    RecordReconsideration! RecordLitigation! OrderRedecision!`,
  CONSULTING: `LinkApplications RequestReasons ReceiveReasons ConsultThirdParty ConsultAgency RecordConsulteeReceipt RecordOpinion
    LapseConsultation CancelConsultation ApproveExtension NotifyExtension Withdraw
    RecordReconsideration! RecordLitigation! OrderRedecision!`,
  AWAITING_CORRECTION: 'LinkApplications RecordCorrectionNoticeDelivery ReceiveCorrection LapseCorrection Withdraw',
  AWAITING_PAYMENT: 'LinkApplications RecordFeeNoticeDelivery RecordPayment LapseFee Withdraw',
  DECIDED: `LinkApplications ${RELEASE} Withdraw`,
  CLOSED: `${RELEASE} RecordDelivery NotifyThirdParty RecordReconsideration RecordLitigation OrderRedecision SelfCorrectDecision`,
  REDECIDING: `ConsultThirdParty ConsultAgency RecordConsulteeReceipt RecordOpinion LapseConsultation
    CancelConsultation ApproveExtension NotifyExtension Redecide ${RELEASE}`,
  VOID: '',
  SPLIT: '',
};

/** A complaint touches nothing; whose desk the case is on is the office's own matter (core's choice). */
const ANYTIME: readonly ActName[] = [
  'RecordComplaint',
  'AssignCase',
  'HandOverCase',
  'ReturnCase',
  'CorrectEntry',
  'RetractEntry',
];

/** Sub-processes go on in any state once they are open, and money can be given back once it was paid. */
const AFTER_RECEIPT: readonly ActName[] = [
  'RecordRefund',
  'AnswerReconsideration',
  'ConcludeReconsideration',
  'RecordInstanceResult',
  'ConcludeLitigation',
];

const ALLOWED = Object.fromEntries(
  Object.entries(LISTED).map(([status, names]) => [status, new Set(names.split(/\s+/))]),
) as Record<Status, Set<string>>;

export type Allowance = 'yes' | 'overdue' | 'no';

export function allowance(status: Status, name: ActName): Allowance {
  if (status === 'VOID' || status === 'SPLIT') return 'no';
  if (ANYTIME.includes(name)) return 'yes';
  if (status !== 'UNCONFIRMED' && AFTER_RECEIPT.includes(name)) return 'yes';
  if (ALLOWED[status].has(name)) return 'yes';
  return ALLOWED[status].has(`${name}!`) ? 'overdue' : 'no';
}
