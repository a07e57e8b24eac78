import type { NewCaseEvent } from '../events/envelope';
import { RESULT_CODES, type ResultCode } from '../vocabulary/result-codes';
import * as e from './event-builders';
import type { CaseCommandData } from './commands';
import { remedyFor } from './remedy';
import { HISTORY_OF, SAMPLE_OF } from './sample-histories';
import { command, given, stateAfter } from './specification';

const decideAs = (resultCode: ResultCode, changed: Partial<CaseCommandData['Decide']> = {}) => {
  const decidedOn = changed.decidedOn ?? '2025-03-12';
  return command('Decide', {
    decidedOn,
    resultCode,
    legalBasis: ['Reg.36'],
    reasons: '示例理由',
    remedy: remedyFor(resultCode, decidedOn),
    docNo: '示例〔2025〕1号',
    decidedBy: 'signer',
    ...changed,
  });
};
const running = HISTORY_OF.RUNNING;

/** What has to come before a result, where something has to. */
const BEFORE: Partial<Record<ResultCode, Parameters<typeof given>>> = {
  unable_still_unclear: [e.correctionRequested('2025-03-05'), e.correctionReceived('2025-03-10')],
  not_processed_excessive: [e.reasonsRequested('2025-03-05')],
};
const WITH: Partial<Record<ResultCode, Partial<CaseCommandData['Decide']>>> = {
  not_processed_duplicate: { priorCaseId: 'earlier-case' },
};
const codes = Object.keys(RESULT_CODES) as ResultCode[];
const lapses: ResultCode[] = ['other_correction_lapsed', 'other_fee_lapsed'];
const replies = codes.filter((code) => !lapses.includes(code));

describe('a reply is decided', () => {
  it.each(replies)('as %s, and concludes nothing before it is sent', (code) => {
    given(...running, ...(BEFORE[code] ?? []))
      .when(decideAs(code, WITH[code]))
      .then(e.replyDecided('2025-03-12', code, WITH[code]))
      .thenStatus('DECIDED');
  });

  it.each(lapses)('not as %s: that is a lapse (R-25, R-56)', (code) => {
    given(...running)
      .when(decideAs(code))
      .thenRejected('E_USE_LAPSE', 'resultCode');
  });

  it.each(replies.filter((code) => code !== 'granted'))('not as %s without reasons (R-70)', (code) => {
    given(...running, ...(BEFORE[code] ?? []))
      .when(decideAs(code, { ...WITH[code], reasons: ' ' }))
      .thenRejected('E_NO_REASONS', 'reasons');
  });

  it('as granted without reasons', () => {
    given(...running)
      .when(decideAs('granted', { reasons: undefined }))
      .thenStatus('DECIDED');
  });

  it('not without basis, except where the result has none', () => {
    given(...running)
      .when(decideAs('granted', { legalBasis: [] }))
      .thenRejected('E_BASIS', 'legalBasis');
    given(...running)
      .when(decideAs('granted', { legalBasis: [' '] }))
      .thenRejected('E_BASIS', 'legalBasis');
    for (const code of ['other_other', 'not_processed_confirmation'] as const) {
      given(...running)
        .when(decideAs(code, { legalBasis: [] }))
        .thenStatus('DECIDED');
    }
    const none = replies.filter((code) => RESULT_CODES[code].basis.length === 0);
    expect(none).toEqual(['not_processed_confirmation', 'other_other']);
  });

  it.each(replies)('not as %s with the wrong remedy or none (R-84)', (code) => {
    const wrong = remedyFor(code, '2025-03-12') === 'either' ? 'reconsideration_first' : 'either';
    for (const remedy of [wrong, 'none', undefined] as const) {
      given(...running, ...(BEFORE[code] ?? []))
        .when(decideAs(code, { ...WITH[code], remedy: remedy as 'none' }))
        .thenRejected('E_NO_REMEDY', 'remedy');
    }
  });

  it('with reconsideration first only since 2024-01-01 (R-84)', () => {
    const received = e.registered('2023-12-04');
    given(received)
      .when(decideAs('denied_state_secret', { decidedOn: '2023-12-31', remedy: 'either' }))
      .thenStatus('DECIDED');
    given(received)
      .when(decideAs('denied_state_secret', { decidedOn: '2024-01-01', remedy: 'either' }))
      .thenRejected('E_NO_REMEDY');
  });

  it('not reconsideration first for administrative queries, whatever the heading says (R-85)', () => {
    expect(remedyFor('denied_administrative_query', '2025-03-12')).toBe('either');
  });

  it('not with a result the form does not have', () => {
    given(...running)
      .when(decideAs('granted', { resultCode: 'maybe' as never }))
      .thenRejected('E_RESULT_CODE');
    given(...running)
      .when(decideAs('granted', { itemResults: [{ item: '一', resultCode: 'toString' as never }] }))
      .thenRejected('E_RESULT_CODE', 'itemResults');
  });

  it('as still unclear only after a correction round (R-21)', () => {
    given(...running)
      .when(decideAs('unable_still_unclear'))
      .thenRejected('E_NO_CORRECTION_ROUND');
  });

  it('as excessive only after reasons were asked (R-41)', () => {
    given(...running)
      .when(decideAs('not_processed_excessive'))
      .thenRejected('E_REASONS_NOT_ASKED');
  });

  it('as a duplicate only of a named case (R-75)', () => {
    given(...running)
      .when(decideAs('not_processed_duplicate'))
      .thenRejected('E_NO_PRIOR_REPLY', 'priorCaseId');
  });

  it('not before the running period began or a consultation ended', () => {
    given(...running)
      .when(decideAs('granted', { decidedOn: '2025-03-02' }))
      .thenRejected('E_DATE_ORDER', 'decidedOn');
    given(...HISTORY_OF.CONSULTING, e.thirdPartyOpinion('2025-03-20', 'agree'))
      .when(decideAs('granted', { decidedOn: '2025-03-19' }))
      .thenRejected('E_DATE_ORDER', 'decidedOn');
  });
});

