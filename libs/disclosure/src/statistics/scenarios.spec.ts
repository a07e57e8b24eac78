import type { CaseCommand, CaseCommandData } from '../case/commands';
import { remedyFor } from '../case/remedy';
import { command, story } from '../case/specification';
import type { ResultCode } from '../vocabulary/result-codes';
import { factsOf } from './facts-of';

/** The scenarios of annual-report §10 that need no frozen report, from the command to the facts that fill the cells. */
const register = (arrivedOn: string, changed: Partial<CaseCommandData['RegisterApplication']> = {}) =>
  command('RegisterApplication', {
    unit: 'DEMO',
    caseNo: 'DEMO-1',
    channel: 'mail_signed',
    arrivedOn,
    applicantKind: 'natural_person',
    applicantName: '示例申请人',
    infoDescription: '示例信息',
    ...changed,
  });

const decide = (decidedOn: string, resultCode: ResultCode, changed: Partial<CaseCommandData['Decide']> = {}) =>
  command('Decide', {
    decidedOn,
    resultCode,
    legalBasis: ['Reg.36'],
    reasons: '示例理由',
    remedy: remedyFor(resultCode, decidedOn),
    docNo: '示例〔2025〕1号',
    decidedBy: 'signer',
    ...changed,
  });

const send = (dispatchedOn: string) => command('DispatchReply', { dispatchedOn, mode: 'china_post' });

/** Reviewed and sent on one day. */
const post = (dispatchedOn: string): CaseCommand[] => [
  command('DetermineAttribute', { attribute: 'on_request', determinedOn: dispatchedOn }),
  command('RecordSecrecyReview', { result: 'passed', reviewedOn: dispatchedOn }),
  send(dispatchedOn),
];

const factsAfter = (...asked: (CaseCommand | CaseCommand[])[]) => factsOf(story(...asked.flat()));

