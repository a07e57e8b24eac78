import type { CaseRecord } from './case-record';
import { eventsOf, row } from './record-specification';

type Told = [type: string, effectiveOn: string, data: unknown][];

/** The steps of a new row after its registration: type, day it takes effect, data. */
const steps = (cells: Partial<CaseRecord>): Told =>
  eventsOf(row(cells))
    .slice(1)
    .map(({ type, effectiveOn, data }) => [type, effectiveOn, data]);

const decided = (on: string, resultCode: string, legalBasis: string[], remedy: string): Told[number] => [
  'ReplyDecided',
  on,
  { decidedOn: null, resultCode, legalBasis, reasons: null, remedy },
];
const approved = (on: string, extraWd: number): Told[number] => [
  'ExtensionApproved',
  on,
  { extraWd, approvedBy: '旧台账未记载', approvedOn: null, reason: '旧台账未记载' },
];
const noticed = (on: string, fields: object): Told[number] => [
  'FeeNoticeIssued',
  on,
  { sentOn: null, method: null, units: null, tierBreakdown: [], amountYuan: 0, ...fields },
];

describe('a new row becomes steps that say what it tells, and no more', () => {
  it.each<[string, Partial<CaseRecord>, Told]>([
    [
      'a correction asked and received',
      { correctionAskedOn: '2025-03-05', correctionReceivedOn: '2025-03-12' },
      [
        ['CorrectionRequested', '2025-03-05', { sentOn: '2025-03-05', items: [] }],
        ['CorrectionReceived', '2025-03-12', { correctedOn: '2025-03-12' }],
      ],
    ],
    [
      'a correction asked',
      { correctionAskedOn: '2025-03-05' },
      [['CorrectionRequested', '2025-03-05', { sentOn: '2025-03-05', items: [] }]],
    ],
    [
      'a corrected text whose notice is not told (L-19)',
      { correctionReceivedOn: '2025-03-12' },
      [
        ['CorrectionRequested', '2025-03-12', { sentOn: null, items: [] }],
        ['CorrectionReceived', '2025-03-12', { correctedOn: '2025-03-12' }],
      ],
    ],
    [
      'an extension',
      { extensionNotifiedOn: '2025-03-25', extensionWd: 10 },
      [approved('2025-03-25', 10), ['ExtensionNotified', '2025-03-25', { notifiedOn: '2025-03-25' }]],
    ],
    [
      'an extension without its length, 20 by default',
      { extensionNotifiedOn: '2025-03-25' },
      [approved('2025-03-25', 20), ['ExtensionNotified', '2025-03-25', { notifiedOn: '2025-03-25' }]],
    ],
    ['the length of an extension nobody was told of', { extensionWd: 5 }, [approved('2025-03-03', 5)]],
    [
      'a fee noticed',
      { feeNoticedOn: '2025-03-26', feeMethod: 'per_page', feeYuan: 380 },
      [noticed('2025-03-26', { sentOn: '2025-03-26', method: 'per_page', amountYuan: 380 })],
    ],
    [
      'a fee noticed and paid, nobody knows how reckoned',
      { feeNoticedOn: '2025-03-26', feeYuan: 380, feePaidOn: '2025-04-01' },
      [
        noticed('2025-03-26', { sentOn: '2025-03-26', amountYuan: 380 }),
        ['FeePaid', '2025-04-01', { paidOn: '2025-04-01', amountYuan: 380 }],
      ],
    ],
    [
      'a fee paid without a notice (L-19)',
      { feeYuan: 380, feePaidOn: '2025-04-01' },
      [
        noticed('2025-04-01', { amountYuan: 380 }),
        ['FeePaid', '2025-04-01', { paidOn: '2025-04-01', amountYuan: 380 }],
      ],
    ],
    ['an amount of a case still open: nothing to book yet', { feeYuan: 380 }, []],
  ])('%s', (_what, cells, told) => {
    expect(steps(cells)).toEqual(told);
  });
});

