import * as e from './event-builders';
import { SAMPLE_OF } from './sample-histories';
import { command, given } from './specification';
import type { CaseCommandData } from './commands';

const register = (changed: Partial<CaseCommandData['RegisterApplication']> = {}) =>
  command('RegisterApplication', { ...SAMPLE_OF.RegisterApplication, ...changed });

describe('an application is registered', () => {
  it.each(['in_person', 'mail_signed'] as const)('%s: received on the day of arrival (R-10, R-11)', (channel) => {
    given().when(register({ channel })).then(e.registered('2025-03-03', { channel })).thenStatus('RUNNING');
  });

  it.each(['mail_ordinary', 'internet', 'fax', 'misaddressed_internal'] as const)(
    '%s: not received before the confirmation (R-12..R-15)',
    (channel) => {
      given().when(register({ channel })).then(e.arrived('2025-03-03', { channel })).thenStatus('UNCONFIRMED');
    },
  );

  it('with the confirmation that took place already (R-17)', () => {
    given()
      .when(register({ channel: 'internet', confirmedOn: '2025-03-03' }))
      .then(
        e.arrived('2025-03-03', { channel: 'internet' }),
        e.receiptConfirmed('2025-03-03', { means: '互联网', auto: true }),
      )
      .thenStatus('RUNNING');
  });

  it('although name and description are missing: grounds for correction, not for refusal (R-05)', () => {
    given()
      .when(register({ applicantName: ' ', infoDescription: '' }))
      .then(e.registered('2025-03-03', { applicantName: null, infoDescription: null }));
  });

  it('is refused where it says too little to be a case', () => {
    given()
      .when(register({ unit: '' }))
      .thenRejected('E_MISSING', 'unit');
    given()
      .when(register({ caseNo: ' ' }))
      .thenRejected('E_MISSING', 'caseNo');
    given()
      .when(register({ channel: 'pigeon' as never }))
      .thenRejected('E_MISSING', 'channel');
    given()
      .when(register({ applicantKind: 'toString' as never }))
      .thenRejected('E_MISSING', 'applicantKind');
  });

  it('is refused when it was confirmed before it arrived, or on another day than it was handed in', () => {
    given()
      .when(register({ channel: 'fax', confirmedOn: '2025-03-02' }))
      .thenRejected('E_DATE_ORDER', 'confirmedOn');
    given()
      .when(register({ confirmedOn: '2025-03-04' }))
      .thenRejected('E_DATE_ORDER', 'confirmedOn');
  });

  it('is refused a second time', () => {
    given(e.registered('2025-03-03')).when(register()).thenRejected('E_CASE_EXISTS');
  });

  it('takes the note of the clerk along, once', () => {
    const { outcome } = given().when(command('RegisterApplication', SAMPLE_OF.RegisterApplication, '原件存档'));
    expect('events' in outcome && outcome.events.map(({ note }) => note)).toEqual(['原件存档']);
  });
});

describe('every command', () => {
  it('is refused on a case that does not exist', () => {
    given().when(command('ConfirmReceipt', SAMPLE_OF.ConfirmReceipt)).thenRejected('E_CASE_UNKNOWN');
  });

  it.each(['2025-02-29', '2025-3-4', '20250304', 'heute'])('is refused with the day %s (E_DATE)', (day) => {
    given(e.arrived('2025-03-03'))
      .when(command('ConfirmReceipt', { confirmedOn: day, means: '电话' }))
      .thenRejected('E_DATE', 'confirmedOn');
  });

  it('is refused without the day of the act', () => {
    given(e.arrived('2025-03-03'))
      .when(command('ConfirmReceipt', { means: '电话' } as never))
      .thenRejected('E_MISSING', 'confirmedOn');
  });

  it('is refused for a day after today, and taken today', () => {
    const confirm = command('ConfirmReceipt', SAMPLE_OF.ConfirmReceipt);
    given(e.arrived('2025-03-03')).when(confirm, { today: '2025-03-03' }).thenRejected('E_FUTURE', 'confirmedOn');
    given(e.arrived('2025-03-03')).when(confirm, { today: '2025-03-04' }).thenStatus('RUNNING');
  });

  it('may name a deadline that lies ahead', () => {
    given(e.registered('2025-03-03'))
      .when(command('RequestCorrection', { sentOn: '2025-03-05', items: ['名称'], dueOn: '2025-03-20' }), {
        today: '2025-03-05',
      })
      .thenStatus('AWAITING_CORRECTION');
  });
});

