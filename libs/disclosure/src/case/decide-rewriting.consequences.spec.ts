import * as e from './event-builders';
import { HISTORY_OF } from './sample-histories';
import { command, given } from './specification';

const said = { reason: '录入错误', approvedBy: 'approver' };
const correct = (targetEventId: string, field: string, newValue?: unknown) =>
  command('CorrectEntry', { targetEventId, field, newValue, ...said });
const retract = (targetEventId: string, approvedBy = 'approver') =>
  command('RetractEntry', { targetEventId, ...said, approvedBy });
const corrected = (targetEventId: string, field: string, change: object) =>
  e.event('EntryCorrected', { targetEventId, field, ...change, ...said }, '2026-06-30');

const received = [e.registered('2025-03-03')];
const withdrawn = [
  ...received,
  e.replyDecided('2025-03-10', 'denied_state_secret'),
  e.applicationWithdrawn('2025-03-11'),
  e.caseClosed('2025-03-11', 'other_other', 'withdrawn'),
];

describe('what moves with a corrected entry, and what does not (R-110)', () => {
  it('the closing with the withdrawal that closed the case (R-90)', () => {
    given(...withdrawn)
      .when(correct('event-3', 'withdrawnOn', '2025-03-12'))
      .then(
        corrected('event-3', 'withdrawnOn', { oldValue: '2025-03-11', newValue: '2025-03-12' }),
        corrected('event-4', 'concludedOn', { oldValue: '2025-03-11', newValue: '2025-03-12' }),
      );
  });

  it('not the closing with a decision that was never sent', () => {
    given(...withdrawn)
      .when(correct('event-2', 'resultCode', 'denied_other_law'))
      .then(corrected('event-2', 'resultCode', { oldValue: 'denied_state_secret', newValue: 'denied_other_law' }));
  });

  it('the closing with the result of the decision sent, whatever was recorded between them', () => {
    given(
      ...received,
      e.replyDecided('2025-03-10', 'denied_state_secret'),
      e.attributeDetermined('2025-03-10', { attribute: 'not_disclosed' }),
      e.replyDispatched('2025-03-12'),
      e.caseClosed('2025-03-12', 'denied_state_secret'),
    )
      .when(correct('event-2', 'resultCode', 'denied_other_law'))
      .then(
        corrected('event-2', 'resultCode', { oldValue: 'denied_state_secret', newValue: 'denied_other_law' }),
        corrected('event-5', 'resultCode', { oldValue: 'denied_state_secret', newValue: 'denied_other_law' }),
      );
  });

  it('nothing with the result of a decision in a case that is still open', () => {
    given(...HISTORY_OF.DECIDED)
      .when(correct('event-2', 'resultCode', 'unable_not_held'))
      .then(corrected('event-2', 'resultCode', { oldValue: 'granted', newValue: 'unable_not_held' }));
  });

  it('nothing with a field that nothing follows from', () => {
    given(...HISTORY_OF.CLOSED)
      .when(correct('event-2', 'docNo', '示例〔2025〕9号'))
      .then(corrected('event-2', 'docNo', { oldValue: '示例〔2025〕1号', newValue: '示例〔2025〕9号' }));
    given(...HISTORY_OF.CLOSED)
      .when(correct('event-1', 'caseNo', 'DEMO-2'))
      .then(corrected('event-1', 'caseNo', { oldValue: 'DEMO-1', newValue: 'DEMO-2' }));
  });

  it('arrival with receipt, where handing in is receiving (R-10)', () => {
    given(...received)
      .when(correct('event-1', 'receivedOn', '2025-03-04'))
      .then(
        corrected('event-1', 'receivedOn', { oldValue: '2025-03-03', newValue: '2025-03-04' }),
        corrected('event-1', 'arrivedOn', { oldValue: '2025-03-03', newValue: '2025-03-04' }),
      );
  });

  it('arrival alone, where receipt waits for confirmation (R-12), and where another entry tells a day', () => {
    given(e.arrived('2025-03-03'))
      .when(correct('event-1', 'arrivedOn', '2025-02-28'))
      .then(corrected('event-1', 'arrivedOn', { oldValue: '2025-03-03', newValue: '2025-02-28' }));
    given(...received, e.reasonsRequested('2025-03-05'), e.reasonsReceived('2025-03-10'))
      .when(correct('event-3', 'receivedOn', '2025-03-11'))
      .then(corrected('event-3', 'receivedOn', { oldValue: '2025-03-10', newValue: '2025-03-11' }));
  });
});

describe('an optional field', () => {
  it('is taken away by a correction that says what it said', () => {
    given(e.registered('2025-03-03', { agent: '代理人' }))
      .when(correct('event-1', 'agent'))
      .then(corrected('event-1', 'agent', { oldText: '代理人' }));
  });

  it('is given where there was none', () => {
    given(...received)
      .when(correct('event-1', 'agent', '代理人'))
      .then(corrected('event-1', 'agent', { newText: '代理人' }));
  });
});

describe('nobody takes back', () => {
  it('an entry that there is not', () => {
    given(...received)
      .when(retract('event-7'))
      .thenRejected('E_ENTRY_UNKNOWN', 'targetEventId');
  });

  it('anything on one’s own approval, however it is written, known entry or not', () => {
    for (const target of ['event-1', 'event-7']) {
      given(...received)
        .when(retract(target, ' head '))
        .thenRejected('E_ROLE', 'approvedBy');
    }
  });

  it('anything in a case that is void or split: it is over for good (§13)', () => {
    const unconfirmed = [
      e.arrived('2025-03-03'),
      e.applicationWithdrawn('2025-03-04'),
      e.caseVoided('2025-03-04', 'withdrawn_unconfirmed', {}),
    ];
    for (const [history, target] of [
      [unconfirmed, 'event-2'],
      [HISTORY_OF.VOID, 'event-2'],
      [HISTORY_OF.SPLIT, 'event-2'],
    ] as const) {
      given(...history)
        .when(retract(target))
        .thenRejected('E_STATE');
      given(...history)
        .when(correct('event-1', 'applicantKind', 'legal_other'))
        .thenRejected('E_STATE');
    }
  });
});
