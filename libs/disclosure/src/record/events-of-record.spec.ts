import * as e from '../case/event-builders';
import { fold } from '../case/fold';
import { circumstances, recorded, stateAfter } from '../case/specification';
import { findingsOf } from '../clocks/findings';
import type { CaseEvent, NewCaseEvent } from '../events/envelope';
import { RESULT_CODES, type ResultCode } from '../vocabulary/result-codes';
import type { RejectionCode } from '../vocabulary/rejections';
import type { CaseRecord } from './case-record';
import { eventsOfRecord } from './events-of-record';
import { recordOf } from './record-of';

const row = (cells: Partial<CaseRecord> = {}): CaseRecord => ({
  unit: 'DEMO',
  caseNo: 'DEMO-1',
  receivedOn: '2025-03-03',
  channel: 'in_person',
  applicantKind: 'natural_person',
  applicantName: '示例申请人',
  infoDescription: '示例信息',
  reconsiderations: [],
  suits: [],
  ...cells,
});

function eventsOf(record: CaseRecord, history: CaseEvent[] = []): NewCaseEvent[] {
  const outcome = eventsOfRecord(record, history, circumstances);
  if ('rejection' in outcome) throw new Error(`refused with ${JSON.stringify(outcome.rejection)}`);
  return outcome.events;
}
const historyOf = (record: CaseRecord) => recorded(eventsOf(record));
const typesOf = (events: { type: string }[]) => events.map(({ type }) => type);
const stateOf = (record: CaseRecord) => stateAfter(...eventsOf(record));

function expectRefused(record: CaseRecord, code: RejectionCode, field?: string, history: CaseEvent[] = []) {
  expect(eventsOfRecord(record, history, circumstances)).toMatchObject({
    rejection: { code, ...(field && { field }) },
  });
}

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

describe('steps that an old ledger leaves out become steps without date (L-19)', () => {
  const lapse = { concludedOn: '2025-03-20' } as const;
  it.each<[string, Partial<CaseRecord>, string[], string[]]>([
    [
      '逾期不补正 without notice',
      { ...lapse, resultCode: 'other_correction_lapsed' },
      ['CorrectionRequested', 'CorrectionLapsed', 'CaseClosed'],
      ['CorrectionRequested'],
    ],
    [
      '逾期未缴费 without notice',
      { ...lapse, resultCode: 'other_fee_lapsed' },
      ['FeeNoticeIssued', 'FeeLapsed', 'CaseClosed'],
      ['FeeNoticeIssued'],
    ],
    [
      '补正后仍不明确 without a correction',
      { ...lapse, resultCode: 'unable_still_unclear' },
      ['CorrectionRequested', 'CorrectionReceived', 'ReplyDecided', 'ReplyDispatched', 'CaseClosed'],
      ['CorrectionRequested', 'CorrectionReceived'],
    ],
    [
      'a reply after a notice whose answer is not told',
      { ...lapse, correctionAskedOn: '2025-03-05', resultCode: 'granted' },
      ['CorrectionRequested', 'CorrectionReceived', 'ReplyDecided', 'ReplyDispatched', 'CaseClosed'],
      ['CorrectionReceived'],
    ],
    [
      '大量反复申请 without reasons asked',
      { ...lapse, resultCode: 'not_processed_excessive' },
      ['ReasonsRequested', 'ReplyDecided', 'ReplyDispatched', 'CaseClosed'],
      ['ReasonsRequested'],
    ],
    [
      'an extension without its approval',
      { extensionNotifiedOn: '2025-03-20' },
      ['ExtensionApproved', 'ExtensionNotified'],
      ['ExtensionApproved'],
    ],
    [
      'deducted days without a consultation',
      { deductedWd: 12 },
      ['ThirdPartyConsulted', 'ConsultationCancelled'],
      ['ThirdPartyConsulted', 'ThirdPartyOpinionReceived'],
    ],
    [
      'a payment without notice',
      { feePaidOn: '2025-03-20', feeYuan: 50 },
      ['FeeNoticeIssued', 'FeePaid'],
      ['FeeNoticeIssued'],
    ],
    [
      '复议后起诉 without a reconsideration',
      { ...lapse, resultCode: 'granted', suits: [{ route: 'after_reconsideration', filedOn: '2025-06-01' }] },
      ['ReplyDecided', 'ReplyDispatched', 'CaseClosed', 'LitigationFiled'],
      ['ReconsiderationFiled'],
    ],
    [
      'a duplicate without the earlier case',
      { ...lapse, resultCode: 'not_processed_duplicate' },
      ['ReplyDecided', 'ReplyDispatched', 'CaseClosed'],
      [],
    ],
  ])('%s', (_what, cells, types, undated) => {
    const events = eventsOf(row(cells));
    expect(typesOf(events).slice(1)).toEqual(types);
    const found = findingsOf(stateAfter(...events), circumstances.calendar).filter(
      ({ code }) => code === 'F_UNDATED_STEP',
    );
    expect(found.map(({ detail }) => detail?.step)).toEqual(undated);
  });
});

