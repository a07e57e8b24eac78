import * as e from '../case/event-builders';
import { fold } from '../case/fold';
import { recorded } from '../case/specification';
import type { NewCaseEvent } from '../events/envelope';
import type { CaseRecord } from './case-record';
import { recordOf } from './record-of';
import { eventsOf, row } from './record-specification';

/** A case that the office handled itself, and the row it is exported as. */
function handled(...events: NewCaseEvent[]) {
  const history = recorded([e.registered('2025-03-03'), ...events]);
  const known = recordOf(fold(history)!);
  /** What the row adds once some of its cells are changed by hand. */
  const added = (cells: Partial<CaseRecord> = {}) =>
    eventsOf({ ...known, ...cells }, history).map(({ type, data }) => [type, data]);
  return { history, known, added };
}

const corrects = (targetEventId: string, field: string, newValue: string | number): [string, unknown] => [
  'EntryCorrected',
  expect.objectContaining({ targetEventId, field, newValue }),
];
const end = { concludedOn: '2025-04-10', resultCode: 'granted' } as const;
const theEnd = [
  ['ReplyDecided', expect.objectContaining({ resultCode: 'granted' })],
  ['ReplyDispatched', { dispatchedOn: '2025-04-10', mode: null }],
  ['CaseClosed', { concludedOn: '2025-04-10', resultCode: 'granted', closingKind: 'replied' }],
];

