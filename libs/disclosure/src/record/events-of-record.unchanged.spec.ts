import * as e from '../case/event-builders';
import { recorded } from '../case/specification';
import type { CaseRecord } from './case-record';
import { eventsOf, expectRefused, historyOf, row, typesOf } from './record-specification';

const granted = { concludedOn: '2025-03-20', resultCode: 'granted' } as const;

describe('a row changes nothing that it does not tell otherwise (L-21)', () => {
  it('not even where the days on record could not have been', () => {
    const odd = recorded([e.registered('2025-03-03'), ...e.replied('2025-03-20'), e.feeNoticeIssued('2025-03-21')]);
    expect(eventsOf(row(), odd)).toEqual([]);
    expectRefused(row({ contact: '电话' }), 'E_DATE_ORDER', 'concludedOn', odd);
  });

  it('nor a payment of another amount than was asked', () => {
    const paid = [e.registered('2025-03-03'), e.feeNoticeIssued('2025-03-10'), e.feePaid('2025-03-12', 190)];
    const told = { feeNoticedOn: '2025-03-10', feeMethod: 'per_page', feeYuan: 380, feePaidOn: '2025-03-12' } as const;
    expect(eventsOf(row(told), recorded(paid))).toEqual([]);
  });

  it('nor is a fee paid by the row that told its amount after its notice, when it comes again', () => {
    const noticed = historyOf(row({ ...granted, feeNoticedOn: '2025-03-20' }));
    const amount = row({ ...granted, feeYuan: 380 });
    const after = [...noticed, ...recorded(eventsOf(amount, noticed), noticed)];
    expect(typesOf(after.slice(noticed.length))).toEqual(['EntryCorrected']);
    expect(eventsOf(amount, after)).toEqual([]);
  });

  it('nor the result of a decision that another day of sending is told of', () => {
    const history = recorded([
      e.registered('2025-03-03'),
      e.replyDecided('2025-03-18', 'granted', { legalBasis: ['Reg.36(2)'] }),
      e.replyDispatched('2025-03-20'),
      e.caseClosed('2025-03-20'),
    ]);
    expect(typesOf(eventsOf(row({ ...granted, concludedOn: '2025-03-21' }), history))).toEqual([
      'EntryCorrected',
      'EntryCorrected',
    ]);
  });
});

describe('a row that tells more', () => {
  it('gives a value to a field that had none', () => {
    const [corrected] = eventsOf(row({ consultedOn: '2025-03-13', deductedWd: 3 }), [
      ...recorded([
        e.registered('2025-03-03'),
        e.thirdPartyConsulted('2025-03-13'),
        e.consultationCancelled('2025-03-18'),
      ]),
    ]);
    expect(corrected?.data).toStrictEqual({
      targetEventId: 'event-2',
      field: 'deductedWd',
      newValue: 3,
      reason: '台账导入',
      approvedBy: 'head',
    });
  });

  it('of a lapse with the corrected text that came nevertheless has its day, once', () => {
    const replied = row({ correctionAskedOn: '2025-03-05', ...granted });
    const before = historyOf(replied);
    const undated = before.find(({ type }) => type === 'CorrectionReceived')!;
    const added = eventsOf(
      row({
        correctionAskedOn: '2025-03-05',
        correctionReceivedOn: '2025-03-12',
        concludedOn: '2025-03-20',
        resultCode: 'other_correction_lapsed',
      }),
      before,
    );
    const about = added.filter(({ data }) => 'targetEventId' in data && data.targetEventId === undated.id);
    expect(typesOf(about)).toEqual(['EntryRetracted']);
    expect(added.filter(({ type }) => type === 'CorrectionReceived')).toMatchObject([
      { data: { correctedOn: '2025-03-12' } },
    ]);
  });

  it('of a lapse before the day a reply was decided takes the decision back and is not refused', () => {
    const decided = recorded([
      e.registered('2025-03-03'),
      e.correctionRequested('2025-03-05'),
      e.replyDecided('2025-03-21'),
    ]);
    const lapsed = row({ concludedOn: '2025-03-20', resultCode: 'other_correction_lapsed' });
    expect(typesOf(eventsOf(lapsed, decided))).toEqual(['EntryRetracted', 'CorrectionLapsed', 'CaseClosed']);
    expectRefused(row(granted), 'E_DATE_ORDER', 'concludedOn', decided.toSpliced(1, 1));
  });
});

describe('备注 stands with the first new fact, once', () => {
  const notesOf = (told: Partial<CaseRecord>, known: Partial<CaseRecord>) =>
    eventsOf(row(told), historyOf(row(known))).map((event) => ('note' in event ? event.note : 'none'));

  it.each<[string, Partial<CaseRecord>, Partial<CaseRecord>, string[]]>([
    ['a new one', { ...granted, note: '备注' }, {}, ['备注', 'none', 'none']],
    ['none', granted, {}, ['none', 'none', 'none']],
    ['none, of a case that has one', granted, { note: '备注' }, ['none', 'none', 'none']],
    ['the one on record', { ...granted, note: '备注' }, { note: '备注' }, ['none', 'none', 'none']],
    ['another one', { ...granted, note: '备注二' }, { note: '备注' }, ['备注二', 'none', 'none']],
    ['without a new fact it is not kept', { note: '备注' }, {}, []],
  ])('%s', (_what, told, known, notes) => {
    expect(notesOf(told, known)).toEqual(notes);
  });

  it('several on record, told together as the export joins them or one of them, are not noted again', () => {
    const registered = { ...e.registered('2025-03-03'), note: '备注一' };
    const history = recorded([registered, { ...e.correctionRequested('2025-03-05'), note: '备注二' }]);
    for (const note of ['备注一；备注二', '备注一', '备注二']) {
      const added = eventsOf(row({ correctionReceivedOn: '2025-03-12', note }), history);
      expect(typesOf(added)).toEqual(['CorrectionReceived']);
      expect('note' in added[0]!).toBe(false);
    }
  });
});

it.each([
  ['void', 'VOID', e.caseVoided('2025-03-04')],
  ['split', 'SPLIT', e.applicationSplit('2025-03-04')],
])('a case that is %s has no row, and says why (A-20)', (_what, state, event) => {
  const history = recorded([e.registered('2025-03-03'), event]);
  expect(() => eventsOf(row(), history)).toThrow(JSON.stringify({ code: 'E_STATE', detail: { state } }));
});
