import fc from 'fast-check';
import {
  eventsOfRecord,
  fold,
  recordOf,
  stateCouncilCalendar,
  type CaseEvent,
  type CaseRecord,
  type DecisionContext,
} from '@app/disclosure';
import { readLedger, writeLedgerCsv } from '../src';
import { aRecord } from './records';

const context: DecisionContext = {
  actor: { id: 'operator', role: 'registrar' },
  caseId: 'c1',
  today: '2040-01-01',
  calendar: stateCouncilCalendar,
};

/** The case a record makes, exported again; `undefined` for a record whose days cannot have been. */
function exported(record: CaseRecord): CaseRecord | undefined {
  const outcome = eventsOfRecord(record, [], context);
  if ('rejection' in outcome) return undefined;
  const history = outcome.events.map(
    ({ type, effectiveOn, data, note }, index) =>
      ({
        id: `e${index}`,
        stream: 'case-c1',
        type,
        effectiveOn,
        data,
        revision: index,
        position: index,
        recordedAt: '2040-01-01T00:00:00.000Z',
        actor: context.actor,
        metadata: { unit: 'U1', commandId: 'k', ...(note === undefined ? {} : { note }) },
      }) as CaseEvent,
  );
  return recordOf(fold(history)!);
}

/** The days of a record put in an order in which they can have been. */
function inOrder(record: CaseRecord): CaseRecord {
  const text = JSON.stringify(record, (key, value: unknown) => (DAY_FIELDS.has(key) ? `<${String(value)}>` : value));
  const parsed = JSON.parse(text) as CaseRecord;
  const days = [...text.matchAll(/"<(\d{4}-\d\d-\d\d)>"/g)].map((match) => match[1]!).sort();
  const next = (day: string | undefined): string | undefined => (day === undefined ? undefined : days.shift());
  const own = Object.fromEntries(
    ORDER.filter((field) => parsed[field] !== undefined).map((field) => [field, next(parsed[field])]),
  );
  const proceeding = <T extends { filedOn: string; concludedOn?: string }>(item: T): T => ({
    ...item,
    filedOn: next(item.filedOn)!,
    ...(item.concludedOn === undefined ? {} : { concludedOn: next(item.concludedOn) }),
  });
  const reconsiderations = parsed.reconsiderations.map(proceeding);
  return { ...parsed, ...own, reconsiderations, suits: parsed.suits.map(proceeding) };
}

const ORDER = [
  'arrivedOn',
  'receivedOn',
  'correctionAskedOn',
  'correctionReceivedOn',
  'extensionNotifiedOn',
  'consultedOn',
  'opinionOn',
  'feeNoticedOn',
  'feePaidOn',
  'concludedOn',
] as const;
const DAY_FIELDS = new Set<string>([...ORDER, 'filedOn']);

describe('the export of cases (L-25)', () => {
  it('is read again as the records that the cases export, without a question that holds one back', async () => {
    const sample = fc.sample(aRecord().map(inOrder), { numRuns: 600, seed: 7 });
    const records = sample.flatMap(
      (record, index) => exported({ ...record, caseNo: `${record.caseNo}-${index}` }) ?? [],
    );
    expect(records.length).toBeGreaterThan(300);
    const reading = await readLedger({ name: 'a.csv', bytes: await writeLedgerCsv(records) }, { unit: 'U1' });
    const asked = reading.rows.flatMap(({ questions, refused }) => [...questions, ...refused]);
    expect(asked.filter(({ blocks }) => blocks)).toEqual([]);
    expect(reading.rows.map(({ record }) => record)).toEqual(records);
  });
});
