import * as e from '../case/event-builders';
import { RESULT_CODES, type ResultCode } from '../vocabulary/result-codes';
import { eventsOf, row, stateOf } from './record-specification';

describe('a new row', () => {
  it('is a registration when it says nothing more', () => {
    expect(eventsOf(row())).toEqual([e.registered('2025-03-03')]);
  });

  it('of a channel that needs it is confirmed on 收到日期', () => {
    expect(eventsOf(row({ channel: 'internet', arrivedOn: '2025-03-01' }))).toEqual([
      e.arrived('2025-03-01', { channel: 'internet' }),
      e.receiptConfirmed('2025-03-03', { means: '台账导入' }),
    ]);
  });

  it('with everything is told in legal order, each step on its own day', () => {
    const events = eventsOf(
      row({
        correctionAskedOn: '2025-03-05',
        correctionReceivedOn: '2025-03-12',
        consultedOn: '2025-03-13',
        opinionOn: '2025-03-20',
        opinion: 'partly',
        extensionNotifiedOn: '2025-03-25',
        extensionWd: 10,
        feeNoticedOn: '2025-03-26',
        feeMethod: 'per_page',
        feeYuan: 380,
        feePaidOn: '2025-04-01',
        concludedOn: '2025-04-10',
        resultCode: 'partially_granted',
        reconsiderations: [{ filedOn: '2025-04-20', concludedOn: '2025-05-20', result: 'upheld' }],
        suits: [{ route: 'after_reconsideration', filedOn: '2025-06-01' }],
        note: '备注',
      }),
    );
    expect(events.map(({ type, effectiveOn }) => [type, effectiveOn])).toEqual([
      ['ApplicationRegistered', '2025-03-03'],
      ['CorrectionRequested', '2025-03-05'],
      ['CorrectionReceived', '2025-03-12'],
      ['ThirdPartyConsulted', '2025-03-13'],
      ['ThirdPartyOpinionReceived', '2025-03-20'],
      ['ExtensionApproved', '2025-03-25'],
      ['ExtensionNotified', '2025-03-25'],
      ['FeeNoticeIssued', '2025-03-26'],
      ['FeePaid', '2025-04-01'],
      ['ReplyDecided', '2025-04-10'],
      ['ReplyDispatched', '2025-04-10'],
      ['CaseClosed', '2025-04-10'],
      ['ReconsiderationFiled', '2025-04-20'],
      ['ReconsiderationConcluded', '2025-05-20'],
      ['LitigationFiled', '2025-06-01'],
    ]);
    expect(events[0]?.note).toBe('备注');
    expect(events.at(-1)?.data).toMatchObject({ reconId: 'demo-case:reconsideration:1', suitId: 'demo-case:suit:1' });
  });

  const codes = Object.keys(RESULT_CODES) as ResultCode[];
  it.each(codes)('with the result %s is closed with it on 办结日期', (resultCode) => {
    const state = stateOf(row({ concludedOn: '2025-03-20', resultCode }));
    expect(state.status).toBe('CLOSED');
    expect(state.closing).toMatchObject({ resultCode, concludedOn: '2025-03-20' });
  });

  it('leaves the document’s reasons unknown and takes basis and remedy from the result', () => {
    const [, decided, dispatched] = eventsOf(row({ concludedOn: '2025-03-20', resultCode: 'denied_state_secret' }));
    expect(decided?.data).toEqual({
      decidedOn: null,
      resultCode: 'denied_state_secret',
      legalBasis: ['Reg.14'],
      reasons: null,
      remedy: 'reconsideration_first',
    });
    expect(dispatched?.data).toEqual({ dispatchedOn: '2025-03-20', mode: null });
  });

  it('with a result but no day is decided, not sent', () => {
    expect(stateOf(row({ resultCode: 'granted' })).status).toBe('DECIDED');
  });

  it('with an appeal before the reply means the failure to reply', () => {
    const filed = eventsOf(
      row({ concludedOn: '2025-05-20', resultCode: 'granted', reconsiderations: [{ filedOn: '2025-05-01' }] }),
    ).find(({ type }) => type === 'ReconsiderationFiled');
    expect(filed?.data).toMatchObject({ target: 'inaction' });
  });

  it('books an amount without dates on the day of conclusion', () => {
    const events = eventsOf(row({ feeYuan: 380, concludedOn: '2025-03-20', resultCode: 'granted' }));
    expect(events.map(({ type, effectiveOn }) => [type, effectiveOn]).slice(1, 3)).toEqual([
      ['FeeNoticeIssued', '2025-03-20'],
      ['FeePaid', '2025-03-20'],
    ]);
  });

  it('does not take columns full of zeros for facts', () => {
    expect(eventsOf(row({ deductedWd: 0, feeYuan: 0, extensionWd: 0 }))).toEqual([e.registered('2025-03-03')]);
  });
});