describe('a row is refused (L-16)', () => {
  it.each<[string, Partial<CaseRecord>, RejectionCode, string]>([
    ['received before it arrived', { arrivedOn: '2025-03-04' }, 'E_DATE_ORDER', 'receivedOn'],
    [
      'concluded before it was received',
      { concludedOn: '2025-03-02', resultCode: 'granted' },
      'E_DATE_ORDER',
      'concludedOn',
    ],
    ['a correction before the receipt', { correctionAskedOn: '2025-03-02' }, 'E_DATE_ORDER', 'correctionAskedOn'],
    [
      'corrected before it was asked',
      { correctionAskedOn: '2025-03-10', correctionReceivedOn: '2025-03-09' },
      'E_DATE_ORDER',
      'correctionReceivedOn',
    ],
    ['extended before the receipt', { extensionNotifiedOn: '2025-03-02' }, 'E_DATE_ORDER', 'extensionNotifiedOn'],
    [
      'an opinion before the question',
      { consultedOn: '2025-03-10', opinionOn: '2025-03-09' },
      'E_DATE_ORDER',
      'opinionOn',
    ],
    ['paid before the notice', { feeNoticedOn: '2025-03-10', feePaidOn: '2025-03-09' }, 'E_DATE_ORDER', 'feePaidOn'],
    [
      'concluded before its extension',
      { extensionNotifiedOn: '2025-03-20', concludedOn: '2025-03-19', resultCode: 'granted' },
      'E_DATE_ORDER',
      'concludedOn',
    ],
    [
      'attacked before the receipt',
      { reconsiderations: [{ filedOn: '2025-03-02' }] },
      'E_DATE_ORDER',
      'reconsiderations.0.filedOn',
    ],
    [
      'a suit over before it was filed',
      { suits: [{ route: 'direct', filedOn: '2025-05-02', concludedOn: '2025-05-01', result: 'other' }] },
      'E_DATE_ORDER',
      'suits.0.concludedOn',
    ],
    ['a day that is none', { receivedOn: '2025-02-30' }, 'E_DATE', 'receivedOn'],
    ['a day to come', { concludedOn: '2026-07-01', resultCode: 'granted' }, 'E_FUTURE', 'concludedOn'],
    ['an extension of 21 days', { extensionWd: 21 }, 'E_EXT_TOO_LONG', 'extensionWd'],
    ['a result the form does not have', { resultCode: 'maybe' as never }, 'E_RESULT_CODE', 'resultCode'],
    ['concluded, nobody knows how', { concludedOn: '2025-03-20' }, 'E_MISSING', 'resultCode'],
    ['lapsed, nobody knows when', { resultCode: 'other_fee_lapsed' }, 'E_MISSING', 'concludedOn'],
    [
      'a reconsideration over, nobody knows how',
      { reconsiderations: [{ filedOn: '2025-05-02', concludedOn: '2025-06-01' }] },
      'E_MISSING',
      'reconsiderations.0.result',
    ],
  ])('%s', (_what, cells, code, field) => {
    expectRefused(row(cells), code, field);
  });

  it('of a case that is void', () => {
    expectRefused(row(), 'E_STATE', undefined, recorded([e.registered('2025-03-03'), e.caseVoided('2025-03-04')]));
  });

  it('recorded by an auditor', () => {
    expect(eventsOfRecord(row(), [], { ...circumstances, actor: { id: 'a', role: 'auditor' } })).toMatchObject({
      rejection: { code: 'E_ROLE' },
    });
  });

  it('but not for being late: the reply of May is overdue', () => {
    const state = stateOf(row({ concludedOn: '2025-05-20', resultCode: 'granted' }));
    expect(findingsOf(state, circumstances.calendar).map(({ code }) => code)).toEqual(['F_OVERDUE']);
  });
});

