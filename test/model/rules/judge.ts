import type { Act, ActName, Acts, Circumstances, Fact, Said, Verdict } from './acts';
import { allowance } from './allowed';
import { dueAfterDays, isDay, later, type Day } from './calendar';
import {
  clockOf,
  lastDispatched,
  openConsultations,
  waiting,
  type Case,
  type Consultation,
  type Decision,
  type Reconsideration,
  type Suit,
} from './case';
import { c2, c6, dueAsOf, isAfterDue, opinionDue } from './periods';
import { DISCLOSES, REMEDY, WITHOUT_BASIS } from './results';
import { feeFor } from './tariff';

/** Who counts or audits does not act on a case. */
const NO_ACTORS: readonly string[] = ['statistician', 'auditor'];

/** R §13: what comes of an act on a case as it stands. */
export function judge({ name, data }: Act, now: Case | undefined, around: Circumstances): Verdict {
  const { today, role } = around;
  if (NO_ACTORS.includes(role) || (name === 'ApproveExtension' && role !== 'office_head')) return 'E_ROLE';
  for (const field of Object.keys(data).filter((key) => key.endsWith('On'))) {
    const day = (data as Record<string, unknown>)[field];
    if (typeof day !== 'string' || !isDay(day)) return 'E_DATE';
    if (day > today && !AHEAD.includes(`${name}.${field}`)) return 'E_FUTURE';
  }
  if (name === 'RegisterApplication') return now ? 'E_CASE_EXISTS' : register(data);
  if (!now) return 'E_CASE_UNKNOWN';
  const allowed = allowance(now.status, name);
  if (allowed === 'no' || (allowed === 'overdue' && !isAfterDue(now, today))) return 'E_STATE';
  return (RULES[name] as Rule<ActName>)(data, now, around);
}

/** Days that an act sets for later. */
const AHEAD: readonly string[] = [
  'RequestCorrection.dueOn',
  'RequestReasons.dueOn',
  'DeferReply.newDueOn',
  'OrderRedecision.dueOn',
];

const BY_ARRIVAL: readonly string[] = ['in_person', 'mail_signed'];

/** */
function register({ channel, arrivedOn, confirmedOn, applicantKind }: Acts['RegisterApplication']): Verdict {
  const byArrival = BY_ARRIVAL.includes(channel);
  if (confirmedOn !== undefined && confirmedOn < arrivedOn) return 'E_DATE_ORDER';
  // no other day than that of arrival can be the day of receipt.
  if (byArrival && confirmedOn !== undefined && confirmedOn !== arrivedOn) return 'E_DATE_ORDER';
  const arrived = fact('ApplicationRegistered', { arrivedOn, receivedOn: byArrival ? arrivedOn : null, applicantKind });
  return byArrival || confirmedOn === undefined ? [arrived] : [arrived, fact('ReceiptConfirmed', { confirmedOn })];
}

type Rule<N extends ActName> = (data: Acts[N], now: Case, around: Circumstances) => Verdict;

const fact = (type: string, data: object): Fact => ({ type, data: { ...data } });
const closed = (concludedOn: Day, resultCode: string): Fact => fact('CaseClosed', { concludedOn, resultCode });
const blank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/**
 * The day is not before what it depends on. The page leaves open what depends on what; where more than the obvious
 * step is named here, it follows the core: an act that ends a stage of the handling cannot precede a step of it.
 */
const inOrder = (earlier: readonly (Day | undefined | null)[], day: Day, facts: () => Verdict): Verdict =>
  earlier.some((each) => each && day < each) ? 'E_DATE_ORDER' : facts();

/** Every day on which something was done with the application. */
function steps({ epochs, consultations, correction, fee, reasons }: Case): (Day | undefined)[] {
  return [
    ...epochs.flatMap(({ anchor, approved, notifiedOn }) => [anchor, approved?.on, notifiedOn]),
    ...consultations.flatMap(({ sentOn, receivedOn, overOn }) => [sentOn, receivedOn, overOn]),
    correction?.sentOn,
    correction?.servedOn,
    fee?.sentOn,
    fee?.servedOn,
    reasons?.askedOn,
    reasons?.receivedOn,
  ];
}

const consultationsOver = ({ consultations }: Case) => consultations.map(({ overOn }) => overOn);

