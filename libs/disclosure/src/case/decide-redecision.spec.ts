import type { CaseCommandData } from './commands';
import * as e from './event-builders';
import { HISTORY_OF, SAMPLE_OF } from './sample-histories';
import { command, given, stateAfter } from './specification';

const refused = 'denied_process_information';
const replied = [e.registered('2025-03-03'), ...e.replied('2025-03-12', refused)];
const corrected = [
  ...replied,
  e.reconsiderationFiled('2025-04-01'),
  e.reconsiderationConcluded('2025-05-01', 'corrected'),
];
const order = (changed: Partial<CaseCommandData['OrderRedecision']> = {}) =>
  command('OrderRedecision', { ...SAMPLE_OF.OrderRedecision, ...changed });
const redecide = (changed: Partial<CaseCommandData['Redecide']> = {}) =>
  command('Redecide', { ...SAMPLE_OF.Redecide, ...changed });
const dispatch = command('DispatchReply', { dispatchedOn: '2025-05-21', mode: 'china_post' });
const ordered = HISTORY_OF.REDECIDING;

describe('an order to decide again (R-98)', () => {
  it('makes a closed case one that is decided again', () => {
    given(...corrected)
      .when(order({ periodWd: 15 }))
      .then(
        e.event('RedecisionOrdered', { source: { reconId: 'recon-1' }, orderReceivedOn: '2025-05-06', periodWd: 15 }),
      )
      .thenStatus('REDECIDING');
  });

  it('comes from a court as well', () => {
    given(...replied, e.litigationFiled('2025-04-01'), e.litigationConcluded('2025-05-01', 'corrected'))
      .when(order({ source: { suitId: 'suit-1' } }))
      .thenStatus('REDECIDING');
  });

  it.each([
    ['nobody', replied],
    ['a reconsideration that is pending', corrected.slice(0, -1)],
    ['one that upheld the reply', [...corrected.slice(0, -1), e.reconsiderationConcluded('2025-05-01', 'upheld')]],
  ])('does not come from %s', (_, history) => {
    given(...history)
      .when(order())
      .thenRejected('E_NO_ORDER', 'source');
  });

  it('comes once from each proceeding', () => {
    const answered = [...ordered, e.replyRedecided('2025-05-20', refused, 'event-2'), e.replyDispatched('2025-05-21')];
    given(...answered)
      .when(order())
      .thenRejected('E_NO_ORDER');
    given(...ordered)
      .when(order())
      .thenRejected('E_STATE');
  });

  it('comes once from each proceeding, whatever another ordered since', () => {
    const answered = [...ordered, e.replyRedecided('2025-05-20', refused, 'event-2'), e.replyDispatched('2025-05-21')];
    given(
      ...answered,
      e.litigationFiled('2025-05-22'),
      e.litigationConcluded('2025-05-25', 'corrected'),
      e.event('RedecisionOrdered', { source: { suitId: 'suit-1' }, orderReceivedOn: '2025-05-26' }),
      e.replyRedecided('2025-05-27', refused, 'event-2'),
      e.replyDispatched('2025-05-28'),
    )
      .when(order({ orderReceivedOn: '2025-05-29' }))
      .thenRejected('E_NO_ORDER', 'source');
  });

  it('reaches a case that was withdrawn with a decision lying ready: it can be decided', () => {
    given(
      e.registered('2025-03-03'),
      e.replyDecided('2025-03-10', refused),
      e.applicationWithdrawn('2025-03-11'),
      e.caseClosed('2025-03-11', 'other_other', 'withdrawn'),
      e.reconsiderationFiled('2025-04-01'),
      e.reconsiderationConcluded('2025-05-01', 'corrected'),
      e.event('RedecisionOrdered', { source: { reconId: 'recon-1' }, orderReceivedOn: '2025-05-06' }),
    )
      .when(redecide())
      .thenStatus('REDECIDING');
  });

  it('arrives after the proceeding ended, and its day after it arrived', () => {
    given(...corrected)
      .when(order({ orderReceivedOn: '2025-04-30' }))
      .thenRejected('E_DATE_ORDER', 'orderReceivedOn');
    given(...corrected)
      .when(order({ dueOn: '2025-05-05' }))
      .thenRejected('E_DATE_ORDER', 'dueOn');
    given(...corrected)
      .when(order({ periodWd: 0 }))
      .thenRejected('E_MISSING', 'periodWd');
  });

  const silent = [
    e.registered('2025-03-03'),
    e.reconsiderationFiled('2025-04-10', { target: 'inaction' }),
    e.reconsiderationConcluded('2025-05-01', 'corrected'),
  ];
  it('to decide at last leaves an open case open; its first reply closes it and answers the order', () => {
    given(...silent)
      .when(order())
      .thenStatus('RUNNING');
    const state = stateAfter(...silent, e.redecisionOrdered('2025-05-06'), ...e.replied('2025-05-15', refused));
    expect([state.status, state.redecision?.answeredByEventId]).toEqual(['CLOSED', 'event-7']);
  });

  it('arrives as well while a consultation that was sent late is open (R §13, R-35)', () => {
    given(...silent, e.thirdPartyConsulted('2025-05-02'))
      .when(order())
      .thenStatus('CONSULTING');
  });

  it('is not given twice to an open case, nor while its period runs', () => {
    given(...silent, e.redecisionOrdered('2025-05-06'))
      .when(order())
      .thenRejected('E_STATE');
    given(...silent)
      .when(order(), { today: '2025-03-31' })
      .thenRejected('E_STATE');
  });
});

