import fc from 'fast-check';
import { addDays } from '../calendar/civil-date';
import { circumstances, recorded } from '../case/specification';
import { fold } from '../case/fold';
import type { CaseState } from '../case/state';
import type { CaseEvent } from '../events/envelope';
import { factsOf } from '../statistics/facts-of';
import type { StatisticalFacts } from '../statistics/facts';
import { APPLICANT_KINDS, type ApplicantKind } from '../vocabulary/applicant-kinds';
import { CHANNELS, type Channel } from '../vocabulary/channels';
import { RESULT_CODES, type ResultCode } from '../vocabulary/result-codes';
import type { CaseRecord } from './case-record';
import { eventsOfRecord } from './events-of-record';
import { factsTakenBack, type RecordedFact } from './facts-taken-back';
import { recordOf } from './record-of';

const keysOf = <K extends string>(table: Record<K, unknown>) => Object.keys(table) as K[];
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const gap = fc.integer({ min: 0, max: 40 });
const day = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2024-01-02', n));

const proceeding = fc.record({
  filed: fc.integer({ min: 0, max: 90 }),
  took: fc.integer({ min: 0, max: 90 }),
  result: maybe(fc.constantFrom('upheld', 'corrected', 'other')),
});

const CONCLUDED: CaseRecord = {
  unit: 'DEMO',
  caseNo: 'DEMO-1',
  receivedOn: '2024-01-02',
  applicantKind: 'natural_person',
  concludedOn: '2024-01-02',
  resultCode: 'granted',
  reconsiderations: [],
  suits: [],
};

/** A row that says a fee lapsed and names no notice, found by this property: the notice it implies adds up to nothing. */
const FEE_LAPSED_THEN_GRANTED: [CaseRecord, CaseRecord] = [{ ...CONCLUDED, resultCode: 'other_fee_lapsed' }, CONCLUDED];

/** Found by this property: a notice on the day of conclusion is told first, its amount later; nobody paid. */
const NOTICED_THEN_ITS_AMOUNT: [CaseRecord, CaseRecord] = [
  { ...CONCLUDED, feeNoticedOn: '2024-01-02' },
  { ...CONCLUDED, feeYuan: 1 },
];

