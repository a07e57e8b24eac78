import type { Fact } from './acts';
import type { Status } from './allowed';
import { workedIn, type Day } from './calendar';

export interface Consultation {
  id: string;
  kind: 'third_party' | 'agency';
  party: string;
  sentOn: Day;
  periodWd: number;
  receivedOn?: Day;
  /** First day on which it no longer stands in the way. */
  overOn?: Day;
  /** Last day of the pause: the opinion, the last day of the opinion period, or the cancellation. */
  endedOn?: Day;
  objection?: { opinion: string; reasonable: boolean };
}

/** One run of the reply clock, or of the new decision's (C11). */
export interface Epoch {
  anchor: Day;
  kind: 'receipt' | 'correction' | 'payment' | 'order';
  baseWd: number;
  fixedDue?: Day;
  deferredTo?: Day;
  approved?: { extraWd: number; on: Day };
  notifiedOn?: Day;
}

export interface Decision {
  id: string;
  decidedOn: Day;
  resultCode: string;
  remedy: string;
  docNo?: string;
  kind: 'first' | 'anew' | 'changed';
  subCode?: string;
  handlerId: string;
  decidedBy?: string;
  attribute?: { attribute: string; on: Day };
  secrecy?: { result: string; on: Day; by: string };
  legal?: { result: string; on: Day; by: string };
  revoked: boolean;
  dispatchedOn?: Day;
  mode?: string;
  servedOn?: Day;
}

export interface Reconsideration {
  id: string;
  filedOn: Day;
  acceptedOn?: Day;
  procedure?: string;
  copyReceivedOn?: Day;
  answeredOn?: Day;
  concluded?: { on: Day; servedOn?: Day; result: string };
}

export interface Suit {
  id: string;
  route: string;
  filedOn: Day;
  copyReceivedOn?: Day;
  instances: Day[];
  concluded?: { on: Day; result: string };
}

/** A case as the rules see it. */
export interface Case {
  status: Status;
  arrivedOn: Day;
  receivedOn: Day | null;
  applicantKind: string;
  attempts: Day[];
  epochs: Epoch[];
  correction?: {
    sentOn: Day;
    periodWd?: number;
    dueOn?: Day;
    servedOn?: Day;
    correctedOn?: Day;
    excused?: boolean;
    lapsedOn?: Day;
  };
  fee?: { sentOn: Day; amountYuan: number; servedOn?: Day; paidOn?: Day; paidYuan?: number; lapsedOn?: Day };
  refunds: { on: Day; yuan: number }[];
  reasons?: { askedOn: Day; receivedOn?: Day };
  consultations: Consultation[];
  decisions: Decision[];
  closing?: { on: Day; resultCode: string; id: string };
  isWithdrawn?: boolean;
  recons: Reconsideration[];
  suits: Suit[];
  /** The order that waits for a new decision, and the one decided anew. */
  order?: { epoch: Epoch; source: string; answeredOn?: Day };
  /** Sources that ordered a new decision already. */
  ordered: string[];
  linked: string[];
  desks: { office: string; handler?: string; since: Day }[];
}

/** The fields of the facts the rules look at (R §14). */
interface Fields {
  arrivedOn: Day;
  receivedOn: Day;
  applicantKind: string;
  confirmedOn: Day;
  sentOn: Day;
  periodWd?: number;
  dueOn?: Day;
  servedOn: Day;
  correctedOn: Day;
  lapsedOn: Day;
  lastDay: Day;
  newDueOn: Day;
  consultId: string;
  thirdParty: string;
  otherAgency: string;
  jointMaker?: boolean;
  opinion: string;
  groundReasonable?: boolean;
  cancelledOn: Day;
  extraWd: number;
  approvedOn: Day;
  notifiedOn: Day;
  amountYuan: number;
  paidOn: Day;
  refundedOn: Day;
  decidedOn: Day;
  resultCode: string;
  remedy: string;
  docNo: string;
  dispatchedOn: Day;
  mode: string;
  concludedOn: Day;
  reconId: string;
  filedOn: Day;
  acceptedOn?: Day;
  procedure?: string;
  copyReceivedOn: Day;
  answeredOn: Day;
  result: string;
  suitId: string;
  route: string;
  orderReceivedOn: Day;
  source: object;
  subCode?: string;
  decidedBy?: string;
  attribute: string;
  determinedOn: Day;
  reviewedOn: Day;
  caseIds: readonly string[];
  office: string;
  handler?: string;
  assignedOn: Day;
  handedOverOn: Day;
  returnedOn: Day;
  /** Account that recorded it. */
  by: string;
}
const isOpen = (consultation: Consultation): boolean => consultation.endedOn === undefined;

