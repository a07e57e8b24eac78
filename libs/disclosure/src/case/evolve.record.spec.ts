import { fold } from './fold';
import * as e from './event-builders';
import { stateOn } from './history-on';
import { consultationOverOn } from './latest-step';
import { HISTORY_OF } from './sample-histories';
import { command, given, recorded, stateAfter } from './specification';

const received = [e.registered('2025-03-03')];
const refused = 'denied_process_information' as const;
const replied = [...received, ...e.replied('2025-03-12', refused)];
const ordered = HISTORY_OF.REDECIDING;
const selfCorrected = (replacesEventId: string) =>
  e.event('DecisionSelfCorrected', {
    decidedOn: '2025-05-20',
    resultCode: 'granted',
    legalBasis: ['Reg.36'],
    reasons: null,
    remedy: 'either',
    replacesEventId,
    reason: '自行纠正',
  });

describe('the register of a case (R-07)', () => {
  it('begins with nothing done', () => {
    expect(stateAfter(...received)).toMatchObject({ childCaseIds: [], linkedCaseIds: [], attempts: [], notes: [] });
  });

  it('keeps the attempts to reach the applicant, in their order (R-16)', () => {
    const state = stateAfter(
      e.arrived('2025-03-03'),
      e.confirmationAttempted('2025-03-03'),
      e.confirmationAttempted('2025-03-04'),
    );
    expect(state.attempts.map(({ attemptedOn }) => attemptedOn)).toEqual(['2025-03-03', '2025-03-04']);
  });

  it('has one day of receipt, the first (R-18)', () => {
    expect(stateAfter(...received, e.receiptConfirmed('2025-03-05'))).toMatchObject({
      receivedOn: '2025-03-03',
      epochs: [{ startedOn: '2025-03-03' }],
    });
  });

  it('names each linked case once (S9)', () => {
    const linked = (...caseIds: string[]) => e.event('ApplicationsLinked', { caseIds }, '2025-03-05');
    expect(stateAfter(...received, linked('a', 'b'), linked('b', 'c')).linkedCaseIds).toEqual(['a', 'b', 'c']);
  });

  it('says why a registration is void, and of which it was the double', () => {
    const state = stateAfter(
      ...received,
      e.caseVoided('2025-03-04', 'double_registration', { approvedBy: 'head', duplicateOfCaseId: 'first-case' }),
    );
    expect(state.voided).toEqual({ reason: 'double_registration', duplicateOfCaseId: 'first-case' });
  });

  it('goes from desk to desk and back; each desk keeps the day it came there', () => {
    const moved = [
      ...received,
      e.caseAssigned('2025-03-04', '法规科', 'handler-1'),
      e.caseHandedOver('2025-03-05', '业务科', 'handler-2'),
      e.caseHandedOver('2025-03-06', '档案科'),
    ];
    const first = { office: '法规科', handler: 'handler-1', since: '2025-03-04' };
    expect(stateAfter(...moved).desks).toEqual([
      first,
      { office: '业务科', handler: 'handler-2', since: '2025-03-05' },
      { office: '档案科', since: '2025-03-06' },
    ]);
    expect(stateAfter(...moved, e.caseReturned('2025-03-07')).desks).toEqual([
      first,
      { office: '业务科', handler: 'handler-2', since: '2025-03-07' },
    ]);
    expect(stateAfter(...received, e.caseReturned('2025-03-07')).desks).toEqual([]);
  });

  it('shows the description as it was corrected, the excuse, and the lapse (R-22, R-25)', () => {
    const asked = [...received, e.correctionRequested('2025-03-05')];
    expect(stateAfter(...asked, e.correctionReceived('2025-03-10')).infoDescription).toBe('示例信息');
    expect(
      stateAfter(
        ...asked,
        e.lateCorrectionExcused('2025-04-01'),
        e.correctionReceived('2025-04-01', { newDescription: '更清楚的描述' }),
      ),
    ).toMatchObject({ infoDescription: '更清楚的描述', correction: { excused: true, receivedOn: '2025-04-01' } });
    expect(stateAfter(...asked, e.correctionLapsed('2025-03-21')).correction?.lapsedOn).toBe('2025-03-21');
  });

  it('shows a fee that lapsed (R-56)', () => {
    const state = stateAfter(...received, e.feeNoticeIssued('2025-03-05'), e.feeLapsed('2025-04-04'));
    expect(state.fee?.lapsedOn).toBe('2025-04-04');
  });
});

