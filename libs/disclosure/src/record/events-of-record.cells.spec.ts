import * as e from '../case/event-builders';
import { recorded } from '../case/specification';
import type { CaseEvent } from '../events/envelope';
import type { ResultCode } from '../vocabulary/result-codes';
import type { CaseRecord } from './case-record';
import { eventsOf, historyOf, row } from './record-specification';

/** A row that fills every cell but those of the third party. */
const whole = row({
  arrivedOn: '2025-03-01',
  applicantIdProof: '示例证件',
  contact: '示例电话',
  correctionAskedOn: '2025-03-05',
  correctionReceivedOn: '2025-03-12',
  extensionNotifiedOn: '2025-03-25',
  extensionWd: 10,
  feeNoticedOn: '2025-03-26',
  feeMethod: 'per_page',
  feeYuan: 380,
  feePaidOn: '2025-04-01',
  concludedOn: '2025-04-10',
  resultCode: 'partially_granted',
});
const history = historyOf(whole);
const typeOf = new Map(history.map(({ id, type }) => [id, type]));

/** What the row corrects: entry and field, the old and the new value. */
function corrected(cells: Partial<CaseRecord>): unknown[] {
  return eventsOf({ ...whole, ...cells }, history).map((event) => {
    if (event.type !== 'EntryCorrected') return event.type;
    const { targetEventId, field, oldValue, newValue, oldText, newText } = event.data;
    return [typeOf.get(targetEventId), field, oldValue ?? { text: oldText }, newValue ?? { text: newText }];
  });
}

describe('a cell that a row tells otherwise corrects every entry that holds it, and no other (L-21)', () => {
  it('none is told otherwise: nothing', () => {
    expect(corrected({})).toEqual([]);
  });

  it.each<[keyof CaseRecord, Partial<CaseRecord>, unknown[]]>([
    ['channel', { channel: 'mail_signed' }, [['ApplicationRegistered', 'channel', 'in_person', 'mail_signed']]],
    ['arrivedOn', { arrivedOn: '2025-03-02' }, [['ApplicationRegistered', 'arrivedOn', '2025-03-01', '2025-03-02']]],
    ['receivedOn', { receivedOn: '2025-03-04' }, [['ApplicationRegistered', 'receivedOn', '2025-03-03', '2025-03-04']]],
    [
      'applicantKind',
      { applicantKind: 'legal_other' },
      [['ApplicationRegistered', 'applicantKind', 'natural_person', 'legal_other']],
    ],
    [
      'applicantName',
      { applicantName: '乙' },
      [['ApplicationRegistered', 'applicantName', { text: '示例申请人' }, { text: '乙' }]],
    ],
    [
      'applicantIdProof',
      { applicantIdProof: '另一证件' },
      [['ApplicationRegistered', 'applicantIdProof', { text: '示例证件' }, { text: '另一证件' }]],
    ],
    [
      'contact',
      { contact: '另一电话' },
      [['ApplicationRegistered', 'contact', { text: '示例电话' }, { text: '另一电话' }]],
    ],
    [
      'infoDescription',
      { infoDescription: '另一信息' },
      [['ApplicationRegistered', 'infoDescription', { text: '示例信息' }, { text: '另一信息' }]],
    ],
    [
      'correctionAskedOn',
      { correctionAskedOn: '2025-03-06' },
      [['CorrectionRequested', 'sentOn', '2025-03-05', '2025-03-06']],
    ],
    [
      'correctionReceivedOn',
      { correctionReceivedOn: '2025-03-13' },
      [['CorrectionReceived', 'correctedOn', '2025-03-12', '2025-03-13']],
    ],
    [
      'extensionNotifiedOn',
      { extensionNotifiedOn: '2025-03-24' },
      [['ExtensionNotified', 'notifiedOn', '2025-03-25', '2025-03-24']],
    ],
    ['extensionWd', { extensionWd: 15 }, [['ExtensionApproved', 'extraWd', 10, 15]]],
    ['feeNoticedOn', { feeNoticedOn: '2025-03-27' }, [['FeeNoticeIssued', 'sentOn', '2025-03-26', '2025-03-27']]],
    ['feeMethod', { feeMethod: 'per_piece' }, [['FeeNoticeIssued', 'method', 'per_page', 'per_piece']]],
    [
      'feeYuan',
      { feeYuan: 400 },
      [
        ['FeeNoticeIssued', 'amountYuan', 380, 400],
        ['FeePaid', 'amountYuan', 380, 400],
      ],
    ],
    ['feePaidOn', { feePaidOn: '2025-04-02' }, [['FeePaid', 'paidOn', '2025-04-01', '2025-04-02']]],
    [
      'concludedOn',
      { concludedOn: '2025-04-11' },
      [
        ['ReplyDispatched', 'dispatchedOn', '2025-04-10', '2025-04-11'],
        ['CaseClosed', 'concludedOn', '2025-04-10', '2025-04-11'],
      ],
    ],
    [
      'resultCode',
      { resultCode: 'unable_not_held' },
      [
        ['ReplyDecided', 'resultCode', 'partially_granted', 'unable_not_held'],
        ['ReplyDecided', 'legalBasis', ['Reg.37'], ['Reg.36(4)', 'Reg.36(5)']],
        ['ReplyDecided', 'remedy', 'reconsideration_first', 'either'],
        ['CaseClosed', 'resultCode', 'partially_granted', 'unable_not_held'],
      ],
    ],
  ])('%s', (_cell, cells, entries) => {
    expect(corrected(cells)).toEqual(entries);
  });
});