describe('the ledger of a case that the office handled itself (L-21)', () => {
  it('adds the reply and nothing that is on record', () => {
    const { known, added } = handled(
      e.correctionRequested('2025-03-05'),
      e.correctionReceived('2025-03-12'),
      e.reasonsRequested('2025-03-13'),
      e.extensionApproved('2025-03-24', 10),
      e.extensionNotified('2025-03-25'),
      e.feeNoticeIssued('2025-03-26'),
      e.feePaid('2025-04-01'),
    );
    expect(known).toMatchObject({ extensionWd: 10, extensionNotifiedOn: '2025-03-25', feeYuan: 380 });
    expect(added()).toEqual([]);
    expect(added(end)).toEqual(theEnd);
  });

  it('adds the corrected text that a reply presupposes (L-19)', () => {
    expect(handled(e.correctionRequested('2025-03-05')).added(end)).toEqual([
      ['CorrectionReceived', { correctedOn: null }],
      ...theEnd,
    ]);
  });

  it('does not ask for reasons twice (R-41)', () => {
    const { added } = handled(e.reasonsRequested('2025-03-13'));
    expect(added({ ...end, resultCode: 'not_processed_excessive' }).map(([type]) => type)).toEqual([
      'ReplyDecided',
      'ReplyDispatched',
      'CaseClosed',
    ]);
  });

  it('adds the payment to the notice, and the notice to an approval', () => {
    const noticed = handled(e.feeNoticeIssued('2025-03-26'));
    expect(noticed.added({ feePaidOn: '2025-04-01' })).toEqual([
      ['FeePaid', { paidOn: '2025-04-01', amountYuan: 380 }],
    ]);
    const approved = handled(e.extensionApproved('2025-03-24', 10));
    expect(approved.known).toMatchObject({ extensionWd: 10 });
    expect(approved.added()).toEqual([]);
    expect(approved.added({ extensionNotifiedOn: '2025-03-25' })).toEqual([
      ['ExtensionNotified', { notifiedOn: '2025-03-25' }],
    ]);
  });

  it('tells the text of the application that was corrected last', () => {
    const { known, added } = handled(
      e.correctionRequested('2025-03-05'),
      e.correctionReceived('2025-03-12', { newDescription: '补正后的信息' }),
    );
    expect(known.infoDescription).toBe('补正后的信息');
    expect(added()).toEqual([]);
    expect(added({ infoDescription: '另一信息', correctionReceivedOn: '2025-03-13' })).toMatchObject([
      corrects('event-3', 'correctedOn', '2025-03-13'),
      [
        'EntryCorrected',
        { targetEventId: 'event-3', field: 'newDescription', oldText: '补正后的信息', newText: '另一信息' },
      ],
    ]);
  });

  it('tells the text of the application where the correction brought none', () => {
    const { added } = handled(e.correctionRequested('2025-03-05'), e.correctionReceived('2025-03-12'));
    expect(added({ infoDescription: '另一信息' })).toMatchObject([
      ['EntryCorrected', { targetEventId: 'event-1', field: 'infoDescription', newText: '另一信息' }],
    ]);
  });

  it('tells of two extensions the last one that the applicant was told of (R-32)', () => {
    const first = [e.extensionApproved('2025-03-04', 5), e.extensionNotified('2025-03-05')];
    const again = [e.correctionRequested('2025-03-06'), e.correctionReceived('2025-03-12')];
    const second = [e.extensionApproved('2025-03-20', 10), e.extensionNotified('2025-03-21')];
    const told = handled(...first, ...again, ...second);
    expect(told.known).toMatchObject({ extensionNotifiedOn: '2025-03-21', extensionWd: 10 });
    expect(told.added({ extensionNotifiedOn: '2025-03-24', extensionWd: 12 })).toEqual([
      corrects('event-6', 'extraWd', 12),
      corrects('event-7', 'notifiedOn', '2025-03-24'),
    ]);
    const untold = handled(...first, ...again, e.extensionApproved('2025-03-20', 10));
    expect(untold.known).toMatchObject({ extensionNotifiedOn: '2025-03-05', extensionWd: 5 });
    expect(untold.added({ extensionNotifiedOn: '2025-03-06', extensionWd: 12 })).toEqual([
      corrects('event-2', 'extraWd', 12),
      corrects('event-3', 'notifiedOn', '2025-03-06'),
    ]);
    const never = [e.extensionApproved('2025-03-04', 5), ...again, e.extensionApproved('2025-03-20', 10)];
    expect(handled(...never).known).toMatchObject({ extensionWd: 10 });
    expect(handled(e.extensionApproved('2025-03-04', 5), ...again).known).toMatchObject({ extensionWd: 5 });
  });

  it('moves the day a receipt was confirmed, and leaves the means of arrival to its own cell', () => {
    const history = recorded([e.arrived('2025-03-01'), e.receiptConfirmed('2025-03-03')]);
    const known = recordOf(fold(history)!);
    expect(eventsOf(known, history)).toEqual([]);
    expect(eventsOf({ ...known, receivedOn: '2025-03-04' }, history)).toMatchObject([
      { data: { targetEventId: 'event-2', field: 'confirmedOn', newValue: '2025-03-04' } },
    ]);
    expect(eventsOf({ ...known, channel: 'in_person' }, history)).toMatchObject([
      { data: { targetEventId: 'event-1', field: 'channel', newValue: 'in_person' } },
    ]);
  });

  it('does not ask a channel that was received at once for a confirmation', () => {
    const { known, added } = handled();
    expect(known.arrivedOn).toBeUndefined();
    expect(added({ channel: 'internet' })).toEqual([corrects('event-1', 'channel', 'internet')]);
  });
});

describe("an extension of the decision anew (R-98) is none of the row's", () => {
  const anew = [
    ...e.replied('2025-04-10', 'denied_state_secret'),
    e.reconsiderationFiled('2025-04-20'),
    e.reconsiderationConcluded('2025-06-10', 'corrected'),
    e.redecisionOrdered('2025-06-12'),
    e.extensionApproved('2025-06-20', 5),
    e.extensionNotified('2025-06-23'),
  ];

  it('which tells the one before the reply', () => {
    const { known, added } = handled(e.extensionApproved('2025-03-24', 10), e.extensionNotified('2025-03-25'), ...anew);
    expect(known).toMatchObject({ extensionNotifiedOn: '2025-03-25', extensionWd: 10 });
    expect(added({ extensionNotifiedOn: '2025-03-26' })).toEqual([corrects('event-3', 'notifiedOn', '2025-03-26')]);
  });

  it('which may add one before the reply', () => {
    const { known, added } = handled(...anew);
    expect(known.extensionNotifiedOn).toBeUndefined();
    expect(added({ extensionNotifiedOn: '2025-03-26' }).map(([type]) => type)).toEqual([
      'ExtensionApproved',
      'ExtensionNotified',
    ]);
  });
});