describe('a consultation (R-34, R-45..R-47)', () => {
  const asked = [...received, e.thirdPartyConsulted('2025-03-10')];
  const agency = [...received, e.agencyConsulted('2025-03-10', { consultId: 'consult-1' })];
  const agencyOpinion = e.event('AgencyOpinionReceived', {
    consultId: 'consult-1',
    receivedOn: '2025-03-20',
    opinion: 'agree',
  });
  const lapsedSomeDay = e.event(
    'ThirdPartyConsultationLapsed',
    { consultId: 'consult-1', lapsedOn: null },
    '2025-04-02',
  );

  it.each([
    [
      'an opinion',
      [...asked, e.thirdPartyOpinion('2025-03-20', 'object', { groundReasonable: true })],
      { how: 'opinion', endedOn: '2025-03-20', opinion: 'object', groundReasonable: true },
      '2025-03-20',
    ],
    [
      'an opinion of an agency',
      [...agency, agencyOpinion],
      { how: 'opinion', endedOn: '2025-03-20', opinion: 'agree' },
      '2025-03-20',
    ],
    [
      'a withdrawal of the letter',
      [...asked, e.consultationCancelled('2025-03-20')],
      { how: 'cancelled', endedOn: '2025-03-20' },
      '2025-03-20',
    ],
    [
      'a lapse, of which the pause ends the day before',
      [...asked, e.thirdPartyLapsed('2025-04-02')],
      { how: 'lapsed', endedOn: '2025-04-01' },
      '2025-04-02',
    ],
    ['a lapse on a day nobody knows (L-19)', [...asked, lapsedSomeDay], { how: 'lapsed', endedOn: null }, undefined],
  ])('ends with %s', (_, history, outcome, overOn) => {
    const [consultation] = stateAfter(...history).consultations;
    expect(consultation?.outcome).toEqual(outcome);
    expect(consultationOverOn(consultation!)).toBe(overOn);
  });

  it('is open until then; a third party is no joint maker', () => {
    const [consultation] = stateAfter(...asked).consultations;
    expect(consultation).toMatchObject({ jointMaker: false, kind: 'third_party' });
    expect(consultationOverOn(consultation!)).toBeUndefined();
  });

  it('that lapsed lets the reply be decided from the day of the lapse on, an undated one any day', () => {
    const decided = (decidedOn: string) =>
      command('Decide', { decidedOn, resultCode: 'granted', legalBasis: ['Reg.36(2)'], remedy: 'either' });
    given(...asked, e.thirdPartyLapsed('2025-04-02'))
      .when(decided('2025-04-01'))
      .thenRejected('E_DATE_ORDER');
    given(...asked, e.thirdPartyLapsed('2025-04-02'))
      .when(decided('2025-04-02'))
      .thenStatus('DECIDED');
    given(...asked, lapsedSomeDay)
      .when(decided('2025-03-12'))
      .thenStatus('DECIDED');
  });
});

describe('an extension is of the clock that runs (R-31, R-32)', () => {
  it('of the order’s where the case is decided again; the reply’s has none', () => {
    const state = stateAfter(...ordered, e.extensionApproved('2025-05-12', 10), e.extensionNotified('2025-05-13'));
    expect(state.redecision?.extension).toMatchObject({ extraWd: 10, notifiedOn: '2025-05-13' });
    expect(state.epochs.map(({ extension }) => extension)).toEqual([undefined]);
  });

  it('of the reply’s where an order reached a case that is still open', () => {
    const open = [...received, e.redecisionOrdered('2025-05-06'), e.extensionApproved('2025-03-10', 10)];
    const state = stateAfter(...open, e.extensionNotified('2025-03-11'));
    expect(state.epochs).toMatchObject([{ extension: { extraWd: 10, notifiedOn: '2025-03-11' } }]);
    expect(state.redecision?.extension).toBeUndefined();
  });

  it('each is told once, and the one that waits is the one that is told', () => {
    const twice = [
      ...received,
      e.extensionApproved('2025-03-04', 5),
      e.extensionNotified('2025-03-05'),
      e.correctionReceived('2025-03-10'),
      e.extensionApproved('2025-03-12', 10),
    ];
    const told = (...events: Parameters<typeof stateAfter>) =>
      stateAfter(...events).epochs.map(({ extension }) => [extension?.extraWd, extension?.notifiedOn]);
    expect(told(...twice)).toEqual([
      [5, '2025-03-05'],
      [10, undefined],
    ]);
    const both = [...twice, e.extensionNotified('2025-03-13')];
    expect(told(...both)).toEqual([
      [5, '2025-03-05'],
      [10, '2025-03-13'],
    ]);
    expect(told(...both, e.extensionNotified('2025-03-14'))).toEqual(told(...both));
  });

  it('agreed on a day nobody knows, of the run of the day it was entered for (L-19)', () => {
    const agreed = e.event(
      'ExtensionApproved',
      { extraWd: 10, approvedBy: 'head', approvedOn: null, reason: '需要检索' },
      '2025-03-12',
    );
    const state = stateAfter(...received, e.correctionReceived('2025-03-10'), agreed);
    expect(state.epochs.map(({ extension }) => extension?.extraWd)).toEqual([undefined, 10]);
  });
});

