import type { CivilDate, Instant } from '../calendar/civil-date';
import type {
  AppealResult,
  Attribute,
  ClosingKind,
  Dated,
  DecisionData,
  DispatchMode,
  ErasureSubject,
  FeeMethod,
  Opinion,
  Protected,
  ReviewResult,
  SuitRoute,
} from '../events/catalogue';
import type { ApplicantKind } from '../vocabulary/applicant-kinds';
import type { Channel } from '../vocabulary/channels';
import type { ResultCode } from '../vocabulary/result-codes';

/** The states of regulation §13. CONSULTING = RUNNING with at least one open consultation. */
export type CaseStatus =
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

export const CASE_STATUSES: Record<CaseStatus, string> = {
  UNCONFIRMED: '待确认',
  RUNNING: '办理中',
  CONSULTING: '征求意见中',
  AWAITING_CORRECTION: '待补正',
  AWAITING_PAYMENT: '待缴费',
  DECIDED: '已决定待发出',
  CLOSED: '已办结',
  REDECIDING: '重新办理中',
  VOID: '已作废',
  SPLIT: '已拆分',
};

/** What starts the reply clock. */
export type AnchorKind = 'received' | 'corrected' | 'fee_paid';

/** One run of the reply clock. An extension belongs to the epoch it was granted in. */
export interface Epoch {
  anchor: AnchorKind;
  /** `null` where an old ledger does not tell the day (L-19): no clock runs from it. */
  startedOn: Dated;
  extension?: {
    extraWd: number;
    approvedOn: Dated;
    approvedBy: string;
    approvalEventId: string;
    /** The due date moves only once this is set. */
    notifiedOn?: CivilDate;
  };
  /** A deferred reply date after reasons were asked. */
  deferredTo?: CivilDate;
}

export interface Correction {
  sentOn: Dated;
  items: string[];
  periodWd?: number;
  dueOn?: CivilDate;
  servedOn?: CivilDate;
  receivedOn?: Dated;
  lapsedOn?: CivilDate;
  excused?: boolean;
  eventId: string;
}

export interface Consultation {
  consultId: string;
  kind: 'third_party' | 'agency';
  party: Protected;
  jointMaker: boolean;
  sentOn: Dated;
  noticeReceivedOn?: CivilDate;
  /** Opinion period in wd; the statutory 15 unless set. */
  periodWd: number;
  /** Working days deducted without dates (L-19). */
  deductedWd?: number;
  outcome?: {
    how: 'opinion' | 'lapsed' | 'cancelled';
    /** Day the pause ends: opinion received, last day of the period (the day before `lapsedOn`), cancellation. */
    endedOn: Dated;
    opinion?: Opinion;
    groundReasonable?: boolean;
  };
  eventId: string;
}

export interface Fee {
  sentOn: Dated;
  method: FeeMethod | null;
  amountYuan: number;
  servedOn?: CivilDate;
  paid?: { paidOn: CivilDate; amountYuan: number };
  refunds: { refundedOn: CivilDate; amountYuan: number }[];
  lapsedOn?: CivilDate;
  eventId: string;
}

export interface Review {
  result: ReviewResult;
  reviewedOn: CivilDate;
  /** Account of the reviewer. */
  reviewerId: string;
}

/** Where a case lies within the unit. */
export interface Desk {
  office: string;
  handler?: string;
  /** Day it came there. */
  since: CivilDate;
}

export interface MadeDecision extends DecisionData {
  eventId: string;
  kind: 'decided' | 'redecided' | 'self_corrected';
  /** Account that recorded the decision: its handler. */
  handlerId?: string;
  attribute?: { attribute: Attribute; determinedOn: CivilDate };
  /** The last review of each kind. */
  secrecyReview?: Review;
  legalReview?: Review;
  revoked?: boolean;
  replacesEventId?: string;
  dispatch?: { dispatchedOn: CivilDate; mode: DispatchMode | null; eventId: string };
  delivery?: { servedOn: CivilDate; eventId: string };
}

export interface Reconsideration {
  reconId: string;
  authority?: string;
  target: { decisionEventId: string } | 'decision' | 'inaction';
  filedOn: CivilDate;
  acceptedOn?: CivilDate;
  procedure?: 'simplified' | 'ordinary';
  copyReceivedOn?: CivilDate;
  answeredOn?: CivilDate;
  concluded?: { concludedOn: CivilDate; servedOn?: CivilDate; result: AppealResult; eventId: string };
  eventId: string;
}

export interface Suit {
  suitId: string;
  court?: string;
  route: SuitRoute;
  reconId?: string;
  filedOn: CivilDate;
  copyReceivedOn?: CivilDate;
  instances: { instance: 'first' | 'second' | 'retrial'; decidedOn: CivilDate; form: string; final: boolean }[];
  concluded?: { concludedOn: CivilDate; result: AppealResult; eventId: string };
  eventId: string;
}

/** One case, folded from its effective history. Arrays are in the order the events were recorded. */
export interface CaseState {
  status: CaseStatus;
  caseId: string;
  unit: string;
  caseNo: string;
  channel: Channel;
  arrivedOn: CivilDate;
  receivedOn: CivilDate | null;
  /** Event that fixed `receivedOn`: what puts the case into 本年新收. */
  receivedEventId?: string;
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
  childCaseIds: string[];
  linkedCaseIds: string[];
  /** The desks the case went through and was not returned from, the present one last; absent: the disclosure office. */
  desks?: Desk[];
  attempts: { attemptedOn: CivilDate; means: string; result: string }[];
  correction?: Correction;
  reasons?: { sentOn: Dated; receivedOn?: CivilDate; accepted?: boolean };
  consultations: Consultation[];
  /** Empty until received; the last one is the running one. */
  epochs: Epoch[];
  fee?: Fee;
  decisions: MadeDecision[];
  withdrawal?: { withdrawnOn: CivilDate; eventId: string };
  closing?: {
    /** Of a reply that was handed over, the day the applicant signed once that is on record. */
    concludedOn: CivilDate;
    resultCode: ResultCode;
    closingKind: ClosingKind;
    eventId: string;
    /** The service that decided the day. */
    signedEventId?: string;
  };
  thirdPartyNotifiedOn?: CivilDate;
  reconsiderations: Reconsideration[];
  suits: Suit[];
  redecision?: {
    source?: { reconId: string } | { suitId: string };
    orderReceivedOn: CivilDate;
    periodWd?: number;
    dueOn?: CivilDate;
    eventId: string;
    /** An extension of C11; those of C3 stay in their epoch. */
    extension?: Epoch['extension'];
    /** The event that answered the order; the case awaits its new decision until then. */
    answeredByEventId?: string;
    /** Sources of the orders before this one: each orders once. */
    earlierSources?: ({ reconId: string } | { suitId: string })[];
  };
  voided?: { reason: string; duplicateOfCaseId?: string };
  /** Who of the case is to be erased, and who was (D9). */
  erasures?: {
    [S in ErasureSubject]?: { ordered?: { eventId: string; orderedBy: string }; erased?: { eventId: string } };
  };
  notes: string[];
  /** Revision of the last event folded in, retracted and corrected ones included. */
  revision: number;
  /** Position of that event. */
  position: number;
  /** Day (UTC instant) it was recorded. */
  recordedAt: Instant;
  registeredEventId: string;
}