describe('disclosing against a third party (R-46)', () => {
  const objected = (groundReasonable: boolean, opinion: 'object' | 'partly' = 'object') => [
    ...HISTORY_OF.CONSULTING,
    e.thirdPartyOpinion('2025-03-11', opinion, { groundReasonable }),
  ];

  it('needs a public interest where the objection has a reasonable ground', () => {
    given(...objected(true))
      .when(decideAs('granted'))
      .thenRejected('E_PUBLIC_INTEREST', 'publicInterestGround');
    given(...objected(true))
      .when(decideAs('partially_granted'))
      .thenRejected('E_PUBLIC_INTEREST');
    given(...objected(true, 'partly'))
      .when(decideAs('granted'))
      .thenRejected('E_PUBLIC_INTEREST');
    given(...objected(true))
      .when(decideAs('granted', { publicInterestGround: '重大公共利益' }))
      .thenStatus('DECIDED');
  });

  it('needs none where the ground is not reasonable, or nobody answered', () => {
    given(...objected(false))
      .when(decideAs('granted'))
      .thenStatus('DECIDED');
    given(...HISTORY_OF.CONSULTING, e.thirdPartyLapsed('2025-03-12'))
      .when(decideAs('granted'))
      .thenStatus('DECIDED');
  });

  it('does not happen where the third party’s part is withheld', () => {
    given(...objected(true))
      .when(
        decideAs('partially_granted', {
          itemResults: [
            { item: '一', resultCode: 'granted' },
            { item: '二', resultCode: 'denied_third_party' },
          ],
        }),
      )
      .thenStatus('DECIDED');
    given(...objected(true, 'partly'))
      .when(decideAs('partially_granted'))
      .thenStatus('DECIDED');
    given(...objected(true))
      .when(decideAs('denied_third_party'))
      .thenStatus('DECIDED');
  });
});

describe('a decided reply', () => {
  const dispatch = (changed: Partial<CaseCommandData['DispatchReply']> = {}) =>
    command('DispatchReply', { dispatchedOn: '2025-03-13', mode: 'china_post', ...changed });

  const cleared = [...HISTORY_OF.DECIDED, ...e.cleared('2025-03-12')];

  it('is sent, which concludes the case on that day (R-37, A-24)', () => {
    given(...cleared)
      .when(dispatch({ trackingNo: 'X1' }))
      .then(e.replyDispatched('2025-03-13', { trackingNo: 'X1' }), e.caseClosed('2025-03-13'))
      .thenStatus('CLOSED')
      .thenFindings();
  });

  it('is handed over: the day the applicant signs concludes the case', () => {
    given(...cleared)
      .when(dispatch({ mode: 'hand', dispatchedOn: '2025-03-17' }))
      .then(e.replyDispatched('2025-03-17', { mode: 'hand' }), e.caseClosed('2025-03-17'));
  });

  it('is sent late, and is recorded as overdue (R-36)', () => {
    given(...cleared)
      .when(dispatch({ dispatchedOn: '2025-04-01' }))
      .thenFindings('F_OVERDUE');
    given(...cleared)
      .when(dispatch({ dispatchedOn: '2025-03-31' }))
      .thenFindings();
  });

  it.each(['EMS', 'China Post', '中国邮政', '邮政特快专递'])('may be carried by %s', (carrier) => {
    given(...cleared)
      .when(dispatch({ carrier }))
      .thenStatus('CLOSED');
  });

  it.each(['顺丰', 'SF Express', 'DHL', ''])('may not be carried by “%s” (R-37)', (carrier) => {
    given(...cleared)
      .when(dispatch({ carrier }))
      .thenRejected('E_POSTAL', 'carrier');
  });

  it('is not sent without its document', () => {
    given(e.registered('2025-03-03'), e.replyDecided('2025-03-12', 'granted', { docNo: undefined }))
      .when(dispatch())
      .thenRejected('E_NO_DOC');
  });

  it('is not sent before it was decided', () => {
    given(...cleared)
      .when(dispatch({ dispatchedOn: '2025-03-11' }))
      .thenRejected('E_DATE_ORDER', 'dispatchedOn');
  });

  it('is taken back while it is in the house', () => {
    given(...HISTORY_OF.DECIDED)
      .when(command('RevokeUndispatchedDecision', { reason: '文号有误' }), { today: '2025-03-12' })
      .then(e.event('ReplyDecisionRevoked', { reason: '文号有误' }, '2025-03-12'))
      .thenStatus('RUNNING');
  });

  it('is decided again after it was taken back', () => {
    given(...HISTORY_OF.DECIDED, e.event('ReplyDecisionRevoked', { reason: '文号有误' }, '2025-03-12'))
      .when(decideAs('denied_other_law'))
      .thenStatus('DECIDED');
  });
});

