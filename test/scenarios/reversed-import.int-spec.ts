import { createHash } from 'node:crypto';
import { cellValues } from '@app/annual-report';
import { GetAnnualTables } from '@app/read-models';
import { importLedgerFile, reverseLedgerImport, type LedgerReversed } from '@app/runtime';
import { Bureau, CLERK } from '../support/bureau';
import { makeCity, type CityCase } from '../support/city/city';
import { countYear } from '../support/city/count';
import { ledgerCsv } from '../support/city/ledger-csv';

jest.setTimeout(300_000);

const UNIT = 'city';
const YEARS = [2024, 2025];

const all = makeCity({ cases: 300, seed: 23, from: '2024-03-01', to: '2025-12-31', upTo: '2026-02-28' });
/** What the bureau knew before: half of the cases, every third of them still open and put down under another kind. */
const before = all.slice(0, 150).map((each, index) => (index % 3 === 0 ? stillOpen(each) : each));
const fileBefore = Buffer.from(ledgerCsv(before));
const fileAfter = Buffer.from(ledgerCsv(all));

function stillOpen({ no, received, kind, channel }: CityCase): CityCase {
  return { no, received, kind: (kind + 1) % 6, ...(channel !== undefined && { channel }), appeals: [] };
}

let bureau: Bureau;

const brings = (bytes: Buffer) =>
  importLedgerFile(bureau.ledger, { file: { name: '台账.csv', bytes }, unit: UNIT, actor: CLERK });

function reverses(bytes: Buffer, more: { approvedBy?: string; dryRun?: boolean } = {}): Promise<LedgerReversed> {
  return reverseLedgerImport(
    { commands: bureau.ledger.commands, store: bureau.ledger.foundation.store },
    {
      fileSha256: createHash('sha256').update(bytes).digest('hex'),
      unit: UNIT,
      actor: CLERK,
      reason: '导入了错误的文件',
      approvedBy: 'head-1',
      ...more,
    },
  );
}

async function tables(): Promise<Record<string, number>[]> {
  await bureau.ledger.projector.catchUp();
  const years = YEARS.map(async (year) => {
    const answer = await bureau.ledger.ask(new GetAnnualTables(UNIT, year));
    expect(answer.checks.filter(({ level, ok }) => level === 'E' && !ok)).toEqual([]);
    return Object.fromEntries(Object.entries(cellValues(answer.tables)).filter(([cell]) => !cell.startsWith('t2.')));
  });
  return Promise.all(years);
}

describe('an import is reversed as a whole (L-23)', () => {
  let untouched: Record<string, number>[];
  let head: number;

  beforeAll(async () => {
    bureau = await Bureau.open(UNIT);
    await brings(fileBefore);
    untouched = await tables();
  });
  afterAll(() => bureau.close());

  it('that added cases, results, appeals and corrections to those before', async () => {
    expect(untouched).toEqual(YEARS.map((year) => countYear(before, year)));
    expect(await brings(fileAfter)).toMatchObject({ accepted: 200, unchanged: 100, refused: [], questions: [] });
    expect(await tables()).toEqual(YEARS.map((year) => countYear(all, year)));
    head = (await bureau.ledger.foundation.store.head()).position;
  });

  it('only with a second person, and not by a dry run', async () => {
    await expect(reverses(fileAfter, { approvedBy: CLERK.id })).rejects.toMatchObject({
      rejection: { code: 'E_ROLE' },
    });
    expect(await reverses(fileAfter, { dryRun: true })).toMatchObject({ reversed: 200, refused: [], position: 0 });
    expect((await bureau.ledger.foundation.store.head()).position).toBe(head);
  });

  it('leaves the tables as before, and every event of the file in the log', async () => {
    const reversed = await reverses(fileAfter);
    expect(reversed).toMatchObject({ cases: 200, reversed: 200, unchanged: 0, refused: [] });
    expect(await tables()).toEqual(untouched);
    expect((await bureau.ledger.foundation.store.head()).position).toBe(head + reversed.events);
    // as of before the reversal nothing has changed
    const { tables: then } = await bureau.ledger.ask(new GetAnnualTables(UNIT, 2025, { at: head }));
    expect(cellValues(then)).toMatchObject(countYear(all, 2025));
  });

  it('does nothing a second time', async () => {
    expect(await reverses(fileAfter)).toMatchObject({ reversed: 0, unchanged: 200, events: 0 });
    expect(await tables()).toEqual(untouched);
  });

  it('does not stand in the way of the file coming in after all', async () => {
    expect(await brings(fileAfter)).toMatchObject({ accepted: 200, unchanged: 100, refused: [], questions: [] });
    expect(await tables()).toEqual(YEARS.map((year) => countYear(all, year)));
  });

  it('gives the same tables from the log alone', async () => {
    await bureau.ledger.projector.rebuild();
    expect(await tables()).toEqual(YEARS.map((year) => countYear(all, year)));
  });
});