const RULES: { [N in Exclude<ActName, 'RegisterApplication'>]: Rule<N> } = {
  SplitApplication: (data, { correction, fee, decisions }) => {
    if (correction || fee || decisions.length > 0) return 'E_SPLIT_TOO_LATE';
    return [fact('ApplicationSplit', data)];
  },
  LinkApplications: (data, { linked }) =>
    data.caseIds.every((id) => linked.includes(id)) ? 'E_NO_CHANGE' : [fact('ApplicationsLinked', data)],
  AssignCase: (data, { desks, arrivedOn }) =>
    desks.length > 0 ? 'E_STATE' : inOrder([arrivedOn], data.assignedOn, () => [fact('CaseAssigned', data)]),
  HandOverCase: (data, { desks }) => {
    const desk = desks.at(-1);
    if (!desk) return 'E_STATE';
    if (desk.office === data.office && desk.handler === data.handler) return 'E_NO_CHANGE';
    return inOrder([desk.since], data.handedOverOn, () => [fact('CaseHandedOver', data)]);
  },
  ReturnCase: (data, { desks }) => {
    const desk = desks.at(-1);
    return desk ? inOrder([desk.since], data.returnedOn, () => [fact('CaseReturned', data)]) : 'E_STATE';
  },
  RecordConfirmationAttempt: (data, { arrivedOn }) =>
    inOrder([arrivedOn], data.attemptedOn, () => [fact('ConfirmationAttempted', data)]),
  ConfirmReceipt: (data, { arrivedOn }) =>
    inOrder([arrivedOn], data.confirmedOn, () => [fact('ReceiptConfirmed', data)]),
  RequestCorrection: (data, now) => {
    if (now.correction) return 'E_CORRECTION_USED';
    const { items, periodWd, dueOn, sentOn } = data;
    if (items.length === 0 || items.some(blank)) return 'E_CORRECTION_CONTENT';
    if (periodWd === undefined && dueOn === undefined) return 'E_CORRECTION_CONTENT';
    if (dueOn !== undefined && dueOn < sentOn) return 'E_DATE_ORDER';
    return inOrder(steps(now), sentOn, () => [fact('CorrectionRequested', data)]);
  },
  RecordCorrectionNoticeDelivery: (data, { correction }) =>
    // A wrong day is corrected, not recorded twice (core's docstring); so with every other notice.
    correction!.servedOn !== undefined
      ? 'E_STATE'
      : inOrder([correction!.sentOn], data.servedOn, () => [fact('CorrectionNoticeDelivered', data)]),
  ReceiveCorrection: (data, now) =>
    inOrder([now.correction!.sentOn, now.correction!.servedOn], data.correctedOn, () => {
      const dueOn = c2(now);
      const isLate = dueOn !== undefined && data.correctedOn > dueOn;
      if (isLate && !data.excuse) return 'E_CORRECTION_EXPIRED';
      return [
        ...(isLate ? [fact('LateCorrectionExcused', data.excuse!)] : []),
        fact('CorrectionReceived', { correctedOn: data.correctedOn }),
      ];
    }),
  LapseCorrection: (_, now, { today }) => {
    if (now.correction!.servedOn === undefined) return 'E_NOT_DELIVERED';
    const dueOn = c2(now)!;
    if (today <= dueOn) return 'E_NOT_YET';
    const lapsedOn = later(dueOn, 1);
    return [fact('CorrectionLapsed', { lapsedOn }), closed(lapsedOn, 'other_correction_lapsed')];
  },
  RequestReasons: (data, { reasons, epochs }) =>
    reasons ? 'E_STATE' : inOrder([epochs.at(-1)!.anchor], data.sentOn, () => [fact('ReasonsRequested', data)]),
  ReceiveReasons: (data, { reasons }) =>
    !reasons || reasons.receivedOn !== undefined
      ? 'E_STATE'
      : inOrder([reasons.askedOn], data.receivedOn, () => [fact('ReasonsReceived', data)]),
  DeferReply: (data, now, { today }) => {
    if (now.reasons?.receivedOn === undefined) return 'E_REASONS_NOT_ASKED';
    if (isAfterDue(now, data.notifiedOn)) return 'E_EXT_AFTER_DUE';
    const dueOn = dueAsOf(now, today);
    // §15, 3: a due date never moves earlier.
    if (data.newDueOn < dueOn || data.newDueOn < data.notifiedOn) return 'E_DATE_ORDER';
    return inOrder([now.reasons.receivedOn, clockOf(now).anchor], data.notifiedOn, () => [fact('ReplyDeferred', data)]);
  },
  ConsultThirdParty: (data, now) =>
    consult(now, data, 'third_party', data.thirdParty, () => [fact('ThirdPartyConsulted', data)]),
  ConsultAgency: (data, now) => consult(now, data, 'agency', data.otherAgency, () => [fact('AgencyConsulted', data)]),
  RecordConsulteeReceipt: (data, now) =>
    ofOpen(now, data.consultId, ({ sentOn, receivedOn }) =>
      receivedOn !== undefined
        ? 'E_STATE'
        : inOrder([sentOn], data.receivedOn, () => [fact('ConsultationNoticeReceived', data)]),
    ),
  RecordOpinion: (data, now) =>
    ofOpen(now, data.consultId, ({ kind, sentOn, receivedOn }) =>
      inOrder([sentOn, receivedOn], data.receivedOn, () => [
        fact(kind === 'third_party' ? 'ThirdPartyOpinionReceived' : 'AgencyOpinionReceived', data),
      ]),
    ),
  LapseConsultation: ({ consultId }, now, { today }) =>
    ofOpen(now, consultId, (consultation) => {
      const lastDay = opinionDue(consultation);
      if (lastDay === undefined) return 'E_NOT_DELIVERED';
      if (today <= lastDay) return 'E_NOT_YET';
      const type = consultation.kind === 'third_party' ? 'ThirdPartyConsultationLapsed' : 'AgencyConsultationLapsed';
      return [fact(type, { consultId, lastDay, lapsedOn: later(lastDay, 1) })];
    }),
  CancelConsultation: (data, now) =>
    ofOpen(now, data.consultId, ({ sentOn, receivedOn }) =>
      inOrder([sentOn, receivedOn], data.cancelledOn, () => [fact('ConsultationCancelled', data)]),
    ),
  ApproveExtension: (data, now) => {
    if (data.extraWd > 20 || data.extraWd < 1) return 'E_EXT_TOO_LONG';
    const clock = clockOf(now);
    if (clock.approved) return 'E_EXT_USED';
    if (isAfterDue(now, data.approvedOn)) return 'E_EXT_AFTER_DUE';
    return inOrder([clock.anchor], data.approvedOn, () => [fact('ExtensionApproved', data)]);
  },
  NotifyExtension: (data, now) => {
    const clock = clockOf(now);
    if (!clock.approved || clock.notifiedOn !== undefined) return 'E_EXT_NOT_APPROVED';
    if (isAfterDue(now, data.notifiedOn)) return 'E_EXT_AFTER_DUE';
    return inOrder([clock.anchor, clock.approved.on], data.notifiedOn, () => [fact('ExtensionNotified', data)]);
  },
  IssueFeeNotice: (data, now) => {
    if (now.fee) return 'E_FEE_USED';
    const yuan = feeFor(data.method, data.units, data.alreadyPublic === true);
    if (yuan === 0) return 'E_FEE_ZERO';
    if (yuan !== data.amountYuan) return 'E_FEE_AMOUNT';
    if (isAfterDue(now, data.sentOn)) return 'E_FEE_AFTER_DUE';
    return inOrder(steps(now), data.sentOn, () => [fact('FeeNoticeIssued', data)]);
  },
  RecordFeeNoticeDelivery: (data, { fee }) =>
    fee!.servedOn !== undefined
      ? 'E_STATE'
      : inOrder([fee!.sentOn], data.servedOn, () => [fact('FeeNoticeDelivered', data)]),
  RecordPayment: (data, now) => {
    const dueOn = c6(now);
    if (data.amountYuan < now.fee!.amountYuan) return 'E_FEE_PARTIAL';
    if (dueOn !== undefined && data.paidOn > dueOn) return 'E_FEE_EXPIRED';
    return inOrder([now.fee!.sentOn], data.paidOn, () => [fact('FeePaid', data)]);
  },
  LapseFee: (_, now, { today }) => {
    const dueOn = c6(now);
    if (dueOn === undefined) return 'E_NOT_DELIVERED';
    if (today <= dueOn) return 'E_NOT_YET';
    const lapsedOn = later(dueOn, 1);
    return [fact('FeeLapsed', { lapsedOn }), closed(lapsedOn, 'other_fee_lapsed')];
  },
  // R §14 knows the fact, no table says when: what was paid can be given back, and no more than that.
  RecordRefund: (data, { fee, refunds }) => {
    if (fee?.paidOn === undefined) return 'E_STATE';
    const back = refunds.reduce((sum, { yuan }) => sum + yuan, data.amountYuan);
    if (data.amountYuan <= 0 || back > fee.paidYuan!) return 'E_FEE_AMOUNT';
    return inOrder([fee.paidOn], data.refundedOn, () => [fact('FeeRefunded', data)]);
  },
  Decide: (data, now, { id }) =>
    sound(data, now) ??
    inOrder([now.epochs.at(-1)!.anchor, ...consultationsOver(now)], data.decidedOn, () => [
      fact('ReplyDecided', { ...data, by: id }),
    ]),
  RevokeUndispatchedDecision: (data, now) => (waiting(now) ? [fact('ReplyDecisionRevoked', data)] : 'E_STATE'),
  DetermineAttribute: (data, now) => {
    const decision = waiting(now);
    if (!decision) return 'E_STATE';
    return inOrder([decision.decidedOn], data.determinedOn, () => [fact('AttributeDetermined', data)]);
  },
  RecordSecrecyReview: (data, now, { id }) => review(now, data, id, 'SecrecyReviewed'),
  RecordLegalReview: (data, now, { id }) => review(now, data, id, 'LegalReviewed'),
  DispatchReply: (data, now) => {
    const decision = waiting(now);
    if (!decision) return 'E_STATE';
    const carried = data.mode === 'china_post' || data.mode === 'hand';
    if (carried && data.carrier !== undefined && !POSTAL.includes(data.carrier)) return 'E_POSTAL';
    if (blank(decision.docNo)) return 'E_NO_DOC';
    const held = heldBack(decision);
    if (held) return held;
    const { decidedOn, attribute, secrecy, legal } = decision;
    const before = [decidedOn, ...steps(now), attribute?.on, secrecy?.on, legal?.on];
    return inOrder(before, data.dispatchedOn, () => [
      fact('ReplyDispatched', data),
      ...(now.closing ? [] : [closed(data.dispatchedOn, decision.resultCode)]),
    ]);
  },
  RecordDelivery: (data, now) => {
    const sent = lastDispatched(now);
    return sent && sent.servedOn === undefined
      ? inOrder([sent.dispatchedOn], data.servedOn, () => [fact('ReplyDelivered', data)])
      : 'E_STATE';
  },
  NotifyThirdParty: (data, { receivedOn, decisions }) =>
    inOrder([receivedOn, decisions.at(-1)?.decidedOn], data.notifiedOn, () => [fact('ThirdPartyNotified', data)]),
  Withdraw: (data, now) => {
    if (now.status === 'UNCONFIRMED') {
      const facts = [fact('ApplicationWithdrawn', data), fact('CaseVoided', {})];
      return inOrder([now.arrivedOn], data.withdrawnOn, () => facts);
    }
    if (!data.identityVerified) return 'E_IDENTITY';
    const facts = [fact('ApplicationWithdrawn', data), closed(data.withdrawnOn, 'other_other')];
    return inOrder(steps(now), data.withdrawnOn, () => facts);
  },
  VoidCase: (data) =>
    ['double_registration', 'test_entry', 'wrong_agency_registration'].includes(data.reason)
      ? [fact('CaseVoided', data)]
      : 'E_VOID_REASON',
  RecordReconsideration: (data, now, { today }) => {
    if (now.recons.some(({ id }) => id === data.reconId)) return 'E_STATE';
    if (data.acceptedOn !== undefined && data.acceptedOn < data.filedOn) return 'E_DATE_ORDER';
    if (data.copyReceivedOn !== undefined && data.copyReceivedOn < data.filedOn) return 'E_DATE_ORDER';
    // What was told last, else the end of the case, else that nothing was told.
    const last = lastDispatched(now)?.id ?? now.closing?.id;
    const target = data.target ?? (now.closing ? { decisionEventId: last! } : 'inaction');
    if (target === 'decision' && !now.closing) return 'E_APPEAL_UNKNOWN';
    if (typeof target !== 'string' && !attackedIds(now).includes(target.decisionEventId)) return 'E_APPEAL_UNKNOWN';
    const earliest = target === 'inaction' && now.closing ? now.receivedOn : attackable(now, today);
    return inOrder([earliest], data.filedOn, () => [fact('ReconsiderationFiled', { ...data, target })]);
  },
  AnswerReconsideration: (data, now) =>
    inRecon(now, data.reconId, ({ filedOn, answeredOn }) =>
      answeredOn !== undefined
        ? 'E_STATE'
        : data.answeredOn < data.copyReceivedOn
          ? 'E_DATE_ORDER'
          : inOrder([filedOn], data.copyReceivedOn, () => [fact('ReconsiderationAnswered', data)]),
    ),
  ConcludeReconsideration: (data, now) =>
    inRecon(now, data.reconId, ({ filedOn, acceptedOn, copyReceivedOn }) =>
      data.servedOn !== undefined && data.servedOn < data.concludedOn
        ? 'E_DATE_ORDER'
        : inOrder([filedOn, acceptedOn, copyReceivedOn], data.concludedOn, () => [
            fact('ReconsiderationConcluded', data),
          ]),
    ),
  RecordLitigation: (data, now, { today }) => {
    if (now.suits.some(({ id }) => id === data.suitId)) return 'E_STATE';
    if (data.copyReceivedOn !== undefined && data.copyReceivedOn < data.filedOn) return 'E_DATE_ORDER';
    if (data.route === 'after_reconsideration' && !reconOver(now, data)) return 'E_ROUTE';
    return inOrder([attackable(now, today)], data.filedOn, () => [fact('LitigationFiled', data)]);
  },
  RecordInstanceResult: (data, now) =>
    inSuit(now, data.suitId, ({ filedOn, instances }) =>
      inOrder([filedOn, instances.at(-1)], data.decidedOn, () => [fact('LitigationInstanceDecided', data)]),
    ),
  ConcludeLitigation: (data, now) =>
    inSuit(now, data.suitId, ({ filedOn, copyReceivedOn, instances }) =>
      inOrder([filedOn, copyReceivedOn, instances.at(-1)], data.concludedOn, () => [fact('LitigationConcluded', data)]),
    ),
  OrderRedecision: (data, now) => {
    const { source } = data;
    const concluded =
      'reconId' in source
        ? now.recons.find(({ id }) => id === source.reconId)?.concluded
        : now.suits.find(({ id }) => id === source.suitId)?.concluded;
    if (now.order && now.order.answeredOn === undefined) return 'E_STATE';
    if (concluded?.result !== 'corrected' || now.ordered.includes(JSON.stringify(source))) return 'E_NO_ORDER';
    if (data.dueOn !== undefined && data.dueOn < data.orderReceivedOn) return 'E_DATE_ORDER';
    return inOrder([concluded.on], data.orderReceivedOn, () => [fact('RedecisionOrdered', data)]);
  },
  Redecide: (data, now, { id }) => {
    if (waiting(now)) return 'E_STATE';
    if (openConsultations(now).length > 0) return 'E_CONSULT_OPEN';
    return (
      sound(data, now) ??
      inOrder([now.order!.epoch.anchor, ...consultationsOver(now)], data.decidedOn, () => [
        fact('ReplyRedecided', { ...data, by: id }),
      ])
    );
  },
  SelfCorrectDecision: (data, now, { id }) => {
    const sent = lastDispatched(now);
    if (!sent || waiting(now)) return 'E_STATE';
    return (
      sound(data, now) ??
      inOrder([sent.dispatchedOn], data.decidedOn, () => [fact('DecisionSelfCorrected', { ...data, by: id })])
    );
  },
  RecordComplaint: (data, { arrivedOn }) =>
    inOrder([arrivedOn], data.receivedOn, () => [fact('ComplaintRecorded', data)]),
  // Whether they may be is seen by replaying the book.
  CorrectEntry: () => [],
  RetractEntry: () => [],
};