/** What a fact makes of a case; the state it leads to is the one R §13 names. */
const HAPPEN: Record<string, (now: Case, f: Fields, id: string) => void> = {
  ReceiptConfirmed: (now, f) => received(now, f.confirmedOn),
  ApplicationSplit: (now) => void (now.status = 'SPLIT'),
  CorrectionRequested: (now, f) => {
    now.correction = { sentOn: f.sentOn, periodWd: f.periodWd, dueOn: f.dueOn };
    now.status = 'AWAITING_CORRECTION';
  },
  CorrectionNoticeDelivered: (now, f) => void (now.correction!.servedOn = f.servedOn),
  LateCorrectionExcused: (now) => void (now.correction!.excused = true),
  CorrectionReceived: (now, f) => {
    now.correction!.correctedOn = f.correctedOn;
    now.epochs.push({ anchor: f.correctedOn, kind: 'correction', baseWd: 20 });
    now.status = 'RUNNING';
  },
  CorrectionLapsed: (now, f) => void (now.correction!.lapsedOn = f.lapsedOn),
  ReasonsRequested: (now, f) => void (now.reasons = { askedOn: f.sentOn }),
  ReasonsReceived: (now, f) => void (now.reasons!.receivedOn = f.receivedOn),
  ReplyDeferred: (now, f) => void (now.epochs.at(-1)!.deferredTo = f.newDueOn),
  ThirdPartyConsulted: (now, f) => consulted(now, 'third_party', f, f.thirdParty),
  AgencyConsulted: (now, f) => consulted(now, 'agency', f, f.otherAgency),
  ConsultationNoticeReceived: (now, f) => void (the(now, f.consultId).receivedOn = f.receivedOn),
  ThirdPartyOpinionReceived: (now, f) => {
    the(now, f.consultId).objection = { opinion: f.opinion, reasonable: f.groundReasonable === true };
    ended(now, f.consultId, f.receivedOn);
  },
  AgencyOpinionReceived: (now, f) => ended(now, f.consultId, f.receivedOn),
  ThirdPartyConsultationLapsed: (now, f) => ended(now, f.consultId, f.lastDay, f.lapsedOn),
  AgencyConsultationLapsed: (now, f) => ended(now, f.consultId, f.lastDay, f.lapsedOn),
  ConsultationCancelled: (now, f) => ended(now, f.consultId, f.cancelledOn),
  ExtensionApproved: (now, f) => void (clockOf(now).approved = { extraWd: f.extraWd, on: f.approvedOn }),
  ExtensionNotified: (now, f) => void (clockOf(now).notifiedOn = f.notifiedOn),
  FeeNoticeIssued: (now, f) => {
    now.fee = { sentOn: f.sentOn, amountYuan: f.amountYuan };
    now.status = 'AWAITING_PAYMENT';
  },
  FeeNoticeDelivered: (now, f) => void (now.fee!.servedOn = f.servedOn),
  FeePaid: (now, f) => {
    Object.assign(now.fee!, { paidOn: f.paidOn, paidYuan: f.amountYuan });
    now.epochs.push({ anchor: f.paidOn, kind: 'payment', baseWd: 20 });
    now.status = 'RUNNING';
  },
  FeeRefunded: (now, f) => void now.refunds.push({ on: f.refundedOn, yuan: f.amountYuan }),
  FeeLapsed: (now, f) => void (now.fee!.lapsedOn = f.lapsedOn),
  ReplyDecided: (now, f, id) => {
    decided(now, f, id, 'first');
    now.status = 'DECIDED';
  },
  ReplyDecisionRevoked: (now) => {
    now.decisions.at(-1)!.revoked = true;
    if (now.status === 'DECIDED') now.status = 'RUNNING';
  },
  ReplyRedecided: (now, f, id) => decided(now, f, id, 'anew'),
  DecisionSelfCorrected: (now, f, id) => decided(now, f, id, 'changed'),
  AttributeDetermined: (now, f) =>
    void (now.decisions.at(-1)!.attribute = { attribute: f.attribute, on: f.determinedOn }),
  SecrecyReviewed: (now, f) => void (now.decisions.at(-1)!.secrecy = { result: f.result, on: f.reviewedOn, by: f.by }),
  LegalReviewed: (now, f) => void (now.decisions.at(-1)!.legal = { result: f.result, on: f.reviewedOn, by: f.by }),
  ApplicationsLinked: (now, f) => void now.linked.push(...f.caseIds),
  CaseAssigned: (now, f) => void now.desks.push({ office: f.office, handler: f.handler, since: f.assignedOn }),
  CaseHandedOver: (now, f) => void now.desks.push({ office: f.office, handler: f.handler, since: f.handedOverOn }),
  CaseReturned: (now, f) => {
    now.desks.pop();
    const back = now.desks.at(-1);
    if (back) back.since = f.returnedOn;
  },
  ReplyDispatched: (now, f) => {
    const sent = now.decisions.at(-1)!;
    sent.dispatchedOn = f.dispatchedOn;
    sent.mode = f.mode;
    // Only a decision made anew answers the order; a changed one that was still waiting does not.
    if (now.status === 'REDECIDING' && sent.kind !== 'anew') return;
    if (now.order && sent.kind === 'anew') now.order.answeredOn ??= f.dispatchedOn;
    now.status = 'CLOSED';
  },
  ReplyDelivered: (now, f) => {
    const sent = lastDispatched(now)!;
    sent.servedOn = f.servedOn;
    // what is handed over is given, and the case concluded, on the day it is signed for.
    if (now.closing && sent.kind === 'first' && isHandedOver(sent)) now.closing.on = f.servedOn;
  },
  CaseClosed: (now, f, id) => {
    now.closing = { on: f.concludedOn, resultCode: f.resultCode, id };
    // An order given while no reply had come is answered by the end of the case.
    if (now.order) now.order.answeredOn ??= f.concludedOn;
    now.status = 'CLOSED';
  },
  ApplicationWithdrawn: (now) => void (now.isWithdrawn = true),
  CaseVoided: (now) => void (now.status = 'VOID'),
  ReconsiderationFiled: (now, f) =>
    void now.recons.push({
      id: f.reconId,
      filedOn: f.filedOn,
      acceptedOn: f.acceptedOn,
      copyReceivedOn: f.copyReceivedOn,
      procedure: f.procedure,
    }),
  ReconsiderationAnswered: (now, f) => {
    const recon = now.recons.find(({ id }) => id === f.reconId)!;
    Object.assign(recon, { copyReceivedOn: f.copyReceivedOn, answeredOn: f.answeredOn });
  },
  ReconsiderationConcluded: (now, f) => {
    now.recons.find(({ id }) => id === f.reconId)!.concluded = {
      on: f.concludedOn,
      servedOn: f.servedOn,
      result: f.result,
    };
  },
  LitigationFiled: (now, f) =>
    void now.suits.push({
      id: f.suitId,
      route: f.route,
      filedOn: f.filedOn,
      copyReceivedOn: f.copyReceivedOn,
      instances: [],
    }),
  LitigationInstanceDecided: (now, f) => void now.suits.find(({ id }) => id === f.suitId)!.instances.push(f.decidedOn),
  LitigationConcluded: (now, f) => {
    now.suits.find(({ id }) => id === f.suitId)!.concluded = { on: f.concludedOn, result: f.result };
  },
  RedecisionOrdered: (now, f) => {
    const { periodWd = 20, dueOn } = f;
    const source = JSON.stringify(f.source);
    now.ordered.push(source);
    now.order = {
      source,
      epoch: {
        anchor: f.orderReceivedOn,
        kind: 'order',
        // A day the order names counts as the working days up to it.
        baseWd: dueOn === undefined ? periodWd : Math.max(1, workedIn(f.orderReceivedOn, dueOn)),
        ...(dueOn !== undefined && { fixedDue: dueOn }),
      },
    };
    if (now.status === 'CLOSED') now.status = 'REDECIDING';
  },
};

