import { EVENTS } from '../events/definitions';
import type { CaseEvent, CaseEventType, NewCaseEvent } from '../events/envelope';
import * as e from './event-builders';
import { evolve } from './evolve';
import type { fold } from './fold';
import { HISTORY_OF } from './sample-histories';
import { recorded, stateAfter } from './specification';
import { CASE_STATUSES, type CaseStatus } from './state';

const statuses = Object.keys(CASE_STATUSES) as CaseStatus[];

/** One event of every type of §14, on a late day. */
const EVENT_OF: { [T in CaseEventType]: NewCaseEvent } = {
  ApplicationRegistered: e.registered('2025-06-02'),
  CaseAssigned: e.caseAssigned('2025-06-02'),
  CaseHandedOver: e.caseHandedOver('2025-06-02'),
  CaseReturned: e.caseReturned('2025-06-02'),
  ConfirmationAttempted: e.confirmationAttempted('2025-06-02'),
  ReceiptConfirmed: e.receiptConfirmed('2025-06-02'),
  ApplicationSplit: e.applicationSplit('2025-06-02'),
  ApplicationsLinked: e.event('ApplicationsLinked', { caseIds: ['other'] }, '2025-06-02'),
  CorrectionRequested: e.correctionRequested('2025-06-02'),
  CorrectionNoticeDelivered: e.correctionNoticeDelivered('2025-06-02'),
  LateCorrectionExcused: e.lateCorrectionExcused('2025-06-02'),
  CorrectionReceived: e.correctionReceived('2025-06-02'),
  CorrectionLapsed: e.correctionLapsed('2025-06-02'),
  ReasonsRequested: e.reasonsRequested('2025-06-02'),
  ReasonsReceived: e.reasonsReceived('2025-06-02'),
  ReplyDeferred: e.event('ReplyDeferred', { newDueOn: '2025-08-01', notifiedOn: '2025-06-02', reason: '数量大' }),
  ThirdPartyConsulted: e.thirdPartyConsulted('2025-06-02', { consultId: 'consult-5' }),
  AgencyConsulted: e.agencyConsulted('2025-06-02', { consultId: 'consult-6' }),
  ConsultationNoticeReceived: e.consultationNoticeReceived('2025-06-02'),
  ThirdPartyOpinionReceived: e.thirdPartyOpinion('2025-06-02', 'agree'),
  AgencyOpinionReceived: e.event('AgencyOpinionReceived', {
    consultId: 'consult-1',
    receivedOn: '2025-06-02',
    opinion: 'agree',
  }),
  ThirdPartyConsultationLapsed: e.thirdPartyLapsed('2025-06-02'),
  AgencyConsultationLapsed: e.event('AgencyConsultationLapsed', { consultId: 'consult-1', lapsedOn: '2025-06-02' }),
  ConsultationCancelled: e.consultationCancelled('2025-06-02'),
  ExtensionApproved: e.extensionApproved('2025-06-02'),
  ExtensionNotified: e.extensionNotified('2025-06-02'),
  FeeNoticeIssued: e.feeNoticeIssued('2025-06-02'),
  FeeNoticeDelivered: e.feeNoticeDelivered('2025-06-02'),
  FeePaid: e.feePaid('2025-06-02'),
  FeeRefunded: e.event('FeeRefunded', { refundedOn: '2025-06-02', amountYuan: 80, reason: '多收' }),
  FeeLapsed: e.feeLapsed('2025-06-02'),
  ReplyDecided: e.replyDecided('2025-06-02'),
  ReplyDecisionRevoked: e.event('ReplyDecisionRevoked', { reason: '文号有误' }, '2025-06-02'),
  AttributeDetermined: e.attributeDetermined('2025-06-02'),
  SecrecyReviewed: e.secrecyReviewed('2025-06-02'),
  LegalReviewed: e.legalReviewed('2025-06-02'),
  ReplyDispatched: e.replyDispatched('2025-06-02'),
  ReplyDelivered: e.replyDelivered('2025-06-02'),
  ThirdPartyNotified: e.event('ThirdPartyNotified', { notifiedOn: '2025-06-02', content: '内容', reasons: '理由' }),
  ApplicationWithdrawn: e.applicationWithdrawn('2025-06-02'),
  CaseClosed: e.caseClosed('2025-06-02'),
  CaseVoided: e.caseVoided('2025-06-02'),
  ReconsiderationFiled: e.reconsiderationFiled('2025-06-02', { reconId: 'recon-5' }),
  ReconsiderationAnswered: e.event('ReconsiderationAnswered', {
    reconId: 'recon-1',
    copyReceivedOn: '2025-06-02',
    answeredOn: '2025-06-02',
  }),
  ReconsiderationConcluded: e.reconsiderationConcluded('2025-06-02', 'upheld'),
  LitigationFiled: e.litigationFiled('2025-06-02'),
  LitigationInstanceDecided: e.event('LitigationInstanceDecided', {
    suitId: 'suit-1',
    instance: 'first',
    decidedOn: '2025-06-02',
    form: '判决',
    final: false,
  }),
  LitigationConcluded: e.litigationConcluded('2025-06-02', 'upheld'),
  RedecisionOrdered: e.redecisionOrdered('2025-06-02'),
  ReplyRedecided: e.replyRedecided('2025-06-02', 'granted', 'event-2'),
  DecisionSelfCorrected: e.event('DecisionSelfCorrected', {
    decidedOn: '2025-06-02',
    resultCode: 'granted',
    legalBasis: ['Reg.36'],
    reasons: null,
    remedy: 'either',
    replacesEventId: 'event-2',
    reason: '自行纠正',
  }),
  LetterSent: e.event('LetterSent', {
    template: 'receipt',
    aboutEventId: 'event-1',
    sentOn: '2025-06-02',
    letter: null,
  }),
  ComplaintRecorded: e.event('ComplaintRecorded', { receivedOn: '2025-06-02', body: '投诉' }),
  EntryCorrected: e.entryCorrected('event-0', 'means', {}),
  EntryRetracted: e.entryRetracted('event-0'),
  ErasureOrdered: e.erasureOrdered('2025-06-02'),
  PersonErased: e.personErased('2025-06-02'),
};
const types = Object.keys(EVENT_OF) as CaseEventType[];

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe('every event of §14 in every state', () => {
  const pairs = statuses.flatMap((status) => types.map((type) => ({ status, type })));

  it.each(pairs)('$type in $status folds and leaves the state before it as it was', ({ status, type }) => {
    const past = recorded(HISTORY_OF[status]);
    const before = frozen(past.reduce<ReturnType<typeof fold>>((s, event) => evolve(s, event), undefined));
    const [event] = recorded([EVENT_OF[type]], past) as [CaseEvent];
    const after = evolve(before, event);
    expect(after.revision).toBe(past.length);
    expect(Object.hasOwn(CASE_STATUSES, after.status)).toBe(true);
  });

  it.each(types)('%s is in the catalogue with a label', (type) => {
    expect(EVENTS[type].label).not.toBe('');
  });

  it('ignores a complaint: no effect on clock or statistics (R-103)', () => {
    const running = stateAfter(...HISTORY_OF.RUNNING);
    const complained = stateAfter(...HISTORY_OF.RUNNING, EVENT_OF.ComplaintRecorded);
    expect({ ...complained, revision: running.revision, position: running.position }).toEqual(running);
  });

  it('refuses a history that does not begin with a registration', () => {
    expect(() => stateAfter(e.receiptConfirmed('2025-03-03'))).toThrow('cannot begin with ReceiptConfirmed');
  });
});

