import type { CivilDate, Instant } from '../calendar/civil-date';
import type { ApplicantKind } from '../vocabulary/applicant-kinds';
import type { Channel } from '../vocabulary/channels';
import type { ResultCode } from '../vocabulary/result-codes';

/**
 * A day that an old ledger does not tell (L-19). The step is known to have happened; no clock is computed from it.
 * Only imported events carry `null` where the type says `Dated`.
 */
export type Dated = CivilDate | null;

/** Text under field protection (D9). `null` once the person was erased, or never recorded. */
export type Protected = string | null;

export type Opinion = 'agree' | 'object' | 'partly';
export type AppealResult = 'upheld' | 'corrected' | 'other';
export type SuitRoute = 'direct' | 'after_reconsideration';
export type ClosingKind = 'replied' | 'correction_lapsed' | 'fee_lapsed' | 'withdrawn';
export type DispatchMode = 'china_post' | 'hand' | 'via_agency' | 'electronic';
export type FeeMethod = 'per_piece' | 'per_page';
/** What reports: a department, a government with its units, its office, or a township. */
export type UnitKind = 'department' | 'government' | 'office' | 'township';
/** 信息公开属性: published on the office's own motion, given on request, or not given at all. */
export type Attribute = 'proactive' | 'on_request' | 'not_disclosed';
export type ReviewResult = 'passed' | 'objected';
export type VoidReason =
  | 'double_registration'
  | 'test_entry'
  | 'wrong_agency_registration'
  | 'withdrawn_unconfirmed'
  /** The import that registered it was reversed (L-23). */
  | 'import_reversed';

/** Whose protected fields an erasure empties; each has a data key of its own in the case (D9). */
export type ErasureSubject = 'applicant' | 'third_party';
/** Who asked for an erasure; a code, since a name here would outlive it. `retention`: the period of keeping ended. */
export type ErasureRequester = 'person' | 'agent' | 'heirs' | 'authority' | 'retention';
/** What an unmasked answer is wanted for; a code, since free text here could name the person. */
export type ReadPurpose = 'handling' | 'service' | 'review' | 'appeal' | 'complaint' | 'audit' | 'report' | 'search';

/** One review of one decision before it is released; `opinion` is the reviewer's own text. */
export interface ReviewData {
  decisionEventId: string;
  result: ReviewResult;
  reviewedOn: CivilDate;
  opinion?: Protected;
}

/**
 * The letter that went out with an act: its text is rendered again from the case and known by its hash. `particulars`
 * is what the letter says beside the case (where to pay, which court), nothing personal.
 */
export interface SentLetter {
  template: string;
  version: number;
  /** SHA-256 of the canonical text, hexadecimal. */
  textHash: string;
  particulars?: Record<string, string>;
}

export interface DecisionData {
  decidedOn: Dated;
  resultCode: ResultCode;
  subCode?: string;
  itemResults?: { item: string; resultCode: ResultCode }[];
  legalBasis: string[];
  reasons: Protected;
  publicInterestGround?: string;
  responsibleAgency?: string;
  priorCaseId?: string;
  /** The remedy sentence's kind, R-84; `none` only after a withdrawal. */
  remedy: 'reconsideration_first' | 'either' | 'none';
  docNo?: string;
  decidedBy?: string;
}

/**
 * Everything that can happen to a case (regulation §14). The name is stored for ever; a changed shape gets a new
 * schema version and an upcaster, never a new meaning for old bytes (D15).
 */