function review(now: Case, data: Acts['RecordSecrecyReview'], id: string, type: string): Verdict {
  const decision = waiting(now);
  if (!decision) return 'E_STATE';
  if (id === decision.handlerId || id === decision.decidedBy?.trim()) return 'E_SAME_PERSON';
  return inOrder([decision.decidedOn], data.reviewedOn, () => [fact(type, { ...data, by: id })]);
}

/** Reg.17, as the core words it: what discloses leaves after its reviews, by other people than its handler and signer. */
function heldBack({ resultCode, subCode, attribute, secrecy, handlerId, decidedBy }: Decision): string | undefined {
  if (!DISCLOSES.includes(resultCode) || (resultCode === 'granted' && subCode === 'already_public')) return undefined;
  if (!attribute || attribute.attribute === 'not_disclosed') return 'E_REVIEW_MISSING';
  if (secrecy?.result !== 'passed' || blank(decidedBy)) return 'E_REVIEW_MISSING';
  const people = [handlerId, decidedBy!.trim()];
  return people[0] === people[1] || people.includes(secrecy.by) ? 'E_SAME_PERSON' : undefined;
}

const attackedIds = ({ decisions, closing }: Case): string[] => [
  ...decisions.map(({ id }) => id),
  ...(closing ? [closing.id] : []),
];