describe('a case counts', () => {
  it('S1: received on the last day of 2024, granted and posted in January: new in 2024, result in 2025', () => {
    expect(factsAfter(register('2024-12-31'), decide('2025-01-17', 'granted'), post('2025-01-20'))).toMatchObject({
      statYear: 2024,
      column: 'natural_person',
      receivedEventId: 'event-1',
      concludedYear: 2025,
      resultCode: 'granted',
      concludedEventId: 'event-6',
    });
  });

  it('S1: and before it is posted it has no result yet', () => {
    const facts = factsAfter(register('2024-12-31'), decide('2025-01-17', 'granted'));
    expect([facts?.statYear, facts?.concludedYear, facts?.resultCode]).toEqual([2024, undefined, undefined]);
  });

  it('S2: an ordinary letter of 2024-12-30 confirmed on 2025-01-02 is new in 2025', () => {
    const letter = register('2024-12-30', { channel: 'mail_ordinary' });
    expect(factsAfter(letter)).toBeUndefined();
    expect(factsAfter(letter, command('ConfirmReceipt', { confirmedOn: '2025-01-02', means: '电话' }))).toMatchObject({
      statYear: 2025,
      receivedEventId: 'event-2',
    });
  });

  it('S3: a correction that lapses in January: new in 2024, 逾期不补正 in 2025', () => {
    expect(
      factsAfter(
        register('2024-12-20'),
        command('RequestCorrection', { sentOn: '2024-12-27', items: ['信息名称'], periodWd: 10 }),
        command('RecordCorrectionNoticeDelivery', { servedOn: '2024-12-30' }),
        command('LapseCorrection', {}),
      ),
    ).toMatchObject({ statYear: 2024, concludedYear: 2025, resultCode: 'other_correction_lapsed' });
  });

  it('S4: one item given and one refused is one partial grant and nothing else', () => {
    const facts = factsAfter(
      register('2024-11-04'),
      decide('2024-11-20', 'partially_granted', {
        itemResults: [
          { item: '一', resultCode: 'granted' },
          { item: '二', resultCode: 'denied_process_information' },
        ],
      }),
      post('2024-11-21'),
    );
    expect(facts).toMatchObject({ statYear: 2024, concludedYear: 2024, resultCode: 'partially_granted', appeals: [] });
  });

  it('S6: a reconsideration over the year’s end, then a suit that is pending', () => {
    const facts = factsAfter(
      register('2024-11-04'),
      decide('2024-11-20', 'denied_process_information'),
      send('2024-11-21'),
      command('RecordReconsideration', { reconId: 'r', filedOn: '2024-12-10' }),
      command('ConcludeReconsideration', { reconId: 'r', concludedOn: '2025-01-08', result: 'upheld' }),
      command('RecordLitigation', {
        suitId: 's',
        route: 'after_reconsideration',
        reconId: 'r',
        filedOn: '2025-01-20',
      }),
    );
    expect(facts?.appeals).toEqual([
      {
        group: 'recon',
        filedOn: '2024-12-10',
        filedEventId: 'event-5',
        concludedOn: '2025-01-08',
        result: 'upheld',
        concludedEventId: 'event-6',
      },
      { group: 'suit_after_recon', filedOn: '2025-01-20', filedEventId: 'event-7' },
    ]);
  });

  it('S7: withdrawn the next day: one new case, with the result 其他', () => {
    expect(
      factsAfter(register('2024-05-06'), command('Withdraw', { withdrawnOn: '2024-05-07', identityVerified: true })),
    ).toMatchObject({ statYear: 2024, concludedYear: 2024, resultCode: 'other_other' });
  });

  it('S9: three letters answered in one reply are three cases with three results', () => {
    const facts = ['DEMO-1', 'DEMO-2', 'DEMO-3'].map((caseNo) =>
      factsAfter(register('2024-05-06', { caseNo }), decide('2024-05-20', 'granted'), post('2024-05-21')),
    );
    expect(facts.map((fact) => [fact?.caseNo, fact?.statYear, fact?.resultCode])).toEqual([
      ['DEMO-1', 2024, 'granted'],
      ['DEMO-2', 2024, 'granted'],
      ['DEMO-3', 2024, 'granted'],
    ]);
  });

  it('S11: decided on 2024-12-31 and posted on 2025-01-02: the result belongs to 2025', () => {
    expect(factsAfter(register('2024-12-02'), decide('2024-12-31', 'granted'), post('2025-01-02'))).toMatchObject({
      statYear: 2024,
      concludedYear: 2025,
    });
  });

  it.each([
    ['hand', 2025, 'event-7'],
    ['via_agency', 2025, 'event-7'],
    ['china_post', 2024, 'event-6'],
    ['electronic', 2024, 'event-6'],
  ] as const)(
    'a reply that left by %s on 2024-12-31 and was signed for on 2025-01-02 is a result of %i (R-37, A-24)',
    (mode, concludedYear, concludedEventId) => {
      const facts = factsAfter(
        register('2024-12-02'),
        decide('2024-12-31', 'granted'),
        post('2024-12-31').slice(0, 2),
        command('DispatchReply', { dispatchedOn: '2024-12-31', mode }),
        command('RecordDelivery', { servedOn: '2025-01-02', proof: '签收单' }),
      );
      expect([facts?.concludedYear, facts?.concludedEventId]).toEqual([concludedYear, concludedEventId]);
    },
  );

  it('S14: a fee noticed in December and paid in January, each in its own year', () => {
    const facts = factsAfter(
      register('2024-12-09'),
      command('IssueFeeNotice', { sentOn: '2024-12-16', method: 'per_page', units: 65, amountYuan: 350 }),
      command('RecordFeeNoticeDelivery', { servedOn: '2024-12-18' }),
      command('RecordPayment', { paidOn: '2025-01-10', amountYuan: 350 }),
    );
    expect(facts?.fee).toEqual({
      noticedOn: '2024-12-16',
      noticedYuan: 350,
      collected: [{ on: '2025-01-10', yuan: 350 }],
    });
    expect(facts?.concludedYear).toBeUndefined();
  });

  it('S15: the wrong agency answers, the right one counts a case of its own', () => {
    const wrong = factsAfter(
      register('2024-05-06', { unit: 'A' }),
      decide('2024-05-10', 'unable_not_held', { subCode: 'other_agency', responsibleAgency: 'B' }),
      post('2024-05-11'),
    );
    const right = factsAfter(register('2024-05-20', { unit: 'B' }));
    expect([wrong?.unit, wrong?.statYear, wrong?.resultCode]).toEqual(['A', 2024, 'unable_not_held']);
    expect([right?.unit, right?.statYear, right?.resultCode]).toEqual(['B', 2024, undefined]);
  });
});