describe('a row of a known case (L-21)', () => {
  const open = row();
  const granted = row({ concludedOn: '2025-03-20', resultCode: 'granted' });

  /** What the second row adds to the first, and the row of the case afterwards. */
  function changed(first: CaseRecord, second: CaseRecord) {
    const before = historyOf(first);
    const added = eventsOf(second, before);
    const state = fold([...before, ...recorded(added, before)]);
    if (!state) throw new Error('no case');
    return { added, row: recordOf(state), state };
  }

  it('adds the missing next events', () => {
    expect(typesOf(changed(open, granted).added)).toEqual(['ReplyDecided', 'ReplyDispatched', 'CaseClosed']);
  });

  it('corrects what it tells otherwise', () => {
    const { added, row: after } = changed(
      granted,
      row({ ...granted, applicantKind: 'legal_other', applicantName: '乙' }),
    );
    expect(added.map(({ type, data }) => [type, data])).toEqual([
      [
        'EntryCorrected',
        {
          targetEventId: 'event-1',
          field: 'applicantKind',
          oldValue: 'natural_person',
          newValue: 'legal_other',
          reason: '台账导入',
          approvedBy: 'head',
        },
      ],
      [
        'EntryCorrected',
        {
          targetEventId: 'event-1',
          field: 'applicantName',
          oldText: '示例申请人',
          newText: '乙',
          reason: '台账导入',
          approvedBy: 'head',
        },
      ],
    ]);
    expect(after).toMatchObject({ applicantKind: 'legal_other', applicantName: '乙' });
  });

  it('corrects a result with everything that depends on it', () => {
    const { added, row: after } = changed(granted, row({ ...granted, resultCode: 'denied_state_secret' }));
    expect(added.map(({ data }) => 'field' in data && [data.targetEventId, data.field])).toEqual([
      ['event-2', 'resultCode'],
      ['event-2', 'legalBasis'],
      ['event-2', 'remedy'],
      ['event-4', 'resultCode'],
    ]);
    expect(after.resultCode).toBe('denied_state_secret');
  });

  it('corrects a day of conclusion in every entry that carries it', () => {
    const { state } = changed(granted, row({ ...granted, concludedOn: '2025-03-21' }));
    expect([state.closing?.concludedOn, state.decisions[0]?.dispatch?.dispatchedOn]).toEqual([
      '2025-03-21',
      '2025-03-21',
    ]);
  });

  it('takes back a reply that was no reply but a lapse, and the other way round', () => {
    const lapsed = row({ concludedOn: '2025-03-21', resultCode: 'other_correction_lapsed' });
    const toLapse = changed(granted, lapsed);
    expect(typesOf(toLapse.added).filter((type) => type === 'EntryRetracted')).toHaveLength(2);
    expect([toLapse.state.status, toLapse.state.closing?.closingKind, toLapse.state.decisions]).toEqual([
      'CLOSED',
      'correction_lapsed',
      [],
    ]);
    const toReply = changed(lapsed, granted);
    expect([toReply.state.closing?.closingKind, toReply.state.correction?.lapsedOn]).toEqual(['replied', undefined]);
  });

  it('moves the day of receipt where it is recorded, with the day of arrival that was taken from it', () => {
    const direct = changed(open, row({ receivedOn: '2025-03-01' }));
    expect([direct.state.receivedOn, direct.state.arrivedOn]).toEqual(['2025-03-01', '2025-03-01']);
    const confirmed = changed(row({ channel: 'fax' }), row({ channel: 'fax', receivedOn: '2025-03-05' }));
    expect([confirmed.state.receivedOn, confirmed.state.epochs[0]?.startedOn]).toEqual(['2025-03-05', '2025-03-05']);
  });

  it('leaves alone what it does not mention', () => {
    const known = row({ ...granted, correctionAskedOn: '2025-03-05', correctionReceivedOn: '2025-03-10' });
    expect(changed(known, granted).added).toEqual([]);
  });

  it('dates a step that was recorded without date', () => {
    const lapsed = row({ concludedOn: '2025-03-21', resultCode: 'other_correction_lapsed' });
    const { added, state } = changed(lapsed, row({ ...lapsed, correctionAskedOn: '2025-03-05' }));
    expect([typesOf(added), state.correction?.sentOn]).toEqual([['EntryCorrected'], '2025-03-05']);
  });

  it('recognises a proceeding by its day, whatever its place in the row', () => {
    const one = row({ ...granted, reconsiderations: [{ filedOn: '2025-05-01' }] });
    const two = row({
      ...granted,
      reconsiderations: [
        { filedOn: '2025-04-01', concludedOn: '2025-04-20', result: 'other' },
        { filedOn: '2025-05-01', concludedOn: '2025-06-01', result: 'upheld' },
      ],
    });
    const { added } = changed(one, two);
    expect(typesOf(added)).toEqual(['ReconsiderationFiled', 'ReconsiderationConcluded', 'ReconsiderationConcluded']);
  });

  it('is refused as a whole when it contradicts what stays (L-22)', () => {
    expectRefused(row({ receivedOn: '2025-03-21' }), 'E_DATE_ORDER', 'concludedOn', historyOf(granted));
  });

  it('confirms a letter that was waiting for it', () => {
    const waiting = recorded([e.arrived('2025-03-01')]);
    expect(eventsOf(row({ channel: 'mail_ordinary' }), waiting)).toEqual([
      e.receiptConfirmed('2025-03-03', { means: '台账导入' }),
    ]);
  });

  it('does not take a withdrawal for a reply: a ledger cannot tell them apart', () => {
    const withdrawn = recorded([
      e.registered('2025-03-03'),
      e.applicationWithdrawn('2025-03-04'),
      e.caseClosed('2025-03-04', 'other_other', 'withdrawn'),
    ]);
    const same = row({ concludedOn: '2025-03-04', resultCode: 'other_other' });
    expect(eventsOf(same, withdrawn)).toEqual([]);
    expect(typesOf(eventsOf({ ...same, concludedOn: '2025-03-05' }, withdrawn))).toEqual([
      'EntryCorrected',
      'EntryCorrected',
    ]);
  });

  it('does not conclude a case before it was decided', () => {
    const decided = recorded([e.registered('2025-03-03'), e.replyDecided('2025-03-12')]);
    expectRefused(row({ concludedOn: '2025-03-11', resultCode: 'granted' }), 'E_DATE_ORDER', 'concludedOn', decided);
  });

  it('carries a new note along with the first new fact, once', () => {
    const { added } = changed(open, row({ ...granted, note: '已电话告知' }));
    expect(added.map(({ note }) => note)).toEqual(['已电话告知', undefined, undefined]);
  });
});