/** from its end on, or from the day after its reply was missed. */
function attackable(now: Case, today: Day): Day | undefined {
  if (now.closing) return now.closing.on;
  return later(dueAsOf(now, today), 1);
}

/** */
const POSTAL: readonly string[] = ['EMS', '中国邮政'];

/** */
function consult(
  now: Case,
  { consultId, sentOn }: { consultId: string; sentOn: Day },
  kind: Consultation['kind'],
  party: string,
  facts: () => Verdict,
): Verdict {
  if (openConsultations(now).some((open) => open.kind === kind && open.party === party)) return 'E_CONSULT_DUP';
  if (now.consultations.some(({ id }) => id === consultId)) return 'E_CONSULT_DUP';
  return inOrder([clockOf(now).anchor], sentOn, facts);
}

function ofOpen(now: Case, id: string, rule: (consultation: Consultation) => Verdict): Verdict {
  const consultation = openConsultations(now).find((open) => open.id === id);
  return consultation ? rule(consultation) : 'E_CONSULT_UNKNOWN';
}

function inRecon(now: Case, id: string, rule: (recon: Reconsideration) => Verdict): Verdict {
  const recon = now.recons.find((each) => each.id === id && !each.concluded);
  return recon ? rule(recon) : 'E_STATE';
}

function inSuit(now: Case, id: string, rule: (suit: Suit) => Verdict): Verdict {
  const suit = now.suits.find((each) => each.id === id && !each.concluded);
  return suit ? rule(suit) : 'E_STATE';
}

