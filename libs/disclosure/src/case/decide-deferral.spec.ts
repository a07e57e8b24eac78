import { replyDue } from '../clocks/reply-period';
import type { CaseCommandData } from './commands';
import * as e from './event-builders';
import { circumstances, command, given, stateAfter } from './specification';

const defer = (changed: Partial<CaseCommandData['DeferReply']> = {}) =>
  command('DeferReply', { newDueOn: '2025-06-30', notifiedOn: '2025-03-20', reason: '数量大', ...changed });
const asked = [e.registered('2025-03-03'), e.reasonsRequested('2025-03-05')];
const answered = [...asked, e.reasonsReceived('2025-03-10')];

describe('a deferred reply (R-40)', () => {
  it('puts the due date off to the day that was told', () => {
    const told = { newDueOn: '2025-06-30', notifiedOn: '2025-03-20', reason: '数量大' };
    given(...answered)
      .when(defer())
      .then(e.event('ReplyDeferred', told))
      .thenStatus('RUNNING');
    const state = stateAfter(...answered, e.event('ReplyDeferred', told));
    expect(replyDue(state, circumstances.calendar)?.dueOn).toBe('2025-06-30');
  });

  it('presupposes that reasons were asked for and came', () => {
    given(e.registered('2025-03-03')).when(defer()).thenRejected('E_REASONS_NOT_ASKED');
    given(...asked)
      .when(defer())
      .thenRejected('E_REASONS_NOT_ASKED');
  });

  it('is told while the period still runs', () => {
    given(...answered)
      .when(defer({ notifiedOn: '2025-03-31' }))
      .thenStatus('RUNNING');
    given(...answered)
      .when(defer({ notifiedOn: '2025-04-01' }))
      .thenRejected('E_EXT_AFTER_DUE', 'notifiedOn');
  });

  it('follows the reasons and never brings the reply forward', () => {
    given(...answered)
      .when(defer({ notifiedOn: '2025-03-09' }))
      .thenRejected('E_DATE_ORDER', 'notifiedOn');
    given(...answered)
      .when(defer({ newDueOn: '2025-03-28' }))
      .thenRejected('E_DATE_ORDER', 'newDueOn');
  });
});
