import { cellValues, type CellId } from '@app/annual-report';
import { GetAnnualTables, ListUnits } from '@app/read-models';
import { exportLedgerFile, importLedgerFile, type LedgerFormat, type LedgerImported } from '@app/runtime';
import { RecordProactiveFigures } from '@app/use-cases';
import { randomUUID } from 'node:crypto';
import { Bureau, CLERK } from '../support/bureau';
import { RESULTS, makeCity, type CityCase } from '../support/city/city';
import { countYear, type Count } from '../support/city/count';
import { casesFor } from '../support/city/from-tables';
import { G1_TABLE2, G1_TABLE3, G1_TABLE4, G1_YEAR } from '../support/city/g1';
import { ledgerCsv } from '../support/city/ledger-csv';

jest.setTimeout(900_000);

const UNIT = 'city';

async function brings(bureau: Bureau, bytes: Buffer, name: string): Promise<LedgerImported> {
  return importLedgerFile(bureau.ledger, { file: { name, bytes }, unit: UNIT, actor: CLERK });
}

async function tablesOf(bureau: Bureau, year: number): Promise<Count> {
  const { tables, checks } = await bureau.ledger.ask(new GetAnnualTables(UNIT, year));
  expect(checks.filter((check) => check.level === 'E' && !check.ok)).toEqual([]);
  return Object.fromEntries(Object.entries(cellValues(tables)).filter(([cell]) => !cell.startsWith('t2.')));
}

async function givesTheSameTablesElsewhere(
  bureau: Bureau,
  format: LedgerFormat,
  cases: number,
  years: number[],
): Promise<void> {
  await bureau.ledger.projector.catchUp();
  const { bytes } = await exportLedgerFile(
    { queries: bureau.ledger.queries, write: bureau.ledger.foundation.write },
    { unit: UNIT, format, viewing: { actor: CLERK, door: 'spec', purpose: 'report' } },
  );
  const elsewhere = await Bureau.open(UNIT);
  try {
    expect(await brings(elsewhere, bytes, `台账.${format}`)).toMatchObject({ accepted: cases, refused: [] });
    for (const year of years) expect(await tablesOf(elsewhere, year)).toEqual(await tablesOf(bureau, year));
  } finally {
    await elsewhere.close();
  }
}

describe('a city’s ledger of 15,000 cases', () => {
  const YEARS = [2024, 2025];
  const cases: CityCase[] = makeCity({
    cases: 15_000,
    seed: 20260101,
    from: '2023-10-01',
    to: '2025-12-31',
    upTo: '2026-02-28',
  });
  const csv = Buffer.from(ledgerCsv(cases));
  let bureau: Bureau;
  let first: LedgerImported;

  beforeAll(async () => {
    bureau = await Bureau.open(UNIT);
    first = await brings(bureau, csv, '台账.csv');
  });
  afterAll(() => bureau.close());

  it('has every result and cases that cross the years’ ends', () => {
    const count = countYear(cases, 2025);
    for (const [, code] of RESULTS) expect(count[`t3.${code}.total`]).toBeGreaterThan(0);
    expect(count['t3.carried_in.total']).toBeGreaterThan(0);
    expect(count['t3.carried_out.total']).toBeGreaterThan(0);
    expect(count['t4.recon.pending']).toBeGreaterThan(0);
  });

  it('comes in whole', () => {
    expect(first).toMatchObject({ accepted: 15_000, cases: 15_000, unchanged: 0, refused: [] });
  });

  it.each(YEARS)('gives the tables of an independent count in every cell of %i', async (year) => {
    expect(await tablesOf(bureau, year)).toEqual(countYear(cases, year));
  });

  it('changes nothing when it is imported again', async () => {
    const { position } = await bureau.ledger.foundation.store.head();
    expect(await brings(bureau, csv, '台账.csv')).toMatchObject({
      accepted: 0,
      unchanged: 15_000,
      events: 0,
      refused: [],
    });
    expect((await bureau.ledger.foundation.store.head()).position).toBe(position);
  });

  it('exported as xlsx and imported elsewhere gives the same tables', async () => {
    await givesTheSameTablesElsewhere(bureau, 'xlsx', 15_000, [2023, ...YEARS, 2026]);
  });
});

describe('a town’s ledger', () => {
  it('exported as csv and imported elsewhere gives the same tables', async () => {
    const town = makeCity({ cases: 1_000, seed: 3, from: '2024-06-01', to: '2025-12-31', upTo: '2026-02-28' });
    const bureau = await Bureau.open(UNIT);
    try {
      await brings(bureau, Buffer.from(ledgerCsv(town)), '台账.csv');
      await givesTheSameTablesElsewhere(bureau, 'csv', 1_000, [2024, 2025, 2026]);
    } finally {
      await bureau.close();
    }
  });
});

describe('G1, a published report', () => {
  let bureau: Bureau;
  beforeAll(async () => {
    bureau = await Bureau.open(UNIT);
  });
  afterAll(() => bureau.close());

  it('comes out of a ledger in all of its 175 + 15 cells and its table 2', async () => {
    const cases = casesFor({ year: G1_YEAR, table3: G1_TABLE3, table4: G1_TABLE4 }, 20250101);
    expect(await brings(bureau, Buffer.from(ledgerCsv(cases)), 'g1.csv')).toMatchObject({
      accepted: cases.length,
      refused: [],
    });
    await bureau.ledger.execute(
      new RecordProactiveFigures({
        commandId: randomUUID(),
        actor: CLERK,
        unit: UNIT,
        year: G1_YEAR,
        figures: G1_TABLE2,
        source: '示例来源',
        countedOn: '2026-01-15',
      }),
    );
    const { tables } = await bureau.ledger.ask(new GetAnnualTables(UNIT, G1_YEAR));
    const cells = cellValues(tables);
    const expected: Partial<Record<CellId, number>> = {};
    const columns = [
      'natural_person',
      'legal_commercial',
      'legal_research',
      'legal_public_interest',
      'legal_legal_service',
      'legal_other',
      'total',
    ];
    for (const [row, figures] of Object.entries(G1_TABLE3)) {
      figures.forEach((figure, i) => (expected[`t3.${row}.${columns[i]}` as CellId] = figure));
    }
    for (const [group, figures] of Object.entries(G1_TABLE4)) {
      figures.forEach(
        (figure, i) =>
          (expected[`t4.${group}.${['upheld', 'corrected', 'other', 'pending', 'total'][i]}` as CellId] = figure),
      );
    }
    Object.assign(expected, G1_TABLE2, { 't2.administrative_fee.amount_wan_yuan': 316441 });
    expect(Object.keys(expected)).toHaveLength(175 + 15 + 10);
    expect(cells).toEqual(expected);
    expect(await bureau.ledger.ask(new ListUnits())).toHaveLength(1);
  });
});
