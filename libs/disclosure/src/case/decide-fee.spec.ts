import * as e from './event-builders';
import type { CaseCommandData } from './commands';
import { command, given } from './specification';

/** X18: received Mon 2025-04-21 (due 05-21), notice sent 05-08, got 05-12, payable until 2025-06-10. */
const received = [e.registered('2025-04-21')];
const noticed = [...received, e.feeNoticeIssued('2025-05-08'), e.feeNoticeDelivered('2025-05-12')];
const issue = (changed: Partial<CaseCommandData['IssueFeeNotice']> = {}) =>
  command('IssueFeeNotice', { sentOn: '2025-05-08', method: 'per_page', units: 68, amountYuan: 380, ...changed });
const pay = (paidOn: string, amountYuan = 380) => command('RecordPayment', { paidOn, amountYuan });

describe('a fee notice', () => {
  it('names the amount of the tariff and how it comes about (R-51..R-53)', () => {
    given(...received)
      .when(issue())
      .then(e.feeNoticeIssued('2025-05-08'))
      .thenStatus('AWAITING_PAYMENT');
  });

  it('charges one piece by its number in the month (R-52)', () => {
    given(...received)
      .when(issue({ method: 'per_piece', units: 31, amountYuan: 200 }))
      .then(
        e.feeNoticeIssued('2025-05-08', {
          method: 'per_piece',
          units: 31,
          amountYuan: 200,
          tierBreakdown: [{ from: 31, to: 31, units: 1, priceYuan: 200 }],
        }),
      );
  });

  it.each([30, 1, 0, -1, 1.5, NaN])('is refused for %d pages, which cost nothing', (units) => {
    given(...received)
      .when(issue({ units, amountYuan: 0 }))
      .thenRejected('E_FEE_ZERO', 'units');
  });

  it('is refused with another amount, or for more pages than there are', () => {
    given(...received)
      .when(issue({ amountYuan: 381 }))
      .thenRejected('E_FEE_AMOUNT', 'amountYuan');
    given(...received)
      .when(issue({ units: 1e9 }))
      .thenRejected('E_FEE_AMOUNT', 'units');
  });

  it('is refused for a method that the measure does not know', () => {
    given(...received)
      .when(issue({ method: 'per_word' as never }))
      .thenRejected('E_MISSING', 'method');
  });

  it('is refused after the due date (R-54) and before the last step', () => {
    given(...received)
      .when(issue({ sentOn: '2025-05-22' }))
      .thenRejected('E_FEE_AFTER_DUE', 'sentOn');
    given(...received)
      .when(issue({ sentOn: '2025-04-20' }))
      .thenRejected('E_DATE_ORDER', 'sentOn');
  });

  it('is sent once, and never by the other method as well', () => {
    const paid = [...noticed, e.feePaid('2025-05-23')];
    given(...paid)
      .when(issue({ sentOn: '2025-05-26' }))
      .thenRejected('E_FEE_USED');
    given(...paid)
      .when(issue({ sentOn: '2025-05-26', method: 'per_piece', units: 31, amountYuan: 200 }))
      .thenRejected('E_FEE_BOTH_METHODS');
  });

  it('is served on a day that is recorded once', () => {
    const served = command('RecordFeeNoticeDelivery', { servedOn: '2025-05-12' });
    given(...received, e.feeNoticeIssued('2025-05-08'))
      .when(served)
      .then(e.feeNoticeDelivered('2025-05-12'));
    given(...noticed)
      .when(served)
      .thenRejected('E_STATE');
    given(...received, e.feeNoticeIssued('2025-05-13'))
      .when(served)
      .thenRejected('E_DATE_ORDER', 'servedOn');
  });
});

describe('the fee', () => {
  it('is paid in full and in time, on the last day too (R-55)', () => {
    given(...noticed)
      .when(pay('2025-05-23'))
      .then(e.feePaid('2025-05-23'))
      .thenStatus('RUNNING');
    given(...noticed)
      .when(pay('2025-06-10'))
      .thenStatus('RUNNING');
  });

  it('is not paid by a part, by too much, too late or before the notice', () => {
    given(...noticed)
      .when(pay('2025-05-23', 379))
      .thenRejected('E_FEE_PARTIAL', 'amountYuan');
    given(...noticed)
      .when(pay('2025-05-23', NaN))
      .thenRejected('E_FEE_PARTIAL', 'amountYuan');
    given(...noticed)
      .when(pay('2025-05-23', 381))
      .thenRejected('E_FEE_AMOUNT', 'amountYuan');
    given(...noticed)
      .when(pay('2025-06-11'))
      .thenRejected('E_FEE_EXPIRED', 'paidOn');
    given(...noticed)
      .when(pay('2025-05-07'))
      .thenRejected('E_DATE_ORDER', 'paidOn');
  });

  it('is not paid at all: over on the first calendar day after the deadline (R-56, X18)', () => {
    const lapse = command('LapseFee', {});
    given(...noticed)
      .when(lapse, { today: '2025-06-10' })
      .thenRejected('E_NOT_YET');
    given(...noticed)
      .when(lapse, { today: '2025-06-11' })
      .then(e.feeLapsed('2025-06-11'), e.caseClosed('2025-06-11', 'other_fee_lapsed', 'fee_lapsed'))
      .thenStatus('CLOSED');
    given(...received, e.feeNoticeIssued('2025-05-08'))
      .when(lapse)
      .thenRejected('E_NOT_DELIVERED');
  });
});
