import type { ApplicantKind, CaseCommand, CaseCommandName, Channel, ResultCode } from '@app/disclosure';
import { isDay, later, type Book, type Case, type Fact } from './rules';
import { REMEDY } from './rules/results';
import { feeFor } from './rules/tariff';

/** Accounts; a review wants other people than the handler and the signer. */
export const PEOPLE = ['li', 'wang', 'zhao'] as const;

const CHANNELS: Channel[] = ['in_person', 'mail_signed', 'mail_ordinary', 'internet', 'fax', 'misaddressed_internal'];
const KINDS: ApplicantKind[] = [
  'natural_person',
  'legal_commercial',
  'legal_research',
  'legal_public_interest',
  'legal_legal_service',
  'legal_other',
];
const CODES = Object.keys(REMEDY) as ResultCode[];

type Making = (at: {
  book: Book;
  on: string;
  now: Case | undefined;
  pick: (n: number, of: number) => number;
  wrong: boolean;
}) => object;

const idOf = (kind: string, n: number): string => `${kind}-${n}`;

/** An id that is on record, or now and then one that is not. */
function known(ids: readonly string[], kind: string, n: number): string {
  return ids.length > 0 && n < 9 ? ids[n % ids.length]! : idOf(kind, n % 3);
}

const said: Making = ({ on, pick, wrong }) => {
  const resultCode = CODES[pick(0, 3) === 0 ? 0 : pick(1, CODES.length)]!;
  const fault = wrong ? pick(2, 6) : -1;
  return {
    decidedOn: on,
    resultCode,
    legalBasis: fault === 0 ? [] : fault === 1 ? [' '] : ['Reg.36'],
    ...(resultCode !== 'granted' && fault !== 2 && { reasons: `理由${pick(5, 3)}` }),
    ...(pick(3, 2) === 0 && { publicInterestGround: '公共利益' }),
    ...(fault !== 3 && resultCode === 'not_processed_duplicate' && { priorCaseId: 'earlier' }),
    remedy: fault === 4 ? (['either', 'reconsideration_first', 'none'] as const)[pick(4, 3)] : REMEDY[resultCode],
    ...(pick(3, 5) === 1 && { subCode: 'already_public' }),
    ...(pick(4, 8) !== 0 && { decidedBy: pick(4, 8) === 1 ? PEOPLE[0] : 'signer' }),
    ...(fault !== 5 && { docNo: '〔2025〕1号' }),
  };
};

/** One way to make a command of each kind, right or with something wrong in it. */
/** A letter that goes out changes nothing the rules speak of; whether its event is on record, the core's own specs ask. */
export type PlayedName = Exclude<CaseCommandName, 'RecordLetter'>;
export type PlayedCommand = Extract<CaseCommand, { name: PlayedName }>;