describe('after the reply', () => {
  const served = command('RecordDelivery', { servedOn: '2025-03-15', proof: '回执' });

  it('its service is recorded once, not before it was sent (R-91)', () => {
    given(...HISTORY_OF.CLOSED)
      .when(served)
      .then(e.replyDelivered('2025-03-15'))
      .thenStatus('CLOSED');
    given(...HISTORY_OF.CLOSED, e.replyDelivered('2025-03-14'))
      .when(served)
      .thenRejected('E_STATE');
    given(e.registered('2025-03-03'), ...e.replied('2025-03-17'))
      .when(served)
      .thenRejected('E_DATE_ORDER', 'servedOn');
  });

  it('a reply handed over concludes the case, and stops its clock, on the day it is signed for (R-37, A-24)', () => {
    const { dispatchedOn, servedOn } = { dispatchedOn: '2025-03-14', servedOn: '2025-04-02' };
    const handed = [
      e.registered('2025-03-03'),
      e.replyDecided('2025-03-12'),
      e.replyDispatched(dispatchedOn, { mode: 'via_agency' }),
      e.caseClosed(dispatchedOn),
    ];
    const concludedOn = (...more: NewCaseEvent[]) => stateAfter(...handed, ...more).closing?.concludedOn;
    expect(concludedOn()).toBe(dispatchedOn);
    expect(concludedOn(e.replyDelivered(servedOn))).toBe(servedOn);
    // 20 wd after 2025-03-03 are over on 03-31: signed for too late, though it left in time.
    given(...handed)
      .when(command('RecordDelivery', { servedOn, proof: '签收单' }))
      .thenFindings('F_OVERDUE');
    expect(
      concludedOn(e.replyDelivered(servedOn), e.entryCorrected('event-5', 'servedOn', { newValue: '2025-03-17' })),
    ).toBe('2025-03-17');
    expect(concludedOn(e.replyDelivered(servedOn), e.entryRetracted('event-5'))).toBe(dispatchedOn);
  });

  it('the service of a new decision moves no conclusion (A-31)', () => {
    const anew = [
      ...HISTORY_OF.REDECIDING,
      e.replyRedecided('2026-01-12', 'granted', 'event-2'),
      e.replyDispatched('2026-01-13', { mode: 'hand' }),
    ];
    expect(stateAfter(...anew, e.replyDelivered('2026-01-14')).closing).toEqual(stateAfter(...anew).closing);
  });

  it('nothing is served where nothing was sent', () => {
    given(
      e.registered('2025-03-03'),
      e.applicationWithdrawn('2025-03-14'),
      e.caseClosed('2025-03-14', 'other_other', 'withdrawn'),
    )
      .when(served)
      .thenRejected('E_STATE');
  });

  it('the third party is told what is disclosed (R-46)', () => {
    given(...HISTORY_OF.CLOSED)
      .when(command('NotifyThirdParty', SAMPLE_OF.NotifyThirdParty))
      .then(e.event('ThirdPartyNotified', SAMPLE_OF.NotifyThirdParty));
    given(...HISTORY_OF.CLOSED)
      .when(command('NotifyThirdParty', { ...SAMPLE_OF.NotifyThirdParty, notifiedOn: '2025-03-11' }))
      .thenRejected('E_DATE_ORDER', 'notifiedOn');
  });
});