export interface CaseEventData {
  /** 申请登记 */
  ApplicationRegistered: {
    unit: string;
    caseNo: string;
    channel: Channel;
    arrivedOn: CivilDate;
    /** `null` until receipt is confirmed. */
    receivedOn: CivilDate | null;
    applicantKind: ApplicantKind;
    applicantName: Protected;
    applicantIdProof: Protected;
    contact: Protected;
    agent?: Protected;
    infoDescription: Protected;
    formWanted?: string;
    routeWanted?: string;
    filledByOffice: boolean;
    parentCaseId?: string;
  };
  /** 承办; an office of the unit, and whoever handles it there */
  CaseAssigned: { office: string; handler?: string; assignedOn: CivilDate };
  /** 转办; to another office or person of the unit */
  CaseHandedOver: { office: string; handler?: string; handedOverOn: CivilDate; reason: string };
  /** 退回; to whom it came from, in the end to the disclosure office itself */
  CaseReturned: { returnedOn: CivilDate; reason: string };
  /** 确认联系未果 */
  ConfirmationAttempted: { attemptedOn: CivilDate; means: string; result: string };
  /** 确认收到; `confirmedOn` is the day of receipt */
  ReceiptConfirmed: { confirmedOn: CivilDate; means: string; auto: boolean };
  /** 申请拆分 */
  ApplicationSplit: { childCaseIds: string[]; reason: string };
  /** 合并答复关联; each stays one 件 */
  ApplicationsLinked: { caseIds: string[] };
  /** 补正告知 */
  CorrectionRequested: {
    sentOn: Dated;
    items: string[];
    periodWd?: number;
    dueOn?: CivilDate;
    docNo?: string;
    letter?: SentLetter | null;
  };
  /** 补正告知送达 */
  CorrectionNoticeDelivered: { servedOn: CivilDate };
  /** 逾期补正正当理由 */
  LateCorrectionExcused: { reason: string; approvedBy: string };
  /** 收到补正 */
  CorrectionReceived: { correctedOn: Dated; newDescription?: Protected };
  /** 逾期不补正 */
  CorrectionLapsed: { lapsedOn: CivilDate };
  /** 要求说明理由 */
  ReasonsRequested: { sentOn: Dated; dueOn?: CivilDate; letter?: SentLetter | null };
  /** 收到说明 */
  ReasonsReceived: { receivedOn: CivilDate; text: Protected; accepted?: boolean };
  /** 延迟答复告知 */
  ReplyDeferred: { newDueOn: CivilDate; notifiedOn: CivilDate; reason: string; letter?: SentLetter | null };
  /** 征求第三方意见 */
  ThirdPartyConsulted: {
    consultId: string;
    thirdParty: Protected;
    interest: string;
    sentOn: Dated;
    docNo?: string;
    letter?: SentLetter | null;
    /** Working days an old ledger deducts without telling the dates (L-19); feeds the pause as a number. */
    deductedWd?: number;
  };
  /** 征求其他机关意见 */
  AgencyConsulted: {
    consultId: string;
    otherAgency: string;
    jointMaker: boolean;
    sentOn: Dated;
    docNo?: string;
    letter?: SentLetter | null;
    /** Opinion period in wd where the law sets none. */
    periodWd?: number;
  };
  /** 收到征求意见书 */
  ConsultationNoticeReceived: { consultId: string; receivedOn: CivilDate };
  /** 第三方意见 */
  ThirdPartyOpinionReceived: {
    consultId: string;
    receivedOn: Dated;
    opinion: Opinion;
    ground?: Protected;
    groundReasonable?: boolean;
  };
  /** 机关意见 */
  AgencyOpinionReceived: { consultId: string; receivedOn: Dated; opinion: Opinion; text?: Protected };
  /** 第三方逾期未提出意见; `lapsedOn` is the first day after the period */
  ThirdPartyConsultationLapsed: { consultId: string; lapsedOn: Dated };
  /** 机关逾期视为同意; `lapsedOn` is the first day after the period */
  AgencyConsultationLapsed: { consultId: string; lapsedOn: Dated };
  /** 撤销征求意见 */
  ConsultationCancelled: { consultId: string; cancelledOn: Dated; reason: string };
  /** 延期批准 */
  ExtensionApproved: { extraWd: number; approvedBy: string; approvedOn: Dated; reason: string };
  /** 延期告知; only now the due date moves */
  ExtensionNotified: { notifiedOn: CivilDate; docNo?: string; letter?: SentLetter | null };
  /** 收费通知 */
  FeeNoticeIssued: {
    sentOn: Dated;
    method: FeeMethod | null;
    units: number | null;
    tierBreakdown: { from: number; to: number; units: number; priceYuan: number }[];
    amountYuan: number;
    docNo?: string;
    letter?: SentLetter | null;
  };
  /** 收费通知送达 */
  FeeNoticeDelivered: { servedOn: CivilDate };
  /** 缴费 */
  FeePaid: { paidOn: CivilDate; amountYuan: number; receiptNo?: string };
  /** 退费 */
  FeeRefunded: { refundedOn: CivilDate; amountYuan: number; reason: string };
  /** 逾期未缴费 */
  FeeLapsed: { lapsedOn: CivilDate };
  /** 作出处理决定 */
  ReplyDecided: DecisionData;
  /** 撤回未发出决定 */
  ReplyDecisionRevoked: { reason: string };
  /** 信息公开属性认定; of the decision in force */
  AttributeDetermined: { decisionEventId: string; attribute: Attribute; determinedOn: CivilDate; basis?: string };
  /** 保密审查 (Reg.17) */
  SecrecyReviewed: ReviewData;
  /** 合法性审查 */
  LegalReviewed: ReviewData;
  /** 发出答复 */
  ReplyDispatched: {
    dispatchedOn: CivilDate;
    mode: DispatchMode | null;
    trackingNo?: string;
    letter?: SentLetter | null;
  };
  /** 送达 */
  ReplyDelivered: { servedOn: CivilDate; proof: string };
  /** 告知第三方公开决定 */
  ThirdPartyNotified: { notifiedOn: CivilDate; content: string; reasons: string; letter?: SentLetter | null };
  /** 申请撤回 */
  ApplicationWithdrawn: {
    withdrawnOn: CivilDate;
    document?: string;
    identityVerified: boolean;
    letter?: SentLetter | null;
  };
  /** 办结; exactly one per counted case */
  CaseClosed: { concludedOn: CivilDate; resultCode: ResultCode; closingKind: ClosingKind };
  /** 登记作废 */
  CaseVoided: { reason: VoidReason; approvedBy?: string; duplicateOfCaseId?: string };
  /** 被申请行政复议 */
  ReconsiderationFiled: {
    reconId: string;
    authority?: string;
    /** `decision` = the reply in force on the day of filing, where an old ledger cannot name its event (L-19). */
    target: { decisionEventId: string } | 'decision' | 'inaction';
    filedOn: CivilDate;
    acceptedOn?: CivilDate;
    procedure?: 'simplified' | 'ordinary';
    /** Day the agency got the copy, where it is told before the answer. */
    copyReceivedOn?: CivilDate;
  };
  /** 复议答复 */
  ReconsiderationAnswered: { reconId: string; copyReceivedOn: CivilDate; answeredOn: CivilDate };
  /** 复议审结; `servedOn` decides the year, else `concludedOn` */
  ReconsiderationConcluded: {
    reconId: string;
    concludedOn: CivilDate;
    servedOn?: CivilDate;
    result: AppealResult;
    form?: string;
    redecisionPeriod?: number;
  };
  /** 被提起行政诉讼; `reconId` is absent where an old ledger does not record the reconsideration (L-19) */
  LitigationFiled: {
    suitId: string;
    court?: string;
    route: SuitRoute;
    reconId?: string;
    filedOn: CivilDate;
    copyReceivedOn?: CivilDate;
  };
  /** 各审级裁判 */
  LitigationInstanceDecided: {
    suitId: string;
    instance: 'first' | 'second' | 'retrial';
    decidedOn: CivilDate;
    form: string;
    final: boolean;
  };
  /** 诉讼审结 */
  LitigationConcluded: { suitId: string; concludedOn: CivilDate; result: AppealResult; form?: string };
  /** 责令重新答复 */
  RedecisionOrdered: {
    source: { reconId: string } | { suitId: string };
    orderReceivedOn: CivilDate;
    periodWd?: number;
    dueOn?: CivilDate;
  };
  /** 重新作出决定 */
  ReplyRedecided: DecisionData & { replacesEventId: string };
  /** 自行改变决定 */
  DecisionSelfCorrected: DecisionData & { replacesEventId: string; reason: string };
  /** 寄发文书: a letter that no act of its own sends, about an event on record */
  LetterSent: { template: string; aboutEventId: string; sentOn: CivilDate; letter: SentLetter | null };
  /** 投诉举报; no effect on clocks or statistics */
  ComplaintRecorded: { receivedOn: CivilDate; body: Protected; outcome?: string };
  /**
   * 更正登记; `field` is a top-level key of the target's data. Values of a protected field travel in
   * `oldText`/`newText` (protected), all others in `oldValue`/`newValue`, so that statistics never need a key.
   */
  EntryCorrected: {
    targetEventId: string;
    field: string;
    oldValue?: unknown;
    newValue?: unknown;
    oldText?: Protected;
    newText?: Protected;
    reason: string;
    approvedBy: string;
  };
  /** 撤销登记 */
  EntryRetracted: { targetEventId: string; reason: string; approvedBy: string };
  /** 个人信息删除申请; one person of the case, by one of the office (D9) */
  ErasureOrdered: { subject: ErasureSubject; requestedBy: ErasureRequester; legalBasis: string; reason: string };
  /** 个人信息已删除; by somebody else than who ordered it: the person's protected fields read as null from here on (D9) */
  PersonErased: { subject: ErasureSubject; orderEventId: string; legalBasis: string; reason: string };
}

