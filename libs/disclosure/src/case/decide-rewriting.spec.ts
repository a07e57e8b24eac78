import type { CaseCommandData } from './commands';
import * as e from './event-builders';
import { HISTORY_OF, SAMPLE_OF } from './sample-histories';
import { command, given } from './specification';

const correct = (targetEventId: string, field: string, newValue?: unknown, approvedBy = 'approver') =>
  command('CorrectEntry', { targetEventId, field, newValue, reason: '录入错误', approvedBy });
const retract = (targetEventId: string, changed: Partial<CaseCommandData['RetractEntry']> = {}) =>
  command('RetractEntry', { targetEventId, reason: '录入错误', approvedBy: 'approver', ...changed });
const corrected = (targetEventId: string, field: string, oldValue: unknown, newValue: unknown) =>
  e.event(
    'EntryCorrected',
    { targetEventId, field, oldValue, newValue, reason: '录入错误', approvedBy: 'approver' },
    '2026-06-30',
  );
const retracted = (targetEventId: string) =>
  e.event('EntryRetracted', { targetEventId, reason: '录入错误', approvedBy: 'approver' }, '2026-06-30');

const asked = [
  e.registered('2025-03-03'),
  e.correctionRequested('2025-03-05'),
  e.correctionNoticeDelivered('2025-03-06'),
];
const lapsed = [
  ...asked,
  e.correctionLapsed('2025-03-21'),
  e.caseClosed('2025-03-21', 'other_correction_lapsed', 'correction_lapsed'),
];

const withdrawnAfterConfirmation = [
  e.arrived('2025-03-03'),
  e.receiptConfirmed('2025-03-05'),
  e.applicationWithdrawn('2025-03-06'),
  e.caseClosed('2025-03-06', 'other_other', 'withdrawn'),
];

describe('an entry is corrected (R-110)', () => {
  it('alone, where it is a decision that was taken back before another closed the case', () => {
    given(
      e.registered('2025-03-03'),
      e.replyDecided('2025-03-10', 'denied_state_secret'),
      e.event('ReplyDecisionRevoked', { reason: '示例' }, '2025-03-11'),
      ...e.replied('2025-03-12', 'denied_process_information'),
    )
      .when(correct('event-2', 'resultCode', 'denied_other_law'))
      .then(corrected('event-2', 'resultCode', 'denied_state_secret', 'denied_other_law'));
  });

  it('by an entry that names it, its field and both values', () => {
    given(...asked)
      .when(correct('event-3', 'servedOn', '2025-03-07'))
      .then(corrected('event-3', 'servedOn', '2025-03-06', '2025-03-07'))
      .thenStatus('AWAITING_CORRECTION');
  });

  it('protected text in protected fields', () => {
    given(e.registered('2025-03-03'))
      .when(correct('event-1', 'applicantName', '另一申请人'))
      .then(
        e.event(
          'EntryCorrected',
          {
            targetEventId: 'event-1',
            field: 'applicantName',
            oldText: '示例申请人',
            newText: '另一申请人',
            reason: '录入错误',
            approvedBy: 'approver',
          },
          '2026-06-30',
        ),
      );
  });

  it.each(['', ' ', 'head'])('not without somebody else’s approval (“%s”)', (approvedBy) => {
    given(...asked)
      .when(correct('event-3', 'servedOn', '2025-03-07', approvedBy))
      .thenRejected('E_ROLE', 'approvedBy');
    given(...asked)
      .when(retract('event-3', { approvedBy }))
      .thenRejected('E_ROLE', 'approvedBy');
  });

  it.each<[string, string, unknown]>([
    ['the case', 'caseId', 'x'],
    ['the kind of entry', 'type', 'CaseClosed'],
    ['the unit', 'unit', 'OTHER'],
    ['a field nobody knows', 'shoeSize', 42],
    ['a field of every object', 'toString', 'x'],
    ['a day that does not exist', 'arrivedOn', '2025-02-30'],
    ['a number for a text', 'applicantName', 7],
    ['a code of no table', 'applicantKind', 'robot'],
    ['nothing for what must be there', 'applicantKind', undefined],
  ])('not in %s', (_, field, value) => {
    given(...asked)
      .when(correct('event-1', field, value))
      .thenRejected('E_FIELD', 'field');
  });

  it('not to what it says already, nor where there is no such entry, or no longer', () => {
    given(...asked)
      .when(correct('event-3', 'servedOn', '2025-03-06'))
      .thenRejected('E_NO_CHANGE', 'newValue');
    given(...asked)
      .when(correct('event-7', 'servedOn', '2025-03-07'))
      .thenRejected('E_ENTRY_UNKNOWN', 'targetEventId');
    given(...asked, retracted('event-3'))
      .when(correct('event-3', 'servedOn', '2025-03-07'))
      .thenRejected('E_ENTRY_UNKNOWN', 'targetEventId');
  });

  it('keeps the order of the days, its own and those of what came after', () => {
    given(...asked)
      .when(correct('event-3', 'servedOn', '2025-03-04'))
      .thenRejected('E_DATE_ORDER');
    given(...asked)
      .when(correct('event-2', 'sentOn', '2025-03-07'))
      .thenRejected('E_DATE_ORDER');
  });

  it('is held to what the act itself is held to', () => {
    given(e.registered('2025-03-03'), e.extensionApproved('2025-03-10', 10))
      .when(correct('event-2', 'extraWd', 21))
      .thenRejected('E_EXT_TOO_LONG');
    given(...HISTORY_OF.DECIDED)
      .when(correct('event-2', 'remedy', 'none'))
      .thenRejected('E_NO_REMEDY');
    given(...HISTORY_OF.AWAITING_PAYMENT)
      .when(correct('event-2', 'amountYuan', 390))
      .thenRejected('E_FEE_AMOUNT');
  });

  it('moves what follows from it: receipt with arrival, closing with dispatch and result', () => {
    given(e.registered('2025-03-03'))
      .when(correct('event-1', 'arrivedOn', '2025-03-04'))
      .then(
        corrected('event-1', 'arrivedOn', '2025-03-03', '2025-03-04'),
        corrected('event-1', 'receivedOn', '2025-03-03', '2025-03-04'),
      );
    given(...HISTORY_OF.CLOSED)
      .when(correct('event-3', 'dispatchedOn', '2025-03-13'))
      .then(
        corrected('event-3', 'dispatchedOn', '2025-03-12', '2025-03-13'),
        corrected('event-4', 'concludedOn', '2025-03-12', '2025-03-13'),
      );
    given(...HISTORY_OF.CLOSED)
      .when(correct('event-2', 'resultCode', 'denied_internal_affairs'))
      .then(
        corrected('event-2', 'resultCode', 'denied_process_information', 'denied_internal_affairs'),
        corrected('event-4', 'resultCode', 'denied_process_information', 'denied_internal_affairs'),
      );
  });

  it('but not a lapse: that is taken back and found again', () => {
    given(...lapsed)
      .when(correct('event-3', 'servedOn', '2025-03-07'))
      .thenRejected('E_DEPENDENT');
  });
});

