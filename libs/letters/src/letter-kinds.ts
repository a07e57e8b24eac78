import type { CaseCommandName, CaseEventType } from '@app/disclosure';

/** The letters the law asks for, and those that follow from an act of the applicant. */
export type LetterKind =
  | 'receipt'
  | 'correction_notice'
  | 'extension_notice'
  | 'third_party_consultation'
  | 'agency_consultation'
  | 'consultation_notice'
  | 'reasons_request'
  | 'deferral_notice'
  | 'fee_notice'
  | 'decision'
  | 'correction_lapse_notice'
  | 'fee_lapse_notice'
  | 'withdrawal_confirmation'
  | 'third_party_notice';

export interface LetterDefinition {
  zh: string;
  en: string;
  /** Rules it stands on. */
  rule: string;
  /** The events it can tell of; it says what the case was once the last of them had happened. */
  events: readonly CaseEventType[];
  /** The command that sends it and keeps its hash. */
  sentWith: CaseCommandName;
  /** Told of before the event: until then it is drafted from the case as it stands. */
  before?: true;
  /** Told of once its event is on record; the sending is an act of its own. */
  afterwards?: true;
}

export const LETTERS: Record<LetterKind, LetterDefinition> = {
  receipt: {
    zh: '登记回执',
    en: 'receipt',
    rule: 'R-10..R-18, R-30',
    events: ['ApplicationRegistered', 'ReceiptConfirmed'],
    sentWith: 'RecordLetter',
    afterwards: true,
  },
  correction_notice: {
    zh: '补正告知书',
    en: 'correction notice',
    rule: 'R-20',
    events: ['CorrectionRequested'],
    sentWith: 'RequestCorrection',
  },
  extension_notice: {
    zh: '延长答复期限告知书',
    en: 'extension notice',
    rule: 'R-31',
    events: ['ExtensionNotified'],
    sentWith: 'NotifyExtension',
  },
  third_party_consultation: {
    zh: '征求第三方意见书',
    en: 'consultation of a third party',
    rule: 'R-45',
    events: ['ThirdPartyConsulted'],
    sentWith: 'ConsultThirdParty',
  },
  agency_consultation: {
    zh: '征求行政机关意见函',
    en: 'consultation of another agency',
    rule: 'R-47',
    events: ['AgencyConsulted'],
    sentWith: 'ConsultAgency',
  },
  consultation_notice: {
    zh: '征求第三方意见告知书',
    en: 'notice that a third party is asked',
    rule: 'R-49',
    events: ['ThirdPartyConsulted'],
    sentWith: 'RecordLetter',
    afterwards: true,
  },
  reasons_request: {
    zh: '说明理由通知书',
    en: 'request for reasons',
    rule: 'R-40',
    events: ['ReasonsRequested'],
    sentWith: 'RequestReasons',
  },
  deferral_notice: {
    zh: '延迟答复告知书',
    en: 'deferral notice',
    rule: 'R-40',
    events: ['ReplyDeferred'],
    sentWith: 'DeferReply',
  },
  fee_notice: {
    zh: '信息处理费收费通知',
    en: 'fee notice',
    rule: 'R-54',
    events: ['FeeNoticeIssued'],
    sentWith: 'IssueFeeNotice',
  },
  decision: {
    zh: '答复书',
    en: 'reply',
    rule: 'R-70..R-85',
    events: ['ReplyDispatched'],
    sentWith: 'DispatchReply',
    before: true,
  },
  correction_lapse_notice: {
    zh: '逾期未补正不再处理告知书',
    en: 'notice of a lapsed correction',
    rule: 'R-25, R-84',
    events: ['CorrectionLapsed'],
    sentWith: 'RecordLetter',
    afterwards: true,
  },
  fee_lapse_notice: {
    zh: '逾期未缴费不再处理告知书',
    en: 'notice of an unpaid fee',
    rule: 'R-56, R-58, R-84',
    events: ['FeeLapsed'],
    sentWith: 'RecordLetter',
    afterwards: true,
  },
  withdrawal_confirmation: {
    zh: '撤回申请确认书',
    en: 'confirmation of a withdrawal',
    rule: 'R-90',
    events: ['ApplicationWithdrawn'],
    sentWith: 'Withdraw',
  },
  third_party_notice: {
    zh: '公开决定告知书',
    en: 'notice of disclosure to a third party',
    rule: 'R-46',
    events: ['ThirdPartyNotified'],
    sentWith: 'NotifyThirdParty',
  },
};

export const LETTER_KINDS = Object.keys(LETTERS) as LetterKind[];