describe('the end that is on record', () => {
  it('of a withdrawal moves with its day', () => {
    const { added } = handled(
      e.applicationWithdrawn('2025-03-04'),
      e.caseClosed('2025-03-04', 'other_other', 'withdrawn'),
    );
    expect(added({ concludedOn: '2025-03-05' })).toEqual([
      corrects('event-2', 'withdrawnOn', '2025-03-05'),
      corrects('event-3', 'concludedOn', '2025-03-05'),
    ]);
  });

  it('is a withdrawal only as long as the result is 其他', () => {
    const { added } = handled(
      e.applicationWithdrawn('2025-03-04'),
      e.caseClosed('2025-03-04', 'other_other', 'withdrawn'),
    );
    expect(added({ resultCode: 'granted' })).toMatchObject([
      ['EntryCorrected', { targetEventId: 'event-3', field: 'resultCode', newValue: 'granted' }],
      ['EntryCorrected', { targetEventId: 'event-3', field: 'closingKind', newValue: 'replied' }],
      ['EntryRetracted', { targetEventId: 'event-2' }],
      ['ReplyDecided', { resultCode: 'granted' }],
      ['ReplyDispatched', { dispatchedOn: '2025-03-04' }],
    ]);
  });

  it('of a decision not sent is sent by the row', () => {
    const { known, added } = handled(e.replyDecided('2025-04-01'));
    expect(known).toMatchObject({ resultCode: 'granted' });
    expect(added()).toEqual([]);
    expect(added({ concludedOn: '2025-04-10' })).toEqual(theEnd.slice(1));
  });

  it('of a decision not sent is replaced by a lapse that the row tells', () => {
    const { added } = handled(e.correctionRequested('2025-03-05'), e.replyDecided('2025-04-01'));
    expect(added({ concludedOn: '2025-04-10', resultCode: 'other_correction_lapsed' })).toMatchObject([
      ['EntryRetracted', { targetEventId: 'event-3' }],
      ['CorrectionLapsed', { lapsedOn: '2025-04-10' }],
      ['CaseClosed', { closingKind: 'correction_lapsed' }],
    ]);
  });

  it('of a decision that was taken back is told by the one after it', () => {
    const { known, added } = handled(
      e.replyDecided('2025-04-01', 'granted'),
      e.event('ReplyDecisionRevoked', { reason: '更正' }, '2025-04-02'),
      e.replyDecided('2025-04-03', 'unable_not_held'),
      e.replyDispatched('2025-04-10'),
      e.caseClosed('2025-04-10', 'unable_not_held'),
    );
    expect(known.resultCode).toBe('unable_not_held');
    expect(added({ resultCode: 'unable_needs_creation' })).toMatchObject([
      corrects('event-4', 'resultCode', 'unable_needs_creation'),
      ['EntryCorrected', { targetEventId: 'event-4', field: 'legalBasis' }],
      corrects('event-6', 'resultCode', 'unable_needs_creation'),
    ]);
    expect(
      handled(
        e.replyDecided('2025-04-01', 'granted'),
        e.event('ReplyDecisionRevoked', { reason: '更正' }, '2025-04-02'),
      ).known.resultCode,
    ).toBeUndefined();
  });

  it('is the first reply, whatever was decided anew later (A-31)', () => {
    const { known, added } = handled(
      ...e.replied('2025-04-10', 'denied_state_secret'),
      e.reconsiderationFiled('2025-04-20'),
      e.reconsiderationConcluded('2025-06-10', 'corrected'),
      e.redecisionOrdered('2025-06-12'),
      e.replyRedecided('2025-06-20', 'granted', 'event-2'),
      e.replyDispatched('2025-06-23'),
    );
    expect(known).toMatchObject({ concludedOn: '2025-04-10', resultCode: 'denied_state_secret' });
    expect(added()).toEqual([]);
    expect(added({ concludedOn: '2025-04-11' })).toEqual([
      corrects('event-3', 'dispatchedOn', '2025-04-11'),
      corrects('event-4', 'concludedOn', '2025-04-11'),
    ]);
  });
});

