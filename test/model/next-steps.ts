import type { PlayedName } from './making';
import { later, periods, type Case } from './rules';

/** What comes to mind first in a state; everything else is tried as well. */
export const LIKELY: Record<Case['status'] | 'NONE', PlayedName[]> = {
  NONE: ['RegisterApplication'],
  UNCONFIRMED: [
    'ConfirmReceipt',
    'ConfirmReceipt',
    'ConfirmReceipt',
    'ConfirmReceipt',
    'ConfirmReceipt',
    'ConfirmReceipt',
    'RecordConfirmationAttempt',
    'RecordConfirmationAttempt',
    'Withdraw',
  ],
  RUNNING: [
    'RequestCorrection',
    'RequestCorrection',
    'ConsultThirdParty',
    'ConsultAgency',
    'ConsultThirdParty',
    'Decide',
    'Decide',
    'ApproveExtension',
    'NotifyExtension',
    'ApproveExtension',
    'NotifyExtension',
    'IssueFeeNotice',
    'IssueFeeNotice',
    'RequestReasons',
    'ReceiveReasons',
    'DeferReply',
    'DeferReply',
    'Withdraw',
    'SplitApplication',
    'RecordReconsideration',
    'RecordLitigation',
    'OrderRedecision',
    'ConcludeReconsideration',
  ],
  CONSULTING: [
    'RecordConsulteeReceipt',
    'RecordConsulteeReceipt',
    'RecordOpinion',
    'RecordOpinion',
    'LapseConsultation',
    'CancelConsultation',
    'ConsultThirdParty',
    'ConsultAgency',
    'ApproveExtension',
    'NotifyExtension',
    'RequestReasons',
    'ReceiveReasons',
    'RecordReconsideration',
    'Withdraw',
    'Decide',
  ],
  AWAITING_CORRECTION: [
    'RecordCorrectionNoticeDelivery',
    'RecordCorrectionNoticeDelivery',
    'ReceiveCorrection',
    'ReceiveCorrection',
    'LapseCorrection',
    'Withdraw',
    'Decide',
  ],
  AWAITING_PAYMENT: [
    'RecordFeeNoticeDelivery',
    'RecordFeeNoticeDelivery',
    'RecordPayment',
    'RecordPayment',
    'LapseFee',
    'Withdraw',
    'Decide',
  ],
  DECIDED: [
    'DetermineAttribute',
    'RecordSecrecyReview',
    'DispatchReply',
    'DispatchReply',
    'DispatchReply',
    'DispatchReply',
    'RevokeUndispatchedDecision',
    'Withdraw',
  ],
  CLOSED: [
    'RecordDelivery',
    'RecordReconsideration',
    'RecordReconsideration',
    'AnswerReconsideration',
    'ConcludeReconsideration',
    'ConcludeReconsideration',
    'RecordLitigation',
    'RecordInstanceResult',
    'ConcludeLitigation',
    'OrderRedecision',
    'OrderRedecision',
    'SelfCorrectDecision',
    'DispatchReply',
    'NotifyThirdParty',
    'Withdraw',
    'RecordRefund',
  ],
  REDECIDING: [
    'Redecide',
    'Redecide',
    'DispatchReply',
    'DispatchReply',
    'ConsultAgency',
    'RecordConsulteeReceipt',
    'RecordOpinion',
    'LapseConsultation',
    'ApproveExtension',
    'NotifyExtension',
    'RevokeUndispatchedDecision',
    'RecordLitigation',
  ],
  VOID: ['Withdraw', 'Decide', 'RecordComplaint'],
  SPLIT: ['Withdraw', 'Decide', 'RecordComplaint'],
};

/** What an office would do next, so that long stories are told to their end as well. */
export function nextSteps(now: Case): PlayedName[] {
  const { status, reasons, recons, suits, ordered, epochs } = now;
  const steps: PlayedName[] = [];
  const often = (n: number, ...names: PlayedName[]) => {
    for (let i = 0; i < n; i++) steps.push(...names);
  };
  const works = status === 'RUNNING' || status === 'CONSULTING';
  const extension = works ? epochs.at(-1) : status === 'REDECIDING' ? now.order?.epoch : undefined;
  if (extension?.approved && extension.notifiedOn === undefined) often(8, 'NotifyExtension');
  if (works && reasons && reasons.receivedOn === undefined) often(6, 'ReceiveReasons');
  if (status === 'RUNNING' && reasons?.receivedOn !== undefined) often(6, 'DeferReply');
  const overdue = works && periods.c3(now, later(now.epochs.at(-1)!.anchor, 1))! < later(now.epochs.at(-1)!.anchor, 40);
  const attacked = status === 'CLOSED' || (overdue && recons.length > 0);
  if (attacked && recons.some(({ concluded }) => !concluded))
    often(4, 'ConcludeReconsideration', 'AnswerReconsideration');
  if (attacked && suits.some(({ concluded }) => !concluded)) often(3, 'ConcludeLitigation', 'RecordInstanceResult');
  const corrected = [...recons, ...suits].filter(({ concluded }) => concluded?.result === 'corrected').length;
  if (corrected > ordered.length) often(12, 'OrderRedecision');
  const last = now.decisions.at(-1);
  if (status !== 'DECIDED' && last && !last.revoked && last.dispatchedOn === undefined) {
    often(4, 'DispatchReply');
    often(2, 'DetermineAttribute', 'RecordSecrecyReview');
  }
  if (now.fee?.paidOn !== undefined && status === 'CLOSED') often(3, 'RecordRefund');
  return steps;
}