/** A row whose days follow each other in a possible order; everything optional is there or not. */
const legalRecord: fc.Arbitrary<CaseRecord> = fc
  .record({
    receivedOn: day,
    arrivedBefore: maybe(fc.integer({ min: 1, max: 5 })),
    channel: maybe(fc.constantFrom(...keysOf<Channel>(CHANNELS))),
    applicantKind: fc.constantFrom(...keysOf<ApplicantKind>(APPLICANT_KINDS)),
    applicantName: maybe(fc.constantFrom('甲', '乙')),
    infoDescription: maybe(fc.constantFrom('文件一', '文件二')),
    asked: maybe(gap),
    corrected: maybe(gap),
    extended: maybe(gap),
    extensionWd: maybe(fc.integer({ min: 1, max: 20 })),
    consulted: maybe(gap),
    opined: maybe(gap),
    opinion: maybe(fc.constantFrom('agree', 'object', 'partly', 'lapsed')),
    deductedWd: maybe(fc.integer({ min: 0, max: 30 })),
    noticed: maybe(gap),
    feeMethod: maybe(fc.constantFrom('per_page', 'per_piece')),
    feeYuan: maybe(fc.integer({ min: 0, max: 900 })),
    paid: maybe(gap),
    concluded: maybe(gap),
    resultCode: fc.constantFrom(...keysOf<ResultCode>(RESULT_CODES)),
    decidedOnly: fc.boolean(),
    reconsiderations: fc.array(proceeding, { maxLength: 2 }),
    suits: fc.array(fc.tuple(fc.constantFrom('direct', 'after_reconsideration'), proceeding), { maxLength: 2 }),
    note: maybe(fc.constantFrom('备注一', '备注二')),
  })
  .map((r) => {
    const after = (from: string, days: number | undefined) => (days === undefined ? undefined : addDays(from, days));
    const correctionAskedOn = after(r.receivedOn, r.asked);
    const correctionReceivedOn = after(correctionAskedOn ?? r.receivedOn, r.corrected);
    const consultedOn = after(r.receivedOn, r.consulted);
    const opinionOn = after(consultedOn ?? r.receivedOn, r.opined);
    const feeNoticedOn = after(r.receivedOn, r.noticed);
    const feePaidOn = after(feeNoticedOn ?? r.receivedOn, r.paid);
    const extensionNotifiedOn = after(r.receivedOn, r.extended);
    const last = [correctionAskedOn, correctionReceivedOn, consultedOn, opinionOn, feeNoticedOn, feePaidOn]
      .concat(extensionNotifiedOn)
      .reduce<string>((a, b) => (b !== undefined && b > a ? b : a), r.receivedOn);
    const concludedOn = after(last, r.concluded);
    const lapse = r.resultCode.endsWith('_lapsed');
    const filed = (p: { filed: number; took: number; result?: 'upheld' | 'corrected' | 'other' }) => {
      const filedOn = addDays(concludedOn ?? last, p.filed);
      return p.result === undefined
        ? { filedOn }
        : { filedOn, concludedOn: addDays(filedOn, p.took), result: p.result };
    };
    const record: CaseRecord = {
      unit: 'DEMO',
      caseNo: 'DEMO-1',
      receivedOn: r.receivedOn,
      arrivedOn: after(r.receivedOn, r.arrivedBefore === undefined ? undefined : -r.arrivedBefore),
      channel: r.channel,
      applicantKind: r.applicantKind,
      applicantName: r.applicantName,
      infoDescription: r.infoDescription,
      correctionAskedOn,
      correctionReceivedOn,
      extensionNotifiedOn,
      extensionWd: r.extensionWd,
      consultedOn,
      opinionOn,
      opinion: r.opinion,
      deductedWd: r.deductedWd,
      feeNoticedOn,
      feeMethod: r.feeMethod,
      feeYuan: r.feeYuan,
      feePaidOn,
      concludedOn,
      resultCode: concludedOn !== undefined || (r.decidedOnly && !lapse) ? r.resultCode : undefined,
      reconsiderations: r.reconsiderations.map((p) => filed(p as never)),
      suits: r.suits.map(([route, p]) => ({ route: route as 'direct', ...filed(p as never) })),
      note: r.note,
    };
    return record;
  });

const EVERY_FACT: ReadonlySet<RecordedFact> = new Set<RecordedFact>([
  'arrivedOn',
  'correctionAskedOn',
  'correctionReceivedOn',
  'extensionNotifiedOn',
  'consultedOn',
  'opinionOn',
  'feeNoticedOn',
  'feePaidOn',
  'concludedOn',
  'resultCode',
  'reconsiderations.filedOn',
  'reconsiderations.concludedOn',
  'suits.filedOn',
  'suits.concludedOn',
]);

/** Records a row onto a history, as an import does. */
function imported(record: CaseRecord, history: CaseEvent[] = []): CaseEvent[] {
  const outcome = eventsOfRecord(record, history, { ...circumstances, today: '2027-12-31' });
  if ('rejection' in outcome) throw new Error(JSON.stringify(outcome.rejection));
  return [...history, ...recorded(throughJson(outcome.events), history)];
}

/** What the log hands back has been through JSON. */
function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function stateOf(history: CaseEvent[]): CaseState {
  const state = fold(history);
  if (!state) throw new Error('no case');
  return state;
}

/** Proceedings in a fixed order: a history has them by their days, a row as its clerk wrote them. */
const ordered = <T>(list: T[]): T[] => list.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

function rowOf(state: CaseState): unknown {
  const row = recordOf(state);
  return throughJson({ ...row, reconsiderations: ordered(row.reconsiderations), suits: ordered(row.suits) });
}