export const MAKE: Record<PlayedName, Making> = {
  RegisterApplication: ({ on, pick }) => ({
    unit: 'DEMO',
    caseNo: 'DEMO-1',
    channel: CHANNELS[pick(0, 6)],
    arrivedOn: on,
    ...(pick(1, 6) === 0 && { confirmedOn: later(on, pick(2, 4) - 1) }),
    applicantKind: KINDS[pick(3, 6)],
    applicantName: '申请人',
    infoDescription: '信息',
  }),
  SplitApplication: ({ pick }) => ({
    reason: '一事一申请',
    children: Array.from({ length: 2 + pick(0, 2) }, (_, i) => ({
      caseId: `child-${i}`,
      caseNo: `DEMO-1-${i}`,
      infoDescription: '信息',
    })),
  }),
  LinkApplications: ({ pick }) => ({ caseIds: [`case-${pick(0, 3)}`] }),
  AssignCase: ({ on, pick }) => ({ office: `科${pick(0, 2)}`, assignedOn: on }),
  HandOverCase: ({ on, pick }) => ({ office: `科${pick(0, 3)}`, handedOverOn: on, reason: '职责调整' }),
  ReturnCase: ({ on }) => ({ returnedOn: on, reason: '非本科室职责' }),
  RecordConfirmationAttempt: ({ on }) => ({ attemptedOn: on, means: '电话', result: '无人接听' }),
  ConfirmReceipt: ({ on }) => ({ confirmedOn: on, means: '电话' }),
  RequestCorrection: ({ on, pick, wrong }) => ({
    sentOn: on,
    items: wrong && pick(0, 3) === 0 ? [] : wrong && pick(0, 3) === 1 ? ['  '] : ['名称'],
    ...(wrong && pick(0, 3) === 2
      ? {}
      : pick(1, 3) === 0
        ? { dueOn: later(on, 5 + pick(2, 20)) }
        : { periodWd: 1 + pick(2, 15) }),
  }),
  RecordCorrectionNoticeDelivery: ({ on }) => ({ servedOn: on }),
  ReceiveCorrection: ({ on, pick }) => ({
    correctedOn: on,
    ...(pick(0, 3) === 0 && { excuse: { reason: '住院', approvedBy: 'head' } }),
  }),
  LapseCorrection: () => ({}),
  RequestReasons: ({ on }) => ({ sentOn: on }),
  ReceiveReasons: ({ on }) => ({ receivedOn: on, text: '研究' }),
  DeferReply: ({ on, pick }) => ({ newDueOn: later(on, pick(0, 80) - 5), notifiedOn: on, reason: '数量大' }),
  ConsultThirdParty: ({ on, pick }) => ({
    consultId: idOf('consult', pick(0, 12)),
    thirdParty: `公司${pick(1, 4)}`,
    interest: '商业秘密',
    sentOn: on,
  }),
  ConsultAgency: ({ on, pick }) => ({
    consultId: idOf('consult', pick(0, 12)),
    otherAgency: `局${pick(1, 4)}`,
    jointMaker: pick(2, 2) === 0,
    sentOn: on,
    ...(pick(2, 4) === 1 && { periodWd: 3 + pick(3, 20) }),
  }),
  RecordConsulteeReceipt: ({ on, now, pick }) => ({ consultId: openConsult(now, pick(0, 10)), receivedOn: on }),
  RecordOpinion: ({ on, now, pick }) => ({
    consultId: openConsult(now, pick(0, 10)),
    receivedOn: on,
    opinion: (['agree', 'object', 'object', 'partly'] as const)[pick(1, 4)],
    ...(pick(2, 3) > 0 && { ground: '商业秘密', groundReasonable: pick(3, 2) === 0 }),
  }),
  LapseConsultation: ({ now, pick }) => ({ consultId: openConsult(now, pick(0, 10)) }),
  CancelConsultation: ({ on, now, pick }) => ({
    consultId: openConsult(now, pick(0, 10)),
    cancelledOn: on,
    reason: '无需征求',
  }),
  ApproveExtension: ({ on, pick, wrong }) => ({
    extraWd: wrong ? [0, 21, 40, -1][pick(0, 4)]! : 1 + pick(0, 20),
    approvedBy: 'head',
    approvedOn: on,
    reason: '检索',
  }),
  NotifyExtension: ({ on }) => ({ notifiedOn: on }),
  IssueFeeNotice: ({ on, pick, wrong }) => {
    const method = pick(0, 2) === 0 ? 'per_piece' : 'per_page';
    const units = 1 + pick(1, method === 'per_piece' ? 70 : 260);
    const alreadyPublic = pick(2, 8) === 0;
    const yuan = feeFor(method, units, alreadyPublic);
    return { sentOn: on, method, units, ...(alreadyPublic && { alreadyPublic }), amountYuan: wrong ? yuan + 10 : yuan };
  },
  RecordFeeNoticeDelivery: ({ on }) => ({ servedOn: on }),
  RecordPayment: ({ on, now, pick, wrong }) => {
    const owed = now?.fee?.amountYuan ?? 100;
    return { paidOn: on, amountYuan: wrong ? Math.max(0, owed - 1 - pick(0, 50)) : owed };
  },
  LapseFee: () => ({}),
  RecordRefund: ({ on, now, pick, wrong }) => {
    const paid = now?.fee?.paidYuan ?? 100;
    return { refundedOn: on, amountYuan: wrong ? paid + 10 : 10 * (1 + pick(0, Math.ceil(paid / 10))), reason: '多收' };
  },
  Decide: said,
  DetermineAttribute: ({ on, pick }) => ({
    attribute: (['on_request', 'proactive', 'on_request', 'not_disclosed'] as const)[pick(0, 4)],
    determinedOn: on,
  }),
  RecordSecrecyReview: ({ on, wrong }) => ({ result: wrong ? 'objected' : 'passed', reviewedOn: on }),
  RecordLegalReview: ({ on, wrong }) => ({ result: wrong ? 'objected' : 'passed', reviewedOn: on }),
  RevokeUndispatchedDecision: () => ({ reason: '文号有误' }),
  DispatchReply: ({ on, pick, wrong }) => ({
    dispatchedOn: on,
    mode: (['china_post', 'hand', 'via_agency', 'electronic'] as const)[pick(0, 4)],
    ...(wrong && { carrier: ['EMS', '顺丰', '中国邮政'][pick(1, 3)]! }),
  }),
  RecordDelivery: ({ on }) => ({ servedOn: on, proof: '回执' }),
  NotifyThirdParty: ({ on }) => ({ notifiedOn: on, content: '公开内容', reasons: '公共利益' }),
  Withdraw: ({ on, wrong }) => ({ withdrawnOn: on, identityVerified: !wrong }),
  VoidCase: ({ pick, wrong }) => ({
    reason: wrong
      ? ('withdrawn_unconfirmed' as const)
      : (['double_registration', 'test_entry', 'wrong_agency_registration'] as const)[pick(0, 3)],
    approvedBy: 'head',
    duplicateOfCaseId: 'another-case',
  }),
  RecordReconsideration: ({ on, now, pick }) => {
    const decision = now?.decisions.filter(({ dispatchedOn }) => dispatchedOn)[0];
    const inaction = now?.status === 'RUNNING' || now?.status === 'CONSULTING';
    return {
      reconId: idOf('recon', pick(0, 6)),
      ...(inaction ? { target: 'inaction' as const } : decision && { target: { decisionEventId: decision.id } }),
      filedOn: on,
      ...(pick(1, 3) === 0 && { acceptedOn: later(on, pick(2, 6)) }),
      ...(pick(3, 3) > 0 && { procedure: pick(3, 3) === 1 ? ('simplified' as const) : ('ordinary' as const) }),
    };
  },
  AnswerReconsideration: ({ on, now, pick }) => ({
    reconId: known(now?.recons.map(({ id }) => id) ?? [], 'recon', pick(0, 10)),
    copyReceivedOn: later(on, -pick(1, 8)),
    answeredOn: on,
  }),
  ConcludeReconsideration: ({ on, now, pick }) => ({
    reconId: known(now?.recons.map(({ id }) => id) ?? [], 'recon', pick(0, 10)),
    concludedOn: on,
    ...(pick(1, 2) === 0 && { servedOn: later(on, pick(2, 5)) }),
    result: (['corrected', 'corrected', 'upheld', 'other'] as const)[pick(3, 4)],
  }),
  RecordLitigation: ({ on, now, pick }) => {
    const after = pick(1, 2) === 0;
    const recon = known(now?.recons.map(({ id }) => id) ?? [], 'recon', pick(2, 10));
    return {
      suitId: idOf('suit', pick(0, 6)),
      route: after ? ('after_reconsideration' as const) : ('direct' as const),
      ...(after && pick(3, 3) > 0 && { reconId: recon }),
      filedOn: on,
      ...(pick(4, 2) === 0 && { copyReceivedOn: later(on, pick(5, 6)) }),
    };
  },
  RecordInstanceResult: ({ on, now, pick }) => ({
    suitId: known(now?.suits.map(({ id }) => id) ?? [], 'suit', pick(0, 10)),
    instance: (['first', 'second'] as const)[pick(1, 2)],
    decidedOn: on,
    form: '判决',
    final: pick(2, 2) === 0,
  }),
  ConcludeLitigation: ({ on, now, pick }) => ({
    suitId: known(now?.suits.map(({ id }) => id) ?? [], 'suit', pick(0, 10)),
    concludedOn: on,
    result: (['corrected', 'upheld', 'other'] as const)[pick(1, 3)],
  }),
  OrderRedecision: ({ on, now, pick }) => ({
    source:
      pick(0, 2) === 0 || !now?.suits.length
        ? { reconId: known(now?.recons.map(({ id }) => id) ?? [], 'recon', pick(1, 10)) }
        : {
            suitId: known(
              now.suits.map(({ id }) => id),
              'suit',
              pick(1, 10),
            ),
          },
    orderReceivedOn: on,
    ...(pick(2, 3) === 0 && { periodWd: 5 + pick(3, 30) }),
    ...(pick(2, 3) === 1 && pick(3, 2) === 0 && { dueOn: later(on, 10 + pick(4, 30)) }),
  }),
  Redecide: said,
  SelfCorrectDecision: (at) => ({ ...said(at), reason: '自查有误' }),
  RecordComplaint: ({ on }) => ({ receivedOn: on, body: '投诉' }),
  CorrectEntry: ({ book, pick, wrong }) => {
    const { id, fact } = entryIn(book, pick(0, 1000));
    const fields = Object.keys(fact.data).filter(
      (field) =>
        (field.endsWith('On') && fact.data[field] !== undefined) || field === 'applicantKind' || field === 'resultCode',
    );
    const field = wrong && pick(1, 4) === 0 ? 'caseId' : (fields[pick(1, 1000) % fields.length] ?? 'type');
    const value = fact.data[field];
    const newValue =
      field === 'applicantKind'
        ? KINDS[pick(2, 6)]
        : field === 'resultCode'
          ? CODES[pick(2, CODES.length)]
          : typeof value === 'string' && isDay(value)
            ? later(value, pick(2, 9) - 4)
            : '2025-03-03';
    return { targetEventId: id, field, newValue, reason: '录入错误', approvedBy: wrong ? PEOPLE[pick(3, 3)] : 'head' };
  },
  RetractEntry: ({ book, pick, wrong }) => ({
    targetEventId: entryIn(book, pick(0, 1000)).id,
    reason: '录入错误',
    approvedBy: wrong ? PEOPLE[pick(3, 3)] : 'head',
  }),
};

/** An entry that counts: mostly one of the last. */
function entryIn({ entries }: Book, n: number): { id: string; fact: Fact } {
  const all = entries.flatMap(({ ids, facts }) => ids.map((id, i) => ({ id, fact: facts[i]! })));
  const at = n % 2 ? all.length - 1 - (n % Math.min(4, all.length)) : n % all.length;
  return all[at] ?? { id: 'event-99', fact: { type: 'none', data: {} } };
}

function openConsult(now: Case | undefined, n: number): string {
  const open = now?.consultations.filter(({ endedOn }) => endedOn === undefined).map(({ id }) => id) ?? [];
  return known(open, 'consult', n);
}