describe('the state of a case', () => {
  it('has no day of receipt and no run of the clock before the confirmation (R-18)', () => {
    const state = stateAfter(e.arrived('2024-12-30'));
    expect([state.status, state.receivedOn, state.epochs]).toEqual(['UNCONFIRMED', null, []]);
  });

  it('names the event that fixed the day of receipt', () => {
    expect(stateAfter(e.registered('2025-03-03')).receivedEventId).toBe('event-1');
    const confirmed = stateAfter(e.arrived('2024-12-30'), e.receiptConfirmed('2025-01-02'));
    expect([confirmed.receivedOn, confirmed.receivedEventId]).toEqual(['2025-01-02', 'event-2']);
  });

  it('begins a new run of the clock with a correction and with a payment (R-22, R-55)', () => {
    const state = stateAfter(
      ...HISTORY_OF.AWAITING_CORRECTION,
      e.correctionReceived('2025-03-10'),
      e.feeNoticeIssued('2025-03-12'),
      e.feePaid('2025-03-20'),
    );
    expect(state.epochs.map(({ anchor, startedOn }) => [anchor, startedOn])).toEqual([
      ['received', '2025-03-03'],
      ['corrected', '2025-03-10'],
      ['fee_paid', '2025-03-20'],
    ]);
    expect(state.status).toBe('RUNNING');
  });

  it('keeps an extension with the run it was granted in (R-32)', () => {
    const state = stateAfter(
      e.registered('2025-03-03'),
      e.extensionApproved('2025-03-04'),
      e.extensionNotified('2025-03-05'),
      e.correctionRequested('2025-03-06'),
      e.correctionReceived('2025-03-10'),
    );
    expect(state.epochs.map(({ extension }) => extension?.notifiedOn)).toEqual(['2025-03-05', undefined]);
  });

  it('is CONSULTING until the last of several consultations has ended', () => {
    const two = [...HISTORY_OF.CONSULTING, e.agencyConsulted('2025-03-11')];
    expect(stateAfter(...two, e.thirdPartyOpinion('2025-03-20', 'agree')).status).toBe('CONSULTING');
    expect(
      stateAfter(...two, e.thirdPartyOpinion('2025-03-20', 'agree'), e.consultationCancelled('2025-03-21', 'consult-2'))
        .status,
    ).toBe('RUNNING');
  });

  it('ends the pause of a silent party on the last day of its period (R-34)', () => {
    const [consultation] = stateAfter(...HISTORY_OF.CONSULTING, e.thirdPartyLapsed('2025-04-23')).consultations;
    expect(consultation?.outcome).toEqual({ how: 'lapsed', endedOn: '2025-04-22' });
  });

  it('runs again after an undispatched decision was revoked', () => {
    const state = stateAfter(...HISTORY_OF.DECIDED, EVENT_OF.ReplyDecisionRevoked);
    expect([state.status, state.decisions[0]?.revoked]).toEqual(['RUNNING', true]);
  });

  it('stays closed when a step is found later in an old file', () => {
    const state = stateAfter(...HISTORY_OF.CLOSED, e.correctionRequested('2025-03-04'));
    expect([state.status, state.correction?.sentOn]).toEqual(['CLOSED', '2025-03-04']);
  });

  it('keeps its first closing when it is decided anew (A-31)', () => {
    const redecided = stateAfter(
      ...HISTORY_OF.REDECIDING,
      e.replyRedecided('2025-05-20', 'granted', 'event-2'),
      e.replyDispatched('2025-05-21'),
    );
    expect(redecided.status).toBe('CLOSED');
    expect(redecided.closing).toMatchObject({ concludedOn: '2025-03-12', resultCode: 'denied_process_information' });
    expect(redecided.decisions.map(({ kind, dispatch }) => [kind, dispatch?.dispatchedOn])).toEqual([
      ['decided', '2025-03-12'],
      ['redecided', '2025-05-21'],
    ]);
  });

  it('keeps an extension of the new decision apart from those of the reply period', () => {
    const state = stateAfter(
      ...HISTORY_OF.REDECIDING,
      e.extensionApproved('2025-05-12'),
      e.extensionNotified('2025-05-13'),
    );
    expect(state.redecision?.extension?.notifiedOn).toBe('2025-05-13');
    expect(state.epochs[0]?.extension).toBeUndefined();
  });

  it('counts the first reply normally when an overdue case was ordered to be decided', () => {
    const ordered = [e.registered('2025-03-03'), e.redecisionOrdered('2025-05-06')];
    expect(stateAfter(...ordered).status).toBe('RUNNING');
    expect(stateAfter(...ordered, ...e.replied('2025-05-20')).status).toBe('CLOSED');
  });

  it('collects the notes of its entries in order', () => {
    const state = stateAfter(
      { ...e.registered('2025-03-03'), note: '电话询问过' },
      { ...e.correctionRequested('2025-03-05'), note: '已电话告知' },
    );
    expect(state.notes).toEqual(['电话询问过', '已电话告知']);
  });
});