describe('facts about a decision', () => {
  const decisionsOf = (...events: Parameters<typeof stateAfter>) => stateAfter(...events).decisions;

  it('belong to the one they are about; of one that is not there they say nothing', () => {
    const revoked = e.event('ReplyDecisionRevoked', { reason: '笔误' }, '2025-03-11');
    const two = [...received, e.replyDecided('2025-03-10'), revoked, e.replyDecided('2025-03-12')];
    expect(decisionsOf(...two, ...e.cleared('2025-03-12', 'event-4'), e.replyDispatched('2025-03-13'))).toMatchObject([
      { eventId: 'event-2', revoked: true },
      { eventId: 'event-4', dispatch: { dispatchedOn: '2025-03-13' }, secrecyReview: { result: 'passed' } },
    ]);
    const [first] = decisionsOf(...two, ...e.cleared('2025-03-12', 'event-4'));
    expect([first?.attribute, first?.secrecyReview, first?.legalReview]).toEqual([undefined, undefined, undefined]);
    expect(decisionsOf(...replied, revoked)).toEqual(decisionsOf(...replied));
    expect(decisionsOf(...replied, e.replyDispatched('2025-03-20'))).toEqual(decisionsOf(...replied));
    expect(decisionsOf(...two.slice(0, 3), e.replyDispatched('2025-03-20'))).toEqual(decisionsOf(...two.slice(0, 3)));
  });

  it('served is what was sent, not what waits', () => {
    const served = decisionsOf(...replied, selfCorrected('event-2'), e.replyDelivered('2025-05-21'));
    expect(served.map(({ kind, delivery }) => [kind, delivery?.servedOn])).toEqual([
      ['decided', '2025-05-21'],
      ['self_corrected', undefined],
    ]);
  });

  it('a change that waited when a second order came does not answer it (R-98)', () => {
    const second = e.event('RedecisionOrdered', { source: { suitId: 'suit-1' }, orderReceivedOn: '2025-05-26' });
    const state = stateAfter(
      ...ordered,
      e.replyRedecided('2025-05-20', refused, 'event-2'),
      e.replyDispatched('2025-05-21'),
      selfCorrected('event-8'),
      second,
      e.replyDispatched('2025-05-27'),
    );
    expect([state.status, state.redecision?.answeredByEventId]).toEqual(['REDECIDING', undefined]);
    expect(state.redecision?.earlierSources).toEqual([{ reconId: 'recon-1' }]);
  });

  it('handed over, it is given when the applicant signs; a change or a withdrawal moves no closing (R-37, A-24)', () => {
    const handed = [
      ...received,
      e.replyDecided('2025-03-10', refused),
      e.replyDispatched('2025-03-11', { mode: 'hand' }),
      e.caseClosed('2025-03-11', refused),
    ];
    const closedOn = (...events: Parameters<typeof stateAfter>) => stateAfter(...events).closing?.concludedOn;
    expect(closedOn(...handed, e.replyDelivered('2025-03-14'))).toBe('2025-03-14');
    const changed = [
      ...handed,
      e.replyDelivered('2025-03-14'),
      selfCorrected('event-2'),
      e.replyDispatched('2025-05-21', { mode: 'hand' }),
    ];
    expect(closedOn(...changed, e.replyDelivered('2025-05-22'))).toBe('2025-03-14');
    const withdrawn = [...handed.slice(0, 3), e.caseClosed('2025-03-11', 'other_other', 'withdrawn')];
    expect(closedOn(...withdrawn, e.replyDelivered('2025-03-14'))).toBe('2025-03-11');
  });
});

it('each reconsideration has its own result (R-92)', () => {
  const state = stateAfter(
    ...replied,
    e.reconsiderationFiled('2025-04-01'),
    e.reconsiderationFiled('2025-04-02', { reconId: 'recon-2' }),
    e.reconsiderationConcluded('2025-05-01', 'upheld', { reconId: 'recon-2' }),
  );
  expect(state.reconsiderations.map(({ concluded }) => concluded?.result)).toEqual([undefined, 'upheld']);
});

it('a void registration never was one; a withdrawal before receipt was, until its day (A-20, R-90)', () => {
  const unconfirmed = [
    e.arrived('2025-03-03'),
    e.applicationWithdrawn('2025-03-05'),
    e.caseVoided('2025-03-05', 'withdrawn_unconfirmed', {}),
  ];
  expect(stateOn(recorded(unconfirmed), '2025-03-04')?.status).toBe('UNCONFIRMED');
  expect(stateOn(recorded(unconfirmed), '2025-03-05')?.status).toBe('VOID');
  expect(stateOn(recorded(HISTORY_OF.VOID), '2025-03-03')?.status).toBe('VOID');
});

it('notes stand where they were made, and only there', () => {
  const history = recorded([{ ...received[0]!, note: '原件存档' }, e.correctionRequested('2025-03-05')]);
  expect(fold(history)?.notes).toHaveLength(1);
});