describe('an entry is taken back (R-110)', () => {
  it('the last one alone', () => {
    given(...asked)
      .when(retract('event-3'))
      .then(retracted('event-3'))
      .thenStatus('AWAITING_CORRECTION');
  });

  it('a lapse with the closing that followed from it (A-30)', () => {
    given(...lapsed)
      .when(retract('event-4'))
      .then(retracted('event-5'), retracted('event-4'))
      .thenStatus('AWAITING_CORRECTION');
  });

  it('a dispatch with its closing, the dispatch of a new decision alone', () => {
    given(...HISTORY_OF.CLOSED)
      .when(retract('event-3'))
      .then(retracted('event-4'), retracted('event-3'))
      .thenStatus('DECIDED');
    given(
      ...HISTORY_OF.REDECIDING,
      e.replyRedecided('2025-05-20', 'denied_process_information', 'event-2'),
      e.replyDispatched('2025-05-21'),
    )
      .when(retract('event-9'))
      .then(retracted('event-9'))
      .thenStatus('REDECIDING');
  });

  it('a withdrawal with its closing', () => {
    given(
      e.registered('2025-03-03'),
      e.applicationWithdrawn('2025-03-04'),
      e.caseClosed('2025-03-04', 'other_other', 'withdrawn'),
    )
      .when(retract('event-2'))
      .then(retracted('event-3'), retracted('event-2'))
      .thenStatus('RUNNING');
  });

  it('a later dispatch of the day on which the first closed the case, without that closing', () => {
    const changed = [
      e.registered('2025-11-20'),
      ...e.replied('2025-11-20', 'denied_state_secret'),
      e.event('DecisionSelfCorrected', {
        ...SAMPLE_OF.SelfCorrectDecision,
        decidedOn: '2025-11-20',
        reasons: '示例理由',
        replacesEventId: 'event-2',
      }),
      e.replyDispatched('2025-11-20'),
    ];
    given(...changed)
      .when(retract('event-6'))
      .then(retracted('event-6'));
    given(...changed)
      .when(correct('event-6', 'dispatchedOn', '2025-11-23'))
      .then(corrected('event-6', 'dispatchedOn', '2025-11-20', '2025-11-23'));
  });

  it.each<[string, Parameters<typeof given>, string]>([
    ['a confirmation under a withdrawal that closed the case', withdrawnAfterConfirmation, 'event-2'],
    ['a notice that was served', asked, 'event-2'],
    ['a registration', asked, 'event-1'],
    ['a closing without what closed', lapsed, 'event-5'],
    ['a decision that was sent', HISTORY_OF.CLOSED, 'event-2'],
    ['a dispatch that was attacked', HISTORY_OF.REDECIDING, 'event-3'],
    ['a reconsideration that ordered a new decision', HISTORY_OF.REDECIDING, 'event-6'],
    [
      'a review that a release rests on',
      [...HISTORY_OF.DECIDED, ...e.cleared('2025-03-12'), e.replyDispatched('2025-03-13'), e.caseClosed('2025-03-13')],
      'event-4',
    ],
    [
      'an approval that was told to the applicant',
      [e.registered('2025-03-03'), e.extensionApproved('2025-03-10'), e.extensionNotified('2025-03-11')],
      'event-2',
    ],
  ])('not %s', (_, history, target) => {
    given(...history)
      .when(retract(target))
      .thenRejected('E_DEPENDENT');
  });

  it('asks no more of an old ledger than it told (L-19)', () => {
    const old = [
      e.registered('2025-03-03'),
      e.event('CorrectionRequested', { sentOn: null, items: [] }, '2025-03-03'),
      e.correctionReceived('2025-03-10'),
      ...e.replied('2025-03-20'),
      e.replyDelivered('2025-03-22'),
    ];
    given(...old)
      .when(retract('event-7'))
      .then(retracted('event-7'));
    given(...old)
      .when(correct('event-1', 'applicantKind', 'legal_other'))
      .thenStatus('CLOSED');
  });
});
