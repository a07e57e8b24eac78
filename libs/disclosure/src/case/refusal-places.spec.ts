import type { NewCaseEvent } from '../events/envelope';
import type { Rejection } from '../vocabulary/rejections';
import type { CaseCommand, CaseCommandData, CaseCommandName } from './commands';
import * as e from './event-builders';
import { HISTORY_OF, SAMPLE_OF } from './sample-histories';
import { command, given } from './specification';

const received = HISTORY_OF.RUNNING;
const asked = HISTORY_OF.AWAITING_CORRECTION;
const noticed = HISTORY_OF.AWAITING_PAYMENT;
const consulted = [...HISTORY_OF.CONSULTING, e.consultationNoticeReceived('2025-03-11')];
const replied = HISTORY_OF.CLOSED;
const paid = [...noticed, e.feePaid('2025-03-20')];
const refund = (amountYuan: number) => e.event('FeeRefunded', { refundedOn: '2025-03-24', amountYuan, reason: '多收' });

const change = <T extends CaseCommandName>(name: T, changed: Partial<CaseCommandData[T]>): CaseCommand =>
  command(name, { ...SAMPLE_OF[name], ...changed });
const assigned = [...received, e.caseAssigned('2025-03-05')];

/** Every refusal has code, place, and what would be right (design: refusals). */
describe('a refusal says where, and what would be right', () => {
  it.each<[string, NewCaseEvent[], CaseCommand, Rejection]>([
    [
      'the last day of the correction (R-25)',
      asked,
      change('ReceiveCorrection', { correctedOn: '2025-03-21' }),
      { code: 'E_CORRECTION_EXPIRED', field: 'correctedOn', detail: { dueOn: '2025-03-20' } },
    ],
    [
      'the last day of the payment (R-56)',
      noticed,
      change('RecordPayment', { paidOn: '2025-04-07' }),
      { code: 'E_FEE_EXPIRED', field: 'paidOn', detail: { dueOn: '2025-04-03' } },
    ],
    [
      'the fee that is owed, to who pays less (R-55)',
      noticed,
      change('RecordPayment', { amountYuan: 379 }),
      { code: 'E_FEE_PARTIAL', field: 'amountYuan', detail: { owedYuan: 380 } },
    ],
    [
      'the fee that is owed, to who pays more',
      noticed,
      change('RecordPayment', { amountYuan: 381 }),
      { code: 'E_FEE_AMOUNT', field: 'amountYuan', detail: { owedYuan: 380 } },
    ],
    [
      'the fee of the tariff (R-53)',
      received,
      change('IssueFeeNotice', { amountYuan: 381 }),
      { code: 'E_FEE_AMOUNT', field: 'amountYuan', detail: { computedYuan: 380 } },
    ],
    [
      'the method that was chosen first (R-51)',
      paid,
      change('IssueFeeNotice', { method: 'per_piece' }),
      { code: 'E_FEE_BOTH_METHODS', field: 'method' },
    ],
    [
      'the method that there is not',
      received,
      change('IssueFeeNotice', { method: 'per_word' as never }),
      { code: 'E_MISSING', field: 'method' },
    ],
    [
      'what is left to give back (R-59)',
      [...paid, refund(300)],
      change('RecordRefund', { amountYuan: 81 }),
      { code: 'E_FEE_AMOUNT', field: 'amountYuan', detail: { leftYuan: 80 } },
    ],
    [
      'the remedy of the law (R-84)',
      received,
      change('Decide', { remedy: 'none' }),
      { code: 'E_NO_REMEDY', field: 'remedy', detail: { remedy: 'either' } },
    ],
    [
      'the result there is not',
      received,
      change('Decide', { resultCode: 'maybe' as never }),
      { code: 'E_RESULT_CODE', field: 'resultCode' },
    ],
    [
      'the result that wants a correction round (R-21)',
      received,
      change('Decide', { resultCode: 'unable_still_unclear', reasons: '-' }),
      { code: 'E_NO_CORRECTION_ROUND', field: 'resultCode' },
    ],
    [
      'the result that wants reasons asked for (R-41)',
      received,
      change('Decide', { resultCode: 'not_processed_excessive', reasons: '-' }),
      { code: 'E_REASONS_NOT_ASKED', field: 'resultCode' },
    ],
    [
      'the result that is a lapse (R-25)',
      received,
      change('Decide', { resultCode: 'other_correction_lapsed', reasons: '-' }),
      { code: 'E_USE_LAPSE', field: 'resultCode' },
    ],
    [
      'the items of a notice (R-20)',
      received,
      change('RequestCorrection', { items: [] }),
      { code: 'E_CORRECTION_CONTENT', field: 'items' },
    ],
    [
      'the missing deadline of a notice (R-20)',
      received,
      change('RequestCorrection', { periodWd: undefined }),
      { code: 'E_CORRECTION_CONTENT', field: 'periodWd' },
    ],
    [
      'the wrong period of a notice, whatever day it also sets',
      received,
      change('RequestCorrection', { periodWd: 0, dueOn: '2025-03-20' }),
      { code: 'E_CORRECTION_CONTENT', field: 'periodWd' },
    ],
    [
      'the earliest day of a deadline',
      received,
      change('RequestCorrection', { dueOn: '2025-03-04' }),
      { code: 'E_DATE_ORDER', field: 'dueOn', detail: { earliest: '2025-03-05' } },
    ],
    [
      'the earliest day of an answer to reasons asked for',
      received,
      change('RequestReasons', { dueOn: '2025-03-04' }),
      { code: 'E_DATE_ORDER', field: 'dueOn', detail: { earliest: '2025-03-05' } },
    ],
    [
      'the earliest day of reasons (R-40)',
      [...received, e.reasonsRequested('2025-03-12')],
      command('ReceiveReasons', SAMPLE_OF.ReceiveReasons),
      { code: 'E_DATE_ORDER', field: 'receivedOn', detail: { earliest: '2025-03-12' } },
    ],
    [
      'the last step, not the last recorded',
      [
        ...received,
        e.thirdPartyConsulted('2025-03-10'),
        e.consultationCancelled('2025-03-20'),
        e.reasonsRequested('2025-03-05'),
      ],
      command('Withdraw', SAMPLE_OF.Withdraw),
      { code: 'E_DATE_ORDER', field: 'withdrawnOn', detail: { earliest: '2025-03-20' } },
    ],
    [
      'the day a letter before receipt arrived (R-90)',
      HISTORY_OF.UNCONFIRMED,
      change('Withdraw', { withdrawnOn: '2025-03-01' }),
      { code: 'E_DATE_ORDER', field: 'withdrawnOn', detail: { earliest: '2025-03-03' } },
    ],
    [
      'the identity (R-90)',
      received,
      change('Withdraw', { identityVerified: false }),
      { code: 'E_IDENTITY', field: 'identityVerified' },
    ],
    [
      'the ground of voiding (A-20)',
      received,
      change('VoidCase', { reason: 'no_time' as never }),
      { code: 'E_VOID_REASON', field: 'reason' },
    ],
    [
      'the day of an assignment',
      received,
      change('AssignCase', { assignedOn: '2025-03-01' }),
      { code: 'E_DATE_ORDER', field: 'assignedOn', detail: { earliest: '2025-03-03' } },
    ],
    [
      'the day of a hand-over',
      assigned,
      change('HandOverCase', { handedOverOn: '2025-03-04' }),
      { code: 'E_DATE_ORDER', field: 'handedOverOn', detail: { earliest: '2025-03-05' } },
    ],
    [
      'the day of a return',
      assigned,
      change('ReturnCase', { returnedOn: '2025-03-04' }),
      { code: 'E_DATE_ORDER', field: 'returnedOn', detail: { earliest: '2025-03-05' } },
    ],
    [
      'the day a consultation was sent',
      received,
      change('ConsultThirdParty', { sentOn: '2025-03-01' }),
      { code: 'E_DATE_ORDER', field: 'sentOn', detail: { earliest: '2025-03-03' } },
    ],
    [
      'the day an agency was asked',
      received,
      change('ConsultAgency', { sentOn: '2025-03-01' }),
      { code: 'E_DATE_ORDER', field: 'sentOn', detail: { earliest: '2025-03-03' } },
    ],
    [
      'the day of an attribute',
      HISTORY_OF.DECIDED,
      change('DetermineAttribute', { determinedOn: '2025-03-11' }),
      { code: 'E_DATE_ORDER', field: 'determinedOn', detail: { earliest: '2025-03-12' } },
    ],
    [
      'that nothing is there to serve',
      received,
      command('RecordDelivery', SAMPLE_OF.RecordDelivery),
      { code: 'E_STATE', detail: { state: 'RUNNING' } },
    ],
    [
      'a blank among linked cases',
      received,
      command('LinkApplications', { caseIds: ['other', ' '] }),
      { code: 'E_MISSING', field: 'caseIds' },
    ],
    [
      'a number for a text',
      received,
      command('AssignCase', { office: 7 as never, assignedOn: '2025-03-04' }),
      { code: 'E_MISSING', field: 'office' },
    ],
    [
      'the entry a letter is about',
      received,
      change('RecordLetter', { aboutEventId: 'event-9' }),
      { code: 'E_ENTRY_UNKNOWN', field: 'aboutEventId' },
    ],
  ])('%s', (_, history, asks, rejection) => {
    expect(given(...history).when(asks).outcome).toEqual({ rejection });
  });

  it.each<[string, NewCaseEvent[], CaseCommand, string, string]>([
    ['a correction', asked, command('LapseCorrection', {}), '2025-03-20', '2025-03-20'],
    ['a payment', noticed, command('LapseFee', {}), '2025-04-03', '2025-04-03'],
    ['an opinion', consulted, command('LapseConsultation', { consultId: 'consult-1' }), '2025-04-01', '2025-04-01'],
  ])('until when %s may come (E_NOT_YET)', (_, history, lapse, today, dueOn) => {
    expect(given(...history).when(lapse, { today }).outcome).toEqual({
      rejection: { code: 'E_NOT_YET', detail: { dueOn } },
    });
  });

  it('what day it is, to who tells of tomorrow', () => {
    expect(given(...received).when(command('Withdraw', SAMPLE_OF.Withdraw), { today: '2025-03-13' }).outcome).toEqual({
      rejection: { code: 'E_FUTURE', field: 'withdrawnOn', detail: { today: '2025-03-13' } },
    });
  });

  it('who reviewed or decided may not review, however the name is written (Reg.17)', () => {
    const signed = [e.registered('2025-03-03'), e.replyDecided('2025-03-12', 'granted', { decidedBy: ' signer ' })];
    given(...signed)
      .when(command('RecordSecrecyReview', SAMPLE_OF.RecordSecrecyReview), { actor: { id: 'signer', role: 'signer' } })
      .thenRejected('E_SAME_PERSON');
    given(...signed)
      .when(change('RecordSecrecyReview', { reviewedOn: '2025-03-11' }), { actor: { id: 'reviewer', role: 'handler' } })
      .thenRejected('E_DATE_ORDER', 'reviewedOn');
    given(...replied)
      .when(command('RecordLegalReview', SAMPLE_OF.RecordLegalReview))
      .thenRejected('E_STATE');
  });
});
