import * as e from './event-builders';
import { command, given } from './specification';

const paid = [e.registered('2025-03-03'), e.feeNoticeIssued('2025-03-05'), e.feePaid('2025-03-10')];
const refund = (amountYuan: number, refundedOn = '2025-03-20') =>
  command('RecordRefund', { refundedOn, amountYuan, reason: '多收' });
const refunded = (amountYuan: number) =>
  e.event('FeeRefunded', { refundedOn: '2025-03-20', amountYuan, reason: '多收' });

describe('giving a fee back (R-59)', () => {
  it('records it, in a closed case as well', () => {
    given(...paid)
      .when(refund(380))
      .then(refunded(380))
      .thenStatus('RUNNING');
    given(...paid, ...e.replied('2025-03-17', 'unable_not_held'))
      .when(refund(80))
      .thenStatus('CLOSED');
  });

  it('never gives back more than was paid, in one sum or in several', () => {
    given(...paid)
      .when(refund(381))
      .thenRejected('E_FEE_AMOUNT', 'amountYuan');
    given(...paid, refunded(300))
      .when(refund(81))
      .thenRejected('E_FEE_AMOUNT', 'amountYuan');
    given(...paid, refunded(300))
      .when(refund(80))
      .then(refunded(80));
  });

  it.each([0, -1, 0.5])('%s yuan are no refund', (amount) => {
    given(...paid)
      .when(refund(amount))
      .thenRejected('E_FEE_AMOUNT', 'amountYuan');
  });

  it('follows a payment', () => {
    given(e.registered('2025-03-03')).when(refund(80)).thenRejected('E_STATE');
    given(...paid)
      .when(refund(80, '2025-03-09'))
      .thenRejected('E_DATE_ORDER', 'refundedOn');
  });
});

it('a complaint is recorded and moves nothing (R-103)', () => {
  const complaint = { receivedOn: '2025-04-10', body: '逾期未答复', outcome: '转办' };
  given(e.registered('2025-03-03'))
    .when(command('RecordComplaint', complaint))
    .then(e.event('ComplaintRecorded', complaint))
    .thenStatus('RUNNING');
  given(e.registered('2025-03-03'))
    .when(command('RecordComplaint', { ...complaint, receivedOn: '2025-03-02' }))
    .thenRejected('E_DATE_ORDER', 'receivedOn');
});
