import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetAnnualTables } from '@app/read-models';
import { copyLedger, importLedgerFile, openLedger, type Ledger } from '@app/runtime';
import { RegisterUnit } from '@app/use-cases';
import { CLERK, HEAD } from '../support/bureau';
import { KurrentDouble } from '../support/kurrent-double/kurrent-double';
import { freshDatabase, type FreshDatabase } from '../support/postgres';

// The whole system over the KurrentDB adapter, on a double in this process: no server is shown to do the same.

jest.setTimeout(300_000);

const csv = readFileSync(join(__dirname, '../../apps/server/src/sample/assets/sample-ledger.csv'));
const DISCLOSURE_MASTER_KEY = '0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0';
const UNIT = 'demo';

const undo: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const each of undo.reverse()) await each();
});

async function database(): Promise<FreshDatabase> {
  const fresh = await freshDatabase();
  undo.push(() => fresh.drop());
  return fresh;
}

async function ledgerOn({ connectionString }: FreshDatabase, env: Record<string, string> = {}): Promise<Ledger> {
  const ledger = await openLedger({
    database: { databaseUrl: connectionString },
    unsafeForTests: true,
    env: { DISCLOSURE_MASTER_KEY, ...env },
  });
  undo.push(() => ledger.close());
  return ledger;
}

async function filled(ledger: Ledger): Promise<void> {
  await ledger.execute(new RegisterUnit({ unit: UNIT, name: '示例局', commandId: randomUUID(), actor: HEAD }));
  const file = { name: 'sample.csv', bytes: csv };
  const { accepted } = await importLedgerFile(ledger, { file, unit: UNIT, actor: CLERK });
  expect(accepted).toBeGreaterThan(20);
}

const tablesOf = async (ledger: Ledger) =>
  Promise.all([2023, 2024, 2025, 2026].map(async (year) => (await ledger.ask(new GetAnnualTables(UNIT, year))).tables));

it('the same ledger file gives the same tables with the log in PostgreSQL, in KurrentDB, and in a copy of that', async () => {
  const [plain, beside, back] = [await database(), await database(), await database()];
  const double = await KurrentDouble.start();
  undo.push(() => double.stop());

  const inPostgres = await ledgerOn(plain);
  const inKurrent = await ledgerOn(beside, { KURRENTDB_URL: double.url });
  await filled(inPostgres);
  await filled(inKurrent);
  const tables = await tablesOf(inPostgres);
  expect(JSON.stringify(tables)).toContain('1');
  expect(await tablesOf(inKurrent)).toEqual(tables);
  expect(double.records.all.length).toBeGreaterThan(100);

  const head = await inKurrent.foundation.store.head();
  const env = { DISCLOSURE_MASTER_KEY };
  const places = { from: double.url, to: back.connectionString, beside: beside.connectionString };
  const report = await copyLedger({ ...places, env, unsafeForTests: true });
  expect(report).toMatchObject({ hash: head.hash, events: head.position, copied: head.position });
  const copy = await ledgerOn(back);
  expect(await copy.foundation.store.head()).toEqual(head);
  expect(await tablesOf(copy)).toEqual(tables);
});

it('a log that lies in PostgreSQL is not left behind by naming a KurrentDB', async () => {
  const own = await database();
  const double = await KurrentDouble.start();
  undo.push(() => double.stop());
  const ledger = await ledgerOn(own);
  await ledger.execute(new RegisterUnit({ unit: UNIT, name: '示例局', commandId: randomUUID(), actor: HEAD }));
  const env = { KURRENTDB_URL: double.url };
  await expect(ledgerOn(own, env)).rejects.toMatchObject({ name: 'OrderRefused', code: 'LOG_IN_POSTGRES' });

  // Copied, it is gone on with there, and the read models beside it are as they were.
  await ledger.ask(new GetAnnualTables(UNIT, 2025));
  const places = { from: own.connectionString, to: double.url, beside: own.connectionString };
  await copyLedger({ ...places, env: {}, unsafeForTests: true });
  const moved = await ledgerOn(own, env);
  await moved.execute(new RegisterUnit({ unit: 'u2', name: '示例二局', commandId: randomUUID(), actor: HEAD }));
  expect((await moved.ask(new GetAnnualTables('u2', 2025))).tables).toBeDefined();
});