describe('a cell of another ending', () => {
  it.each([
    ['other_correction_lapsed', 'CorrectionLapsed'],
    ['other_fee_lapsed', 'FeeLapsed'],
  ] as const)('%s: another day is another day of the lapse', (resultCode, type) => {
    const lapsed = row({ concludedOn: '2025-04-10', resultCode });
    const before = historyOf(lapsed);
    const named = (of: string) => before.find((event) => event.type === of)!.id;
    expect(eventsOf({ ...lapsed, concludedOn: '2025-04-11' }, before)).toMatchObject([
      { data: { targetEventId: named(type), field: 'lapsedOn', newValue: '2025-04-11' } },
      { data: { targetEventId: named('CaseClosed'), field: 'concludedOn', newValue: '2025-04-11' } },
    ]);
  });
});

describe('a refusal goes to reconsideration first from 2024 on (R-84)', () => {
  const denied = (concludedOn: string) =>
    row({ receivedOn: '2023-12-01', concludedOn, resultCode: 'denied_state_secret' });
  const remedies = (record: CaseRecord, before: CaseEvent[]) =>
    eventsOf(record, before).flatMap(({ type, data }) =>
      type === 'EntryCorrected' && data.field === 'remedy' ? [data.newValue] : [],
    );

  it('so another day of the reply may be another remedy', () => {
    expect(remedies(denied('2024-01-02'), historyOf(denied('2023-12-29')))).toEqual(['reconsideration_first']);
    expect(remedies(denied('2023-12-29'), historyOf(denied('2024-01-02')))).toEqual(['either']);
    expect(remedies(denied('2023-12-28'), historyOf(denied('2023-12-29')))).toEqual([]);
  });

  it('but the day a decision was made on record goes before the day it was sent', () => {
    const sentLater = (resultCode: ResultCode) =>
      recorded([
        e.registered('2023-12-01'),
        e.replyDecided('2023-12-29', resultCode),
        e.replyDispatched('2024-01-02'),
        e.caseClosed('2024-01-02', resultCode),
      ]);
    expect(remedies(denied('2024-01-03'), sentLater('denied_state_secret'))).toEqual([]);
    expect(remedies(denied('2024-01-02'), sentLater('granted'))).toEqual([]);
  });

  it('a remedy that was put right by hand stays, as long as the row tells nothing new', () => {
    const before = historyOf(denied('2024-01-02'));
    const decided = before.find(({ type }) => type === 'ReplyDecided')!;
    const mended = [...before, ...recorded([e.entryCorrected(decided.id, 'remedy', { newValue: 'either' })], before)];
    expect(eventsOf(denied('2024-01-02'), mended)).toEqual([]);
  });
});