/** What a unit, its report and the calendar record; their streams are `unit-<code>`, `report-<unit>-<year>`, `calendar`. */
export interface OfficeEventData {
  /** 单位登记 */
  UnitRegistered: {
    unit: string;
    name: string;
    canMakeRules: boolean;
    kind?: UnitKind;
    parent?: string;
    /** Decisions that disclose go through a legal review as well (Reg.17); absent: as before, at first no. */
    legalReview?: boolean;
  };
  /** 单位改隶: from that day on under another superior, or under none */
  UnitMoved: { unit: string; parent: string | null; from: CivilDate };
  /** 单位撤销; its open cases go to the successor */
  UnitAbolished: { unit: string; lastDay: CivilDate; successor?: string };
  /** 主动公开数据: one counted figure of table 2, the later of two for the same cell wins */
  ProactiveFigureRecorded: {
    unit: string;
    year: number;
    /** Cell code of table 2, e.g. `t2.rules.issued`. */
    cell: string;
    /** Pieces, or for `t2.administrative_fee.amount_wan_yuan` whole yuan. */
    value: number;
    source: string;
    countedOn: CivilDate;
  };
  /** 年报文字: Markdown of one section or topic, numbers bound to cells */
  ReportTextWritten: { unit: string; year: number; section: string; markdown: string };
  /** 工作日历更新 */
  WorkCalendarUpdated: {
    year: number;
    version: string;
    daysOff: CivilDate[];
    makeUpDays: CivilDate[];
    source: string;
  };
  /** 年报定稿 */
  ReportFrozen: ReportSnapshotData;
  /** 年报公布 */
  ReportPublished: { reportYear: number; unitId: string; revision: number; publishedOn: CivilDate };
  /** 年报更正重发 */
  ReportRevised: ReportSnapshotData;
  /** 以前年度调整 */
  PriorPeriodAdjusted: {
    /** The published report that no longer says what the events say. */
    reportYear: number;
    unitId?: string;
    /** The report that lists it; the stream's own year. */
    bookedIn?: number;
    caseId: string;
    cell: string;
    delta: number;
    reason: string;
  };
  /**
   * 查阅登记: protected fields were about to be shown; recorded before the answer left (T20). Stream `reads-<caseId>`, or
   * `reads-of-<unit>` for what shows or searches many cases at once.
   */
  ReadRecorded: {
    unit: string;
    /** The one case that was shown. */
    caseId?: string;
    /** How many cases were shown, where it is not one. */
    cases?: number;
    /** Protected fields that had a value, as `ApplicationRegistered.applicantName`; sorted. */
    fields: string[];
    /** Route or command, as `GET /cases/{caseId}`. */
    door: string;
    purpose: ReadPurpose;
  };
  /** 自审: every cell counted again from the log and compared with the read models. Stream `self-audits`. */
  SelfAuditRecorded: {
    on: CivilDate;
    /** Position both sides were counted at. */
    position: number;
    /** Only of this unit or year; absent: all. */
    ofUnit?: string;
    ofYear?: number;
    units: number;
    tables: number;
    cells: number;
    cases: number;
    /** How many differences there were; the first of them are listed. */
    differences: number;
    listed: SelfAuditDifference[];
  };
  /**
   * 日志封签 (D10). Stream `seals`; the text is what was signed and what counts (`docs/evidence.md`). `keyId`: 16 hex
   * digits; `signature` and `publicKey` (raw): base64.
   */
  LogSealed: { text: string; keyId: string; signature: string; publicKey: string };
}