/** Facts on record that change nothing the rules ask for. */
const ON_RECORD_ONLY: readonly string[] = ['ThirdPartyNotified', 'ApplicationWithdrawn', 'ComplaintRecorded'];

/** The case after the first fact of its life. */
function registered(data: Fact['data']): Case {
  const f = data as unknown as Fields;
  const now: Case = {
    status: 'UNCONFIRMED',
    arrivedOn: f.arrivedOn,
    receivedOn: null,
    applicantKind: f.applicantKind,
    attempts: [],
    epochs: [],
    refunds: [],
    consultations: [],
    decisions: [],
    recons: [],
    suits: [],
    ordered: [],
    linked: [],
    desks: [],
  };
  if (data['receivedOn'] !== null) received(now, f.receivedOn);
  return now;
}

/** The case after one more fact; the case before stays what it was. */
export function after(before: Case | undefined, { type, data }: Fact, id: string): Case {
  if (before === undefined) return registered(data);
  const now = structuredClone(before);
  if (type === 'ConfirmationAttempted') now.attempts.push(data['attemptedOn'] as Day);
  else if (!ON_RECORD_ONLY.includes(type)) HAPPEN[type]!(now, data as unknown as Fields, id);
  return now;
}

function received(now: Case, on: Day): void {
  now.receivedOn = on;
  now.epochs.push({ anchor: on, kind: 'receipt', baseWd: 20 });
  now.status = 'RUNNING';
}

