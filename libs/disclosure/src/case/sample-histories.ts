import type { NewCaseEvent } from '../events/envelope';
import type { CaseCommandData, CaseCommandName } from './commands';
import * as e from './event-builders';
import type { CaseStatus } from './state';

/** One history for every state; received on Monday 2025-03-03, due on 2025-03-31. */
export const HISTORY_OF: Record<CaseStatus, NewCaseEvent[]> = {
  UNCONFIRMED: [e.arrived('2025-03-03')],
  RUNNING: [e.registered('2025-03-03')],
  CONSULTING: [e.registered('2025-03-03'), e.thirdPartyConsulted('2025-03-10')],
  AWAITING_CORRECTION: [
    e.registered('2025-03-03'),
    e.correctionRequested('2025-03-05'),
    e.correctionNoticeDelivered('2025-03-06'),
  ],
  AWAITING_PAYMENT: [e.registered('2025-03-03'), e.feeNoticeIssued('2025-03-05'), e.feeNoticeDelivered('2025-03-06')],
  DECIDED: [e.registered('2025-03-03'), e.replyDecided('2025-03-12')],
  CLOSED: [e.registered('2025-03-03'), ...e.replied('2025-03-12', 'denied_process_information')],
  REDECIDING: [
    e.registered('2025-03-03'),
    ...e.replied('2025-03-12', 'denied_process_information'),
    e.reconsiderationFiled('2025-04-01'),
    e.reconsiderationConcluded('2025-05-01', 'corrected'),
    e.redecisionOrdered('2025-05-06'),
  ],
  VOID: [e.registered('2025-03-03'), e.caseVoided('2025-03-04')],
  SPLIT: [e.registered('2025-03-03'), e.applicationSplit('2025-03-04')],
};

/** One complete command of every kind, on days that fit the histories above where the state allows it at all. */
export const SAMPLE_OF: { [T in CaseCommandName]: CaseCommandData[T] } = {
  RegisterApplication: {
    unit: 'DEMO',
    caseNo: 'DEMO-1',
    channel: 'in_person',
    arrivedOn: '2025-03-03',
    applicantKind: 'natural_person',
    applicantName: '示例申请人',
    infoDescription: '示例信息',
  },
  RecordConfirmationAttempt: { attemptedOn: '2025-03-03', means: '电话', result: '无人接听' },
  ConfirmReceipt: { confirmedOn: '2025-03-04', means: '电话' },
  RequestCorrection: { sentOn: '2025-03-05', items: ['所需信息的名称'], periodWd: 10 },
  RecordCorrectionNoticeDelivery: { servedOn: '2025-03-06' },
  ReceiveCorrection: { correctedOn: '2025-03-10' },
  LapseCorrection: {},
  RequestReasons: { sentOn: '2025-03-05' },
  ReceiveReasons: { receivedOn: '2025-03-10', text: '示例理由' },
  ConsultThirdParty: { consultId: 'consult-9', thirdParty: '另一公司', interest: '隐私', sentOn: '2025-05-10' },
  ConsultAgency: { consultId: 'consult-8', otherAgency: '示例局', jointMaker: true, sentOn: '2025-05-10' },
  RecordConsulteeReceipt: { consultId: 'consult-1', receivedOn: '2025-03-12' },
  RecordOpinion: { consultId: 'consult-1', receivedOn: '2025-03-20', opinion: 'agree' },
  LapseConsultation: { consultId: 'consult-1' },
  CancelConsultation: { consultId: 'consult-1', cancelledOn: '2025-03-20', reason: '无需征求' },
  ApproveExtension: { extraWd: 20, approvedBy: 'head', approvedOn: '2025-05-12', reason: '需要检索' },
  NotifyExtension: { notifiedOn: '2025-03-20' },
  IssueFeeNotice: { sentOn: '2025-03-05', method: 'per_page', units: 68, amountYuan: 380 },
  RecordFeeNoticeDelivery: { servedOn: '2025-03-06' },
  RecordPayment: { paidOn: '2025-03-20', amountYuan: 380 },
  LapseFee: {},
  Decide: {
    decidedOn: '2025-03-12',
    resultCode: 'granted',
    legalBasis: ['Reg.36(2)'],
    remedy: 'either',
    docNo: '示例〔2025〕1号',
  },
  RevokeUndispatchedDecision: { reason: '文号有误' },
  DispatchReply: { dispatchedOn: '2025-03-13', mode: 'china_post' },
  RecordDelivery: { servedOn: '2025-03-15', proof: '回执' },
  NotifyThirdParty: { notifiedOn: '2025-03-13', content: '公开内容', reasons: '公共利益' },
  Withdraw: { withdrawnOn: '2025-03-14', identityVerified: true },
  VoidCase: { reason: 'test_entry', approvedBy: 'head' },
  RecordReconsideration: { reconId: 'recon-9', filedOn: '2025-04-01' },
  AnswerReconsideration: { reconId: 'recon-1', copyReceivedOn: '2025-04-03', answeredOn: '2025-04-08' },
  ConcludeReconsideration: { reconId: 'recon-1', concludedOn: '2025-05-01', result: 'upheld' },
  RecordLitigation: { suitId: 'suit-9', route: 'direct', filedOn: '2025-04-01' },
  RecordInstanceResult: { suitId: 'suit-1', instance: 'first', decidedOn: '2025-06-01', form: '判决', final: false },
  ConcludeLitigation: { suitId: 'suit-1', concludedOn: '2025-09-01', result: 'upheld' },
};