/** the reconsideration is concluded and its decision received, or its period is over without one. */
function reconOver(now: Case, { reconId, filedOn }: Acts['RecordLitigation']): boolean {
  return now.recons.some((recon) => {
    if (reconId !== undefined && recon.id !== reconId) return false;
    const { concluded, procedure, acceptedOn } = recon;
    if (concluded) return (concluded.servedOn ?? concluded.on) <= filedOn;
    return filedOn > dueAfterDays(acceptedOn ?? recon.filedOn, procedure === 'simplified' ? 30 : 60);
  });
}

/** R-70 and the code-specific refusals of R §13. */
function sound(said: Said, now: Case): string | undefined {
  const code = said.resultCode;
  if (code === 'other_correction_lapsed' || code === 'other_fee_lapsed') return 'E_USE_LAPSE';
  if (code !== 'granted' && blank(said.reasons)) return 'E_NO_REASONS';
  if (said.legalBasis.some(blank) || (said.legalBasis.length === 0 && !WITHOUT_BASIS.includes(code))) return 'E_BASIS';
  if (said.remedy !== REMEDY[code]) return 'E_NO_REMEDY';
  if (code === 'unable_still_unclear' && now.correction?.correctedOn === undefined) return 'E_NO_CORRECTION_ROUND';
  if (code === 'not_processed_excessive' && !now.reasons) return 'E_REASONS_NOT_ASKED';
  if (code === 'not_processed_duplicate' && blank(said.priorCaseId)) return 'E_NO_PRIOR_REPLY';
  return DISCLOSES.includes(code) && blank(said.publicInterestGround) && isAgainstObjection(said, now)
    ? 'E_PUBLIC_INTEREST'
    : undefined;
}

/**
 * A partial objection stands against the whole being disclosed; a partial grant that withholds the third party's
 * part does not go against it (core's docstring; the page does not tell the parts apart).
 */
function isAgainstObjection({ resultCode, itemResults }: Said, { consultations }: Case): boolean {
  const reasoned = consultations.filter(({ objection }) => objection?.reasonable).map(({ objection }) => objection!);
  const whole = resultCode === 'granted';
  if (!whole && itemResults?.some((item) => item.resultCode === 'denied_third_party')) return false;
  return reasoned.some(({ opinion }) => opinion === 'object' || (whole && opinion === 'partly'));
}