describe('the end that the row tells otherwise', () => {
  it('takes back all three entries of a reply that was handed over, and the correction that it presupposed', () => {
    const first = recorded(eventsOf(row({ correctionAskedOn: '2025-03-05', ...end })));
    const history = [...first, ...recorded([e.replyDelivered('2025-04-14')], first)];
    const added = eventsOf(
      row({ correctionAskedOn: '2025-03-05', concludedOn: '2025-04-10', resultCode: 'other_correction_lapsed' }),
      history,
    );
    const retracted = added.flatMap((event) => (event.type === 'EntryRetracted' ? [event.data.targetEventId] : []));
    expect(retracted.map((target) => history.find(({ id }) => id === target)?.type)).toEqual([
      'ReplyDecided',
      'ReplyDispatched',
      'ReplyDelivered',
      'CorrectionReceived',
    ]);
  });

  it('leaves a corrected text that came on a day', () => {
    const { added } = handled(
      e.correctionRequested('2025-03-05'),
      e.correctionReceived('2025-03-12'),
      ...e.replied('2025-04-10'),
    );
    for (const resultCode of ['other_correction_lapsed', 'other_fee_lapsed'] as const) {
      expect(added({ resultCode }).filter(([type]) => type === 'EntryRetracted')).toMatchObject([
        ['EntryRetracted', { targetEventId: 'event-4' }],
        ['EntryRetracted', { targetEventId: 'event-5' }],
      ]);
    }
  });

  it('leaves the correction that a fee presupposed, when the fee lapsed', () => {
    const history = recorded(eventsOf(row({ correctionAskedOn: '2025-03-05', ...end })));
    const lapsed = row({ correctionAskedOn: '2025-03-05', concludedOn: '2025-04-10', resultCode: 'other_fee_lapsed' });
    const received = history.find(({ type }) => type === 'CorrectionReceived')!;
    const retracted = eventsOf(lapsed, history).flatMap((event) =>
      event.type === 'EntryRetracted' ? [event.data.targetEventId] : [],
    );
    expect(retracted).toHaveLength(2);
    expect(retracted).not.toContain(received.id);
  });

  it('takes back a payment that was booked, when the fee lapsed (ledger-file §1, 16)', () => {
    const history = recorded(eventsOf(row({ ...end, feeYuan: 380 })));
    const paid = history.find(({ type }) => type === 'FeePaid')!;
    const added = eventsOf(row({ ...end, feeYuan: 380, resultCode: 'other_fee_lapsed' }), history);
    expect(added).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ targetEventId: paid.id }) as unknown }),
    );
    const state = fold([...history, ...recorded(added, history)])!;
    expect([state.fee?.paid, state.closing?.closingKind]).toEqual([undefined, 'fee_lapsed']);
  });

  it('adds the corrected text that the reply presupposes after a notice without date (L-19)', () => {
    const history = recorded(eventsOf(row({ concludedOn: '2025-04-10', resultCode: 'other_correction_lapsed' })));
    expect(eventsOf(row(end), history)).toContainEqual(
      expect.objectContaining({ type: 'CorrectionReceived', data: { correctedOn: null } }),
    );
  });

  it.each([
    ['other_correction_lapsed', 'CorrectionLapsed'],
    ['other_fee_lapsed', 'FeeLapsed'],
  ] as const)('takes a lapse back (%s) where there was a reply', (resultCode, type) => {
    const history = recorded(eventsOf(row({ concludedOn: '2025-04-10', resultCode })));
    const lapse = history.find((event) => event.type === type)!;
    const added = eventsOf(row(end), history);
    expect(added.filter((event) => event.type === 'EntryRetracted')).toMatchObject([
      { data: { targetEventId: lapse.id } },
    ]);
    expect(added.map((event) => event.type)).toEqual(expect.arrayContaining(['ReplyDecided', 'ReplyDispatched']));
  });
});