/** A unit whose figures are in a report, and for a child which of its publications. */
export interface ReportedUnit {
  unit: string;
  name: string;
  parent?: string;
  revision?: number;
}

export interface ReportSnapshotData {
  reportYear: number;
  unitId: string;
  revision: number;
  cutoffRecordedAt: Instant;
  cells: Record<string, number>;
  publishedOn?: CivilDate;
  /** Of a revision: what changed and why. */
  reason?: string;
  /** Position of the log the cells were computed at. */
  position?: number;
  calendarVersion?: string;
  unitTree?: ReportedUnit[];
  /** The checks that were made and held. */
  checksPassed?: string[];
  /** SHA-256 of the report's json rendering. */
  hash?: string;
  /** Summed from the publications of the units below. */
  consolidated?: boolean;
}

/** One place where the read models say something else than the log. */
export interface SelfAuditDifference {
  kind: 'cell' | 'facts' | 'register' | 'due';
  unit: string;
  year?: number;
  cell?: string;
  caseId?: string;
  caseNo?: string;
  /** What the log says, and what the read model says; absent: nothing. */
  expected?: string;
  found?: string;
}

export type CaseEventType = keyof CaseEventData;
export type OfficeEventType = keyof OfficeEventData;
export type LedgerEventType = CaseEventType | OfficeEventType;
export type LedgerEventData = CaseEventData & OfficeEventData;
