import { circumstances, recorded } from '../case/specification';
import type { CaseRecord } from './case-record';
import { eventsOfRecord } from './events-of-record';
import { factsTakenBack, type RecordedFact } from './facts-taken-back';

const whole: CaseRecord = {
  unit: 'DEMO',
  caseNo: 'DEMO-1',
  arrivedOn: '2025-03-01',
  receivedOn: '2025-03-03',
  applicantKind: 'natural_person',
  applicantName: '示例申请人',
  correctionAskedOn: '2025-03-05',
  correctionReceivedOn: '2025-03-12',
  consultedOn: '2025-03-13',
  opinionOn: '2025-03-20',
  opinion: 'partly',
  extensionNotifiedOn: '2025-03-25',
  extensionWd: 10,
  feeNoticedOn: '2025-03-26',
  feeYuan: 380,
  feePaidOn: '2025-04-01',
  concludedOn: '2025-04-10',
  resultCode: 'partially_granted',
  reconsiderations: [{ filedOn: '2025-04-20', concludedOn: '2025-05-20', result: 'upheld' }],
  suits: [{ route: 'after_reconsideration', filedOn: '2025-06-01', concludedOn: '2025-06-20', result: 'other' }],
};

function historyOf(record: CaseRecord) {
  const outcome = eventsOfRecord(record, [], circumstances);
  if ('rejection' in outcome) throw new Error(outcome.rejection.code);
  return recorded(outcome.events);
}

/** What the second row takes back of the first, told by a ledger with columns for these facts. */
const takenBack = (first: CaseRecord, second: CaseRecord, ...columns: RecordedFact[]) =>
  factsTakenBack(second, historyOf(first), new Set(columns));

const reopened = { filedOn: '2025-04-20' };

describe('a row takes back what is recorded (L-21)', () => {
  it.each<[RecordedFact, Partial<CaseRecord>]>([
    ['arrivedOn', { arrivedOn: undefined }],
    ['correctionAskedOn', { correctionAskedOn: undefined }],
    ['correctionReceivedOn', { correctionReceivedOn: undefined }],
    ['consultedOn', { consultedOn: undefined }],
    ['opinionOn', { opinionOn: undefined }],
    ['extensionNotifiedOn', { extensionNotifiedOn: undefined }],
    ['feeNoticedOn', { feeNoticedOn: undefined }],
    ['feePaidOn', { feePaidOn: undefined }],
    ['concludedOn', { concludedOn: undefined }],
    ['resultCode', { resultCode: undefined }],
    ['reconsiderations.filedOn', { reconsiderations: [] }],
    ['reconsiderations.concludedOn', { reconsiderations: [reopened] }],
    ['suits.filedOn', { suits: [] }],
    ['suits.concludedOn', { suits: [{ route: 'after_reconsideration', filedOn: '2025-06-01' }] }],
  ])('when it leaves %s empty', (fact, cells) => {
    expect(takenBack(whole, { ...whole, ...cells }, fact)).toEqual([fact]);
    expect(takenBack(whole, whole, fact)).toEqual([]);
  });

  it('but not when the ledger has no such column', () => {
    expect(takenBack(whole, { ...whole, concludedOn: undefined, resultCode: undefined }, 'opinionOn')).toEqual([]);
  });

  it('and everything it leaves empty is named', () => {
    expect(
      takenBack(whole, { ...whole, concludedOn: undefined, resultCode: undefined }, 'resultCode', 'concludedOn'),
    ).toEqual(['concludedOn', 'resultCode']);
  });

  it('also a proceeding beside another that stays', () => {
    const two = { ...whole, reconsiderations: [...whole.reconsiderations, { filedOn: '2025-05-25' }] };
    expect(takenBack(two, whole, 'reconsiderations.filedOn')).toEqual(['reconsiderations.filedOn']);
  });

  it('not when another day stands in its place, nor when the case is new', () => {
    expect(takenBack(whole, { ...whole, concludedOn: '2025-04-11' }, 'concludedOn')).toEqual([]);
    expect(factsTakenBack(whole, [], new Set(['concludedOn'] as const))).toEqual([]);
  });

  it('not when the step stands without a day', () => {
    const { unit, caseNo, receivedOn, applicantKind } = whole;
    const lapse = { concludedOn: '2025-04-10', resultCode: 'other_correction_lapsed' } as const;
    const lapsed = { unit, caseNo, receivedOn, applicantKind, ...lapse, reconsiderations: [], suits: [] };
    expect(takenBack(lapsed, lapsed, 'correctionAskedOn', 'concludedOn')).toEqual([]);
  });

  it('one of two proceedings that ended, which the row leaves open', () => {
    const ended = [
      ...whole.reconsiderations,
      { filedOn: '2025-05-25', concludedOn: '2025-06-25', result: 'other' as const },
    ];
    const left = { ...whole, reconsiderations: [whole.reconsiderations[0]!, { filedOn: '2025-05-25' }] };
    const columns = ['reconsiderations.filedOn', 'reconsiderations.concludedOn'] as const;
    expect(takenBack({ ...whole, reconsiderations: ended }, left, ...columns)).toEqual([
      'reconsiderations.concludedOn',
    ]);
  });

  it('the end of a proceeding along with it', () => {
    const columns = ['suits.filedOn', 'suits.concludedOn'] as const;
    expect(takenBack(whole, { ...whole, suits: [] }, ...columns)).toEqual(columns);
  });

  it('not the end of a proceeding that has none', () => {
    const pending: CaseRecord = { ...whole, suits: [{ route: 'direct', filedOn: '2025-06-01' }] };
    expect(takenBack(pending, pending, 'suits.concludedOn')).toEqual([]);
  });

  it('not the day of arrival, which moves with 收到日期 where the ledger never told it', () => {
    const { arrivedOn: _arrivedOn, ...direct } = whole;
    expect(takenBack(direct, { ...direct, receivedOn: '2025-03-04' }, 'arrivedOn')).toEqual([]);
  });

  it('the payment on the day of conclusion, where the notice has its own day', () => {
    const paid: CaseRecord = { ...whole, feePaidOn: '2025-04-10' };
    expect(takenBack(paid, { ...paid, feePaidOn: undefined }, 'feePaidOn')).toEqual(['feePaidOn']);
  });

  it('the payment on a day of its own, though its notice is not told', () => {
    const paid: CaseRecord = { ...whole, feeNoticedOn: undefined };
    expect(takenBack(paid, { ...paid, feePaidOn: undefined }, 'feePaidOn')).toEqual(['feePaidOn']);
  });

  it('not the days on which an amount without days was booked', () => {
    const booked: CaseRecord = { ...whole, feeNoticedOn: undefined, feePaidOn: undefined };
    expect(takenBack(booked, booked, 'feeNoticedOn', 'feePaidOn')).toEqual([]);
    const lapsed: CaseRecord = { ...booked, resultCode: 'other_fee_lapsed' };
    expect(takenBack({ ...booked, feePaidOn: '2025-04-10' }, lapsed, 'feeNoticedOn', 'feePaidOn')).toEqual([]);
  });
});
