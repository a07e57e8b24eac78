import * as e from './event-builders';
import { HISTORY_OF } from './sample-histories';
import { command, given } from './specification';
import type { CaseCommandData } from './commands';

/** Received Mon 2025-03-03, due Mon 2025-03-31. */
const running = HISTORY_OF.RUNNING;
const approve = (changed: Partial<CaseCommandData['ApproveExtension']> = {}) =>
  command('ApproveExtension', {
    extraWd: 20,
    approvedBy: 'head',
    approvedOn: '2025-03-20',
    reason: '需要检索',
    ...changed,
  });
const notify = (notifiedOn = '2025-03-21') => command('NotifyExtension', { notifiedOn });
const approved = [...running, e.extensionApproved('2025-03-20')];

describe('an extension is approved (R-31, R-32)', () => {
  it('by the head of the disclosure office, up to the due date', () => {
    given(...running)
      .when(approve())
      .then(e.extensionApproved('2025-03-20'))
      .thenStatus('RUNNING');
    given(...running)
      .when(approve({ approvedOn: '2025-03-31' }))
      .thenStatus('RUNNING');
  });

  it('not by anybody else', () => {
    given(...running)
      .when(approve(), { actor: { id: 'zhang', role: 'handler' } })
      .thenRejected('E_ROLE');
  });

  it('not by more than 20 working days', () => {
    given(...running)
      .when(approve({ extraWd: 21 }))
      .thenRejected('E_EXT_TOO_LONG', 'extraWd');
    given(...running)
      .when(approve({ extraWd: 20 }))
      .thenStatus('RUNNING');
  });

  it('not by no days or half a day', () => {
    for (const extraWd of [0, -5, 2.5, NaN]) {
      given(...running)
        .when(approve({ extraWd }))
        .thenRejected('E_MISSING', 'extraWd');
    }
  });

  it('not twice in one run of the clock, but again in the next', () => {
    given(...approved)
      .when(approve({ approvedOn: '2025-03-21' }))
      .thenRejected('E_EXT_USED');
    given(
      e.registered('2025-03-03'),
      e.extensionApproved('2025-03-04'),
      e.extensionNotified('2025-03-05'),
      e.correctionRequested('2025-03-06'),
      e.correctionReceived('2025-03-10'),
    )
      .when(approve())
      .thenStatus('RUNNING');
  });

  it('not after the due date, nor before the period began', () => {
    given(...running)
      .when(approve({ approvedOn: '2025-04-01' }))
      .thenRejected('E_EXT_AFTER_DUE', 'approvedOn');
    given(...running)
      .when(approve({ approvedOn: '2025-03-02' }))
      .thenRejected('E_DATE_ORDER', 'approvedOn');
  });

  it('while a consultation holds the clock beyond the old due date', () => {
    given(...HISTORY_OF.CONSULTING)
      .when(approve({ approvedOn: '2025-04-02' }))
      .thenStatus('CONSULTING');
  });
});

describe('an extension is notified (R-31)', () => {
  it('after its approval', () => {
    given(...approved)
      .when(notify())
      .then(e.extensionNotified('2025-03-21'))
      .thenStatus('RUNNING');
  });

  it('not without approval, before it, or twice', () => {
    given(...running)
      .when(notify())
      .thenRejected('E_EXT_NOT_APPROVED');
    given(...approved)
      .when(notify('2025-03-19'))
      .thenRejected('E_DATE_ORDER', 'notifiedOn');
    given(...approved, e.extensionNotified('2025-03-21'))
      .when(notify('2025-03-24'))
      .thenRejected('E_EXT_USED');
  });

  it('not after the due date, which the approval alone has not moved', () => {
    given(...approved)
      .when(notify('2025-03-31'))
      .thenStatus('RUNNING');
    given(...approved)
      .when(notify('2025-04-01'))
      .thenRejected('E_EXT_AFTER_DUE', 'notifiedOn');
  });

  it('for the new decision, apart from the reply period', () => {
    given(...HISTORY_OF.REDECIDING)
      .when(notify('2025-05-12'))
      .thenRejected('E_EXT_NOT_APPROVED');
    given(...HISTORY_OF.REDECIDING, e.extensionApproved('2025-05-10'))
      .when(notify('2025-05-12'))
      .thenStatus('REDECIDING');
  });
});

describe('while a case is decided again', () => {
  // The order of 2025-05-06 ends after 20 working days on 2025-06-04: 2 June is off.
  const again = HISTORY_OF.REDECIDING;

  it('an extension comes within the period of the order, which is not that of the reply (R-98)', () => {
    given(...again)
      .when(approve({ approvedOn: '2025-06-04' }))
      .then(e.extensionApproved('2025-06-04'));
    given(...again)
      .when(approve({ approvedOn: '2025-06-05' }))
      .thenRejected('E_EXT_AFTER_DUE', 'approvedOn');
  });

  it('a consultation that holds the period on that day keeps it alive (R-34)', () => {
    given(...again, e.thirdPartyConsulted('2025-06-03'))
      .when(approve({ approvedOn: '2025-06-05' }))
      .then(e.extensionApproved('2025-06-05'));
  });
});