describe('the end of a new row', () => {
  const end = { concludedOn: '2025-04-10' } as const;

  it.each<[string, Partial<CaseRecord>, Told]>([
    [
      '逾期不补正',
      { ...end, resultCode: 'other_correction_lapsed' },
      [
        ['CorrectionRequested', '2025-03-03', { sentOn: null, items: [] }],
        ['CorrectionLapsed', '2025-04-10', { lapsedOn: '2025-04-10' }],
        [
          'CaseClosed',
          '2025-04-10',
          { concludedOn: '2025-04-10', resultCode: 'other_correction_lapsed', closingKind: 'correction_lapsed' },
        ],
      ],
    ],
    [
      '逾期未缴费 after a correction that must have come',
      { ...end, correctionAskedOn: '2025-03-05', resultCode: 'other_fee_lapsed' },
      [
        ['CorrectionRequested', '2025-03-05', { sentOn: '2025-03-05', items: [] }],
        ['CorrectionReceived', '2025-03-05', { correctedOn: null }],
        noticed('2025-04-10', {}),
        ['FeeLapsed', '2025-04-10', { lapsedOn: '2025-04-10' }],
        [
          'CaseClosed',
          '2025-04-10',
          { concludedOn: '2025-04-10', resultCode: 'other_fee_lapsed', closingKind: 'fee_lapsed' },
        ],
      ],
    ],
    [
      '逾期未缴费 with an amount: noticed, never paid',
      { ...end, feeYuan: 380, resultCode: 'other_fee_lapsed' },
      [
        noticed('2025-04-10', { sentOn: '2025-04-10', amountYuan: 380 }),
        ['FeeLapsed', '2025-04-10', { lapsedOn: '2025-04-10' }],
        [
          'CaseClosed',
          '2025-04-10',
          { concludedOn: '2025-04-10', resultCode: 'other_fee_lapsed', closingKind: 'fee_lapsed' },
        ],
      ],
    ],
    [
      '补正后仍不明确, of which only the notice is told',
      { ...end, correctionAskedOn: '2025-03-05', resultCode: 'unable_still_unclear' },
      [
        ['CorrectionRequested', '2025-03-05', { sentOn: '2025-03-05', items: [] }],
        ['CorrectionReceived', '2025-03-05', { correctedOn: null }],
        decided('2025-04-10', 'unable_still_unclear', ['Reg.30', 'Reg.36'], 'either'),
        ['ReplyDispatched', '2025-04-10', { dispatchedOn: '2025-04-10', mode: null }],
        [
          'CaseClosed',
          '2025-04-10',
          { concludedOn: '2025-04-10', resultCode: 'unable_still_unclear', closingKind: 'replied' },
        ],
      ],
    ],
    [
      '大量反复申请: reasons were asked (R-41)',
      { ...end, resultCode: 'not_processed_excessive' },
      [
        ['ReasonsRequested', '2025-03-03', { sentOn: null }],
        decided('2025-04-10', 'not_processed_excessive', ['Reg.35'], 'either'),
        ['ReplyDispatched', '2025-04-10', { dispatchedOn: '2025-04-10', mode: null }],
        [
          'CaseClosed',
          '2025-04-10',
          { concludedOn: '2025-04-10', resultCode: 'not_processed_excessive', closingKind: 'replied' },
        ],
      ],
    ],
    [
      '补正后仍不明确, decided and not sent',
      { resultCode: 'unable_still_unclear' },
      [
        ['CorrectionRequested', '2025-03-03', { sentOn: null, items: [] }],
        ['CorrectionReceived', '2025-03-03', { correctedOn: null }],
        decided('2025-03-03', 'unable_still_unclear', ['Reg.30', 'Reg.36'], 'either'),
      ],
    ],
    [
      '其他 of a case that no office has handled is a reply',
      { ...end, resultCode: 'other_other' },
      [
        decided('2025-04-10', 'other_other', [], 'either'),
        ['ReplyDispatched', '2025-04-10', { dispatchedOn: '2025-04-10', mode: null }],
        ['CaseClosed', '2025-04-10', { concludedOn: '2025-04-10', resultCode: 'other_other', closingKind: 'replied' }],
      ],
    ],
  ])('%s', (_what, cells, told) => {
    expect(steps(cells)).toEqual(told);
  });
});

describe('a decision not sent yet', () => {
  it.each<[string, Partial<CaseRecord>]>([
    ['its receipt', { receivedOn: '2025-04-01' }],
    ['the correction asked', { correctionAskedOn: '2025-04-01' }],
    ['the correction received', { correctionAskedOn: '2025-03-05', correctionReceivedOn: '2025-04-01' }],
    ['the extension', { correctionAskedOn: '2025-03-05', extensionNotifiedOn: '2025-04-01' }],
    ['the question to the third party', { consultedOn: '2025-04-01' }],
    ['its opinion', { consultedOn: '2025-03-05', opinionOn: '2025-04-01' }],
    ['the fee notice', { consultedOn: '2025-03-05', feeNoticedOn: '2025-04-01' }],
    ['the payment', { feeNoticedOn: '2025-03-05', feePaidOn: '2025-04-01' }],
    ['the extension, not what came before it', { extensionNotifiedOn: '2025-04-01', feeNoticedOn: '2025-03-05' }],
    ['the payment, not what came before it', { feePaidOn: '2025-04-01', opinionOn: '2025-03-31' }],
  ])('stands on the last day the row knows: %s', (_what, cells) => {
    expect(steps({ ...cells, resultCode: 'granted' }).at(-1)).toEqual(
      decided('2025-04-01', 'granted', ['Reg.36(1)', 'Reg.36(2)'], 'either'),
    );
  });
});