function consulted(now: Case, kind: Consultation['kind'], f: Fields, party: string): void {
  const { consultId: id, sentOn, periodWd = 15 } = f;
  now.consultations.push({ id, kind, party, sentOn, periodWd });
  if (now.status === 'RUNNING') now.status = 'CONSULTING';
}

function the(now: Case, id: string): Consultation {
  return now.consultations.find((consultation) => consultation.id === id)!;
}

function ended(now: Case, id: string, endedOn: Day, overOn = endedOn): void {
  const consultation = now.consultations.find((each) => each.id === id);
  if (consultation) Object.assign(consultation, { endedOn, overOn });
  if (now.status === 'CONSULTING' && !now.consultations.some(isOpen)) now.status = 'RUNNING';
}

/** The clock an extension belongs to: that of the order while a new decision is owed (R §13), else the reply's. */
export function clockOf(now: Case): Epoch {
  return now.status === 'REDECIDING' ? now.order!.epoch : now.epochs.at(-1)!;
}

function decided(now: Case, f: Fields, id: string, kind: Decision['kind']): void {
  const { decidedOn, resultCode, remedy, docNo, subCode, by: handlerId, decidedBy } = f;
  now.decisions.push({ id, decidedOn, resultCode, remedy, docNo, kind, subCode, handlerId, decidedBy, revoked: false });
}

/** by hand or through another agency. */
export const isHandedOver = ({ mode }: Decision): boolean => mode === 'hand' || mode === 'via_agency';

export const lastDispatched = (now: Case): Decision | undefined =>
  now.decisions.findLast(({ dispatchedOn }) => dispatchedOn !== undefined);

/** A decision that waits to be sent. */
export function waiting(now: Case): Decision | undefined {
  const last = now.decisions.at(-1);
  if (!last || last.revoked || last.dispatchedOn !== undefined) return undefined;
  // The first decision of a case that was withdrawn before it left is never sent.
  return now.closing && last.kind === 'first' ? undefined : last;
}

export const openConsultations = (now: Case): Consultation[] => now.consultations.filter(isOpen);