describe('receipt is confirmed', () => {
  it('on the day both sides confirm (R-12..R-16)', () => {
    given(e.arrived('2025-03-03'))
      .when(command('ConfirmReceipt', SAMPLE_OF.ConfirmReceipt))
      .then(e.receiptConfirmed('2025-03-04'))
      .thenFindings('F_CONFIRM_LATE');
  });

  it('not before the letter arrived', () => {
    given(e.arrived('2025-03-03'))
      .when(command('ConfirmReceipt', { confirmedOn: '2025-03-02', means: '电话' }))
      .thenRejected('E_DATE_ORDER', 'confirmedOn');
  });

  it('after an attempt that is on record (R-16)', () => {
    given(e.arrived('2025-03-03'))
      .when(command('RecordConfirmationAttempt', SAMPLE_OF.RecordConfirmationAttempt))
      .then(e.confirmationAttempted('2025-03-03'))
      .thenStatus('UNCONFIRMED');
    given(e.arrived('2025-03-03'))
      .when(command('RecordConfirmationAttempt', { ...SAMPLE_OF.RecordConfirmationAttempt, attemptedOn: '2025-03-02' }))
      .thenRejected('E_DATE_ORDER', 'attemptedOn');
  });
});

describe('a registration is voided', () => {
  it('for a ground of the list, on the day it is done', () => {
    given(e.registered('2025-03-03'))
      .when(command('VoidCase', { reason: 'double_registration', approvedBy: 'head' }), { today: '2025-03-04' })
      .then(e.caseVoided('2025-03-04'))
      .thenStatus('VOID');
  });

  it('not for another ground, nor without approval', () => {
    for (const reason of ['withdrawn_unconfirmed', 'no_time'] as const) {
      given(e.registered('2025-03-03'))
        .when(command('VoidCase', { reason: reason as never, approvedBy: 'head' }))
        .thenRejected('E_VOID_REASON');
    }
    given(e.registered('2025-03-03'))
      .when(command('VoidCase', { reason: 'test_entry', approvedBy: '' }))
      .thenRejected('E_MISSING', 'approvedBy');
  });
});

describe('an application is withdrawn', () => {
  it('and stays one received case with the result 其他 (R-90)', () => {
    given(e.registered('2025-03-03'))
      .when(command('Withdraw', SAMPLE_OF.Withdraw))
      .then(e.applicationWithdrawn('2025-03-14'), e.caseClosed('2025-03-14', 'other_other', 'withdrawn'))
      .thenStatus('CLOSED');
  });

  it('before receipt was confirmed, and is void (R-90)', () => {
    given(e.arrived('2025-03-03'))
      .when(command('Withdraw', SAMPLE_OF.Withdraw))
      .then(e.applicationWithdrawn('2025-03-14'), e.caseVoided('2025-03-14', 'withdrawn_unconfirmed', {}))
      .thenStatus('VOID');
  });

  it('only by whom the office has identified', () => {
    given(e.registered('2025-03-03'))
      .when(command('Withdraw', { withdrawnOn: '2025-03-14', identityVerified: false }))
      .thenRejected('E_IDENTITY');
  });

  it('not before the last step on record', () => {
    given(e.registered('2025-03-03'))
      .when(command('Withdraw', { withdrawnOn: '2025-03-02', identityVerified: true }))
      .thenRejected('E_DATE_ORDER', 'withdrawnOn');
    given(e.registered('2025-03-03'), e.correctionRequested('2025-03-20'))
      .when(command('Withdraw', SAMPLE_OF.Withdraw))
      .thenRejected('E_DATE_ORDER', 'withdrawnOn');
  });
});