describe('the new decision (R-99)', () => {
  it('names what it replaces', () => {
    given(...ordered)
      .when(redecide())
      .then(
        e.event('ReplyRedecided', {
          ...SAMPLE_OF.Redecide,
          reasons: '另行说明的理由',
          replacesEventId: 'event-2',
        }),
      )
      .thenStatus('REDECIDING');
  });

  it('replaces the closing where the case had ended without a reply', () => {
    const lapsed = [
      e.registered('2025-03-03'),
      e.correctionRequested('2025-03-05'),
      e.correctionLapsed('2025-03-21'),
      e.caseClosed('2025-03-21', 'other_correction_lapsed', 'correction_lapsed'),
      e.reconsiderationFiled('2025-04-01'),
      e.reconsiderationConcluded('2025-05-01', 'corrected'),
      e.redecisionOrdered('2025-05-06'),
    ];
    given(...lapsed)
      .when(redecide())
      .then(
        e.event('ReplyRedecided', { ...SAMPLE_OF.Redecide, reasons: '另行说明的理由', replacesEventId: 'event-4' }),
      );
  });

  it('is held to what every decision is held to', () => {
    given(...ordered)
      .when(redecide({ remedy: 'either' }))
      .thenRejected('E_NO_REMEDY');
    given(...ordered)
      .when(redecide({ reasons: '' }))
      .thenRejected('E_NO_REASONS');
    given(...ordered)
      .when(redecide({ decidedOn: '2025-05-05' }))
      .thenRejected('E_DATE_ORDER', 'decidedOn');
    given(...ordered, e.thirdPartyConsulted('2025-05-10'))
      .when(redecide())
      .thenRejected('E_CONSULT_OPEN');
  });

  const again = [...ordered, e.replyRedecided('2025-05-20', refused, 'event-2')];
  it('is made once, unless it was taken back before it was sent', () => {
    given(...again)
      .when(redecide())
      .thenRejected('E_STATE');
    given(...again)
      .when(command('RevokeUndispatchedDecision', { reason: '笔误' }))
      .thenStatus('REDECIDING');
    given(...again, e.event('ReplyDecisionRevoked', { reason: '笔误' }, '2025-05-20'))
      .when(redecide())
      .thenStatus('REDECIDING');
    given(...ordered)
      .when(command('RevokeUndispatchedDecision', { reason: '笔误' }))
      .thenRejected('E_STATE');
  });

  it('closes the case again when it is sent, without a second closing (A-31)', () => {
    given(...again)
      .when(dispatch)
      .then(e.replyDispatched('2025-05-21'))
      .thenStatus('CLOSED');
    given(...ordered)
      .when(dispatch)
      .thenRejected('E_STATE');
  });

  it('is served on its own day', () => {
    const served = [...again, e.replyDispatched('2025-05-21')];
    given(...served)
      .when(command('RecordDelivery', { servedOn: '2025-05-20', proof: '回执' }))
      .thenRejected('E_DATE_ORDER');
    given(...served)
      .when(command('RecordDelivery', { servedOn: '2025-05-23', proof: '回执' }))
      .then(e.event('ReplyDelivered', { servedOn: '2025-05-23', proof: '回执' }));
    expect(stateAfter(...served, e.replyDelivered('2025-05-23')).decisions.map((d) => d.delivery?.servedOn)).toEqual([
      undefined,
      '2025-05-23',
    ]);
  });

  it('has no correction and no fee notice before it', () => {
    given(...ordered)
      .when(command('RequestCorrection', SAMPLE_OF.RequestCorrection))
      .thenRejected('E_STATE');
    given(...ordered)
      .when(command('IssueFeeNotice', SAMPLE_OF.IssueFeeNotice))
      .thenRejected('E_STATE');
  });
});

describe('a decision the office changes by itself', () => {
  const change = (changed: Partial<CaseCommandData['SelfCorrectDecision']> = {}) =>
    command('SelfCorrectDecision', { ...SAMPLE_OF.SelfCorrectDecision, ...changed });
  const changed = e.event('DecisionSelfCorrected', {
    ...SAMPLE_OF.SelfCorrectDecision,
    reasons: '经检索不存在',
    replacesEventId: 'event-2',
  });

  it('stays closed, and is sent without a second closing', () => {
    given(...replied)
      .when(change())
      .then(changed)
      .thenStatus('CLOSED');
    given(...replied, changed)
      .when(dispatch)
      .then(e.replyDispatched('2025-05-21'))
      .thenStatus('CLOSED');
  });

  it('answers no order to decide again', () => {
    const state = stateAfter(...corrected, changed, e.redecisionOrdered('2025-05-06'), e.replyDispatched('2025-05-21'));
    expect(state.status).toBe('REDECIDING');
  });

  it('comes after the one it changes, one at a time, and only where a reply was sent', () => {
    given(...replied)
      .when(change({ decidedOn: '2025-03-11' }))
      .thenRejected('E_DATE_ORDER', 'decidedOn');
    given(...replied, changed)
      .when(change())
      .thenRejected('E_STATE');
    given(
      e.registered('2025-03-03'),
      e.applicationWithdrawn('2025-03-04'),
      e.caseClosed('2025-03-04', 'other_other', 'withdrawn'),
    )
      .when(change())
      .thenRejected('E_STATE');
    given(...replied)
      .when(change({ reason: '' }))
      .thenRejected('E_MISSING', 'reason');
  });
});
