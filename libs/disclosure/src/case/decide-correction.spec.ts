import * as e from './event-builders';
import { HISTORY_OF, SAMPLE_OF } from './sample-histories';
import { command, given } from './specification';

/** X17: received 2024-12-20, asked 12-27, notice got 12-30, ten working days end on 2025-01-14. */
const asked = [
  e.registered('2024-12-20'),
  e.correctionRequested('2024-12-27'),
  e.correctionNoticeDelivered('2024-12-30'),
];
const lapse = command('LapseCorrection', {});
const receive = (correctedOn: string, excuse?: { reason: string; approvedBy: string }) =>
  command('ReceiveCorrection', { correctedOn, ...(excuse && { excuse }) });

describe('a correction is asked for', () => {
  it('once, with items and deadline (R-20)', () => {
    given(e.registered('2025-03-03'))
      .when(command('RequestCorrection', SAMPLE_OF.RequestCorrection))
      .then(e.correctionRequested('2025-03-05'))
      .thenFindings();
  });

  it('late, and is recorded with a finding (R-26)', () => {
    given(e.registered('2025-03-03'))
      .when(command('RequestCorrection', { ...SAMPLE_OF.RequestCorrection, sentOn: '2025-03-13' }))
      .thenStatus('AWAITING_CORRECTION')
      .thenFindings('F_CORRECTION_LATE');
  });

  it('not a second time (R-21)', () => {
    given(...asked, e.correctionReceived('2025-01-10'))
      .when(command('RequestCorrection', { ...SAMPLE_OF.RequestCorrection, sentOn: '2025-01-13' }))
      .thenRejected('E_CORRECTION_USED');
  });

  it.each([
    ['no items', { items: [] }],
    ['a blank item', { items: ['名称', ' '] }],
    ['no deadline', { periodWd: undefined }],
    ['a period of no days', { periodWd: 0 }],
    ['half a day', { periodWd: 1.5 }],
  ])('not with %s', (_what, changed) => {
    given(e.registered('2025-03-03'))
      .when(command('RequestCorrection', { ...SAMPLE_OF.RequestCorrection, ...changed }))
      .thenRejected('E_CORRECTION_CONTENT');
  });

  it('not before the receipt or an earlier step, nor with a deadline before the notice', () => {
    given(e.registered('2025-03-03'))
      .when(command('RequestCorrection', { ...SAMPLE_OF.RequestCorrection, sentOn: '2025-03-02' }))
      .thenRejected('E_DATE_ORDER', 'sentOn');
    given(...HISTORY_OF.CONSULTING, e.thirdPartyOpinion('2025-03-20', 'agree'))
      .when(command('RequestCorrection', SAMPLE_OF.RequestCorrection))
      .thenRejected('E_DATE_ORDER', 'sentOn');
    given(e.registered('2025-03-03'))
      .when(command('RequestCorrection', { ...SAMPLE_OF.RequestCorrection, dueOn: '2025-03-04' }))
      .thenRejected('E_DATE_ORDER', 'dueOn');
  });

  it('and the day its notice was served is recorded once (R-24)', () => {
    const served = command('RecordCorrectionNoticeDelivery', { servedOn: '2025-03-06' });
    given(e.registered('2025-03-03'), e.correctionRequested('2025-03-05'))
      .when(served)
      .then(e.correctionNoticeDelivered('2025-03-06'));
    given(...HISTORY_OF.AWAITING_CORRECTION)
      .when(served)
      .thenRejected('E_STATE');
    given(e.registered('2025-03-03'), e.correctionRequested('2025-03-07'))
      .when(served)
      .thenRejected('E_DATE_ORDER', 'servedOn');
  });
});

describe('the corrected text arrives', () => {
  it('in time, on the last day too (R-22)', () => {
    given(...asked)
      .when(receive('2025-01-10'))
      .then(e.correctionReceived('2025-01-10'))
      .thenStatus('RUNNING');
    given(...asked)
      .when(receive('2025-01-14'))
      .thenStatus('RUNNING');
  });

  it('too late without excuse', () => {
    given(...asked)
      .when(receive('2025-01-15'))
      .thenRejected('E_CORRECTION_EXPIRED', 'correctedOn');
  });

  it('too late with a good reason (R-25)', () => {
    given(...asked)
      .when(receive('2025-01-15', { reason: '住院', approvedBy: 'head' }))
      .then(e.lateCorrectionExcused('2025-01-15'), e.correctionReceived('2025-01-15'))
      .thenStatus('RUNNING');
    given(...asked)
      .when(receive('2025-01-15', { reason: ' ', approvedBy: 'head' }))
      .thenRejected('E_MISSING', 'excuse.reason');
    given(...asked)
      .when(receive('2025-01-15', { reason: '住院', approvedBy: '' }))
      .thenRejected('E_MISSING', 'excuse.approvedBy');
  });

  it('with an excuse it does not need', () => {
    given(...asked)
      .when(receive('2025-01-10', { reason: '住院', approvedBy: 'head' }))
      .then(e.correctionReceived('2025-01-10'));
  });

  it('not before the notice', () => {
    given(...asked)
      .when(receive('2024-12-26'))
      .thenRejected('E_DATE_ORDER', 'correctedOn');
  });

  it('with a new description, which is the one that counts', () => {
    const { outcome } = given(...asked).when(
      command('ReceiveCorrection', { correctedOn: '2025-01-10', newDescription: '更清楚的描述' }),
    );
    expect(outcome).toEqual({ events: [e.correctionReceived('2025-01-10', { newDescription: '更清楚的描述' })] });
  });
});

describe('nothing comes', () => {
  it('and the case lapses on the first calendar day after the deadline (R-25, X17)', () => {
    given(...asked)
      .when(lapse, { today: '2025-01-20' })
      .then(
        e.correctionLapsed('2025-01-15'),
        e.caseClosed('2025-01-15', 'other_correction_lapsed', 'correction_lapsed'),
      )
      .thenStatus('CLOSED');
  });

  it('but it does not lapse on the last day', () => {
    given(...asked)
      .when(lapse, { today: '2025-01-14' })
      .thenRejected('E_NOT_YET');
    given(...asked)
      .when(lapse, { today: '2025-01-15' })
      .thenStatus('CLOSED');
  });

  it('nor while nobody knows when the notice was served', () => {
    given(e.registered('2024-12-20'), e.correctionRequested('2024-12-27')).when(lapse).thenRejected('E_NOT_DELIVERED');
    given(e.registered('2024-12-20'), e.correctionRequested('2024-12-27', { dueOn: '2025-01-14' }))
      .when(lapse)
      .thenRejected('E_NOT_DELIVERED');
  });

  it('the system may lapse it too', () => {
    given(...asked)
      .when(lapse, { actor: { id: 'system', role: 'system' }, today: '2025-01-20' })
      .thenStatus('CLOSED');
  });
});