/** The cells a case is in, without the events that prove it. */
function cells(facts: StatisticalFacts | undefined): unknown {
  return throughJson({
    ...facts,
    receivedEventId: undefined,
    concludedEventId: undefined,
    appeals: ordered(
      facts?.appeals.map(({ group, filedOn, concludedOn, result }) => ({ group, filedOn, concludedOn, result })) ?? [],
    ),
  });
}

/** What a row says once it is booked: a ledger cannot tell some of its own gaps (see each line). */
function told(record: CaseRecord): unknown {
  const { feeYuan, feeMethod, feeNoticedOn, feePaidOn, concludedOn, resultCode } = record;
  const hasFee = feeNoticedOn ?? feePaidOn ?? (resultCode === 'other_fee_lapsed' || (feeYuan && concludedOn));
  const booked = feeYuan && feeNoticedOn === undefined && feePaidOn === undefined && concludedOn !== undefined;
  const extended = record.extensionNotifiedOn !== undefined || record.extensionWd !== undefined;
  return throughJson({
    ...record,
    reconsiderations: ordered(record.reconsiderations),
    suits: ordered(record.suits),
    channel: record.channel ?? 'in_person',
    extensionWd: extended ? (record.extensionWd ?? 20) : undefined,
    deductedWd: record.deductedWd === 0 ? undefined : record.deductedWd,
    // A fee without any day and without a conclusion is not a fee yet; an amount alone is booked on the conclusion.
    feeYuan: hasFee && feeYuan ? feeYuan : undefined,
    feeMethod: hasFee ? feeMethod : undefined,
    feeNoticedOn: booked ? concludedOn : feeNoticedOn,
    feePaidOn: booked && resultCode !== 'other_fee_lapsed' ? concludedOn : feePaidOn,
  });
}

describe('any legal row', () => {
  it('recorded twice is unchanged the second time (L-21)', () => {
    fc.assert(
      fc.property(legalRecord, (record) => {
        const history = imported(record);
        expect(imported(record, history)).toHaveLength(history.length);
      }),
      { numRuns: 250 },
    );
  });

  it('recorded twice takes nothing back, nor does its export (L-21)', () => {
    fc.assert(
      fc.property(legalRecord, (record) => {
        const history = imported(record);
        expect(factsTakenBack(record, history, EVERY_FACT)).toEqual([]);
        expect(factsTakenBack(recordOf(stateOf(history)), history, EVERY_FACT)).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  it('comes out of its case as it went in (L-25)', () => {
    fc.assert(
      fc.property(legalRecord, (record) => {
        expect(rowOf(stateOf(imported(record)))).toEqual(told(record));
      }),
      { numRuns: 250 },
    );
  });

  it('counts in the same cells after export and import into an empty register (L-25)', () => {
    fc.assert(
      fc.property(legalRecord, (record) => {
        const state = stateOf(imported(record));
        const again = stateOf(imported(recordOf(state)));
        expect(cells(factsOf(again))).toEqual(cells(factsOf(state)));
      }),
      { numRuns: 150 },
    );
  });

  it('turns into any other legal row of its case, and then stays (L-21)', () => {
    fc.assert(
      fc.property(legalRecord, legalRecord, (first, second) => {
        const before = imported(first);
        const outcome = eventsOfRecord(second, before, { ...circumstances, today: '2027-12-31' });
        fc.pre('events' in outcome);
        const after = imported(second, before);
        expect(imported(second, after)).toHaveLength(after.length);
        const row = recordOf(stateOf(after));
        expect(row.receivedOn).toBe(second.receivedOn);
        expect(row.applicantKind).toBe(second.applicantKind);
        if (second.concludedOn !== undefined) {
          expect([row.concludedOn, row.resultCode]).toEqual([second.concludedOn, second.resultCode]);
          expect(stateOf(after).status).toBe('CLOSED');
        }
        const again = stateOf(imported(recordOf(stateOf(after))));
        expect(cells(factsOf(again))).toEqual(cells(factsOf(stateOf(after))));
      }),
      { numRuns: 200, examples: [FEE_LAPSED_THEN_GRANTED, NOTICED_THEN_ITS_AMOUNT] },
    );
  });
});
