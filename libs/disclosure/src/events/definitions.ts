import type { LedgerEventType } from './catalogue';
import type { EventDefinitions } from './envelope';

const plain = (label: string) => ({ label, version: 1, protectedFields: [] }) as const;

/**
 * A letter's text names the applicant, and whoever has the template could try names against its hash: it is the
 * applicant's, like the name itself (D9).
 */
const withLetter = (label: string) =>
  ({ label, version: 1, protectedFields: ['letter'], subject: 'applicant' }) as const;

/** The catalogue as a table: label, schema version, protected fields. */
export const EVENTS: EventDefinitions = {
  ApplicationRegistered: {
    label: '申请登记',
    version: 1,
    protectedFields: [
      'applicantName',
      'applicantIdProof',
      'contact',
      'agent',
      'infoDescription',
      'formWanted',
      'routeWanted',
    ],
    subject: 'applicant',
  },
  CaseAssigned: plain('承办'),
  CaseHandedOver: plain('转办'),
  CaseReturned: plain('退回'),
  ConfirmationAttempted: { label: '确认联系未果', version: 1, protectedFields: ['result'], subject: 'applicant' },
  ReceiptConfirmed: plain('确认收到'),
  ApplicationSplit: plain('申请拆分'),
  ApplicationsLinked: plain('合并答复关联'),
  CorrectionRequested: { label: '补正告知', version: 1, protectedFields: ['items', 'letter'], subject: 'applicant' },
  CorrectionNoticeDelivered: plain('补正告知送达'),
  LateCorrectionExcused: plain('逾期补正正当理由'),
  CorrectionReceived: { label: '收到补正', version: 1, protectedFields: ['newDescription'], subject: 'applicant' },
  CorrectionLapsed: plain('逾期不补正'),
  ReasonsRequested: withLetter('要求说明理由'),
  ReasonsReceived: { label: '收到说明', version: 1, protectedFields: ['text'], subject: 'applicant' },
  ReplyDeferred: withLetter('延迟答复告知'),
  ThirdPartyConsulted: {
    label: '征求第三方意见',
    version: 1,
    protectedFields: ['thirdParty', 'interest', 'letter'],
    subject: 'third_party',
  },
  AgencyConsulted: withLetter('征求其他机关意见'),
  ConsultationNoticeReceived: plain('收到征求意见书'),
  ThirdPartyOpinionReceived: { label: '第三方意见', version: 1, protectedFields: ['ground'], subject: 'third_party' },
  AgencyOpinionReceived: { label: '机关意见', version: 1, protectedFields: ['text'], subject: 'applicant' },
  ThirdPartyConsultationLapsed: plain('第三方逾期未提出意见'),
  AgencyConsultationLapsed: plain('机关逾期视为同意'),
  ConsultationCancelled: plain('撤销征求意见'),
  ExtensionApproved: plain('延期批准'),
  ExtensionNotified: withLetter('延期告知'),
  FeeNoticeIssued: withLetter('收费通知'),
  FeeNoticeDelivered: plain('收费通知送达'),
  FeePaid: plain('缴费'),
  FeeRefunded: plain('退费'),
  FeeLapsed: plain('逾期未缴费'),
  ReplyDecided: {
    label: '作出处理决定',
    version: 1,
    protectedFields: ['reasons', 'itemResults'],
    subject: 'applicant',
  },
  ReplyDecisionRevoked: plain('撤回未发出决定'),
  AttributeDetermined: plain('信息公开属性认定'),
  SecrecyReviewed: { label: '保密审查', version: 1, protectedFields: ['opinion'], subject: 'applicant' },
  LegalReviewed: { label: '合法性审查', version: 1, protectedFields: ['opinion'], subject: 'applicant' },
  ReplyDispatched: withLetter('发出答复'),
  ReplyDelivered: { label: '送达', version: 1, protectedFields: ['proof'], subject: 'applicant' },
  ThirdPartyNotified: {
    label: '告知第三方公开决定',
    version: 1,
    protectedFields: ['content', 'reasons', 'letter'],
    subject: 'third_party',
  },
  ApplicationWithdrawn: {
    label: '申请撤回',
    version: 1,
    protectedFields: ['document', 'letter'],
    subject: 'applicant',
  },
  CaseClosed: plain('办结'),
  CaseVoided: plain('登记作废'),
  ReconsiderationFiled: plain('被申请行政复议'),
  ReconsiderationAnswered: plain('复议答复'),
  ReconsiderationConcluded: plain('复议审结'),
  LitigationFiled: plain('被提起行政诉讼'),
  LitigationInstanceDecided: plain('各审级裁判'),
  LitigationConcluded: plain('诉讼审结'),
  RedecisionOrdered: plain('责令重新答复'),
  ReplyRedecided: {
    label: '重新作出决定',
    version: 1,
    protectedFields: ['reasons', 'itemResults'],
    subject: 'applicant',
  },
  DecisionSelfCorrected: {
    label: '自行改变决定',
    version: 1,
    protectedFields: ['reasons', 'itemResults'],
    subject: 'applicant',
  },
  LetterSent: withLetter('寄发文书'),
  ComplaintRecorded: { label: '投诉举报', version: 1, protectedFields: ['body'], subject: 'applicant' },
  EntryCorrected: {
    label: '更正登记',
    version: 1,
    protectedFields: ['oldText', 'newText'],
    subject: 'applicant',
  },
  EntryRetracted: plain('撤销登记'),
  ErasureOrdered: plain('个人信息删除申请'),
  PersonErased: plain('个人信息已删除'),
  UnitRegistered: plain('单位登记'),
  UnitMoved: plain('单位改隶'),
  UnitAbolished: plain('单位撤销'),
  ProactiveFigureRecorded: plain('主动公开数据'),
  ReportTextWritten: plain('年报文字'),
  WorkCalendarUpdated: plain('工作日历更新'),
  ReportFrozen: plain('年报定稿'),
  ReportPublished: plain('年报公布'),
  ReportRevised: plain('年报更正重发'),
  PriorPeriodAdjusted: plain('以前年度调整'),
  ReadRecorded: plain('查阅登记'),
  SelfAuditRecorded: plain('自审'),
  LogSealed: plain('日志封签'),
};

/** What is encrypted in a stored event, and whose it is: its protected fields and the note that travels with them (D9). */
export function protectionOf(type: LedgerEventType): {
  fields: readonly string[];
  subject: 'applicant' | 'third_party';
} {
  const { protectedFields, subject = 'applicant' } = EVENTS[type];
  return { fields: [...protectedFields, 'note'], subject };
}
