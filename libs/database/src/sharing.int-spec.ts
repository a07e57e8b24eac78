import { dataFolderAt, readRecord } from './data-folder';
import { adminClient } from './server-sessions';
import { killServer, serverPid, until, Yard } from '../test/yard';

let yard: Yard;
beforeAll(() => {
  yard = new Yard();
});
afterAll(() => yard.clear());

/** How many processes hold the server; 0 while it does not answer. */
async function keepers(dataDir: string): Promise<number> {
  const admin = adminClient(readRecord(dataFolderAt(dataDir)));
  admin.on('error', () => undefined);
  try {
    await admin.connect();
    const { rows } = await admin.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name LIKE 'disclosure-ledger keeper %'`,
    );
    return rows[0]!.n;
  } catch {
    return 0;
  } finally {
    await admin.end();
  }
}

it('serves every process while several come and go at the same moment', async () => {
  const dataDir = yard.dataDir();
  const comers = [1, 2, 3].map(() => yard.process());
  await comers[0]!.open(dataDir, 'unsafe');
  await comers[0]!.sql('CREATE TABLE visits (n int)');
  await comers[0]!.close();
  const rounds = 6;
  await Promise.all(
    comers.map(async (comer) => {
      for (let round = 0; round < rounds; round += 1) {
        await comer.open(dataDir, 'unsafe');
        await comer.sql('INSERT INTO visits VALUES (1)');
        await comer.close();
      }
    }),
  );
  expect(serverPid(dataDir)).toBeUndefined();
  await comers[0]!.open(dataDir, 'unsafe');
  expect(await comers[0]!.sql('SELECT count(*)::int AS n FROM visits')).toEqual([{ n: rounds * comers.length }]);
  await comers[0]!.close();
});

it('is started once when it dies under two processes, and still stopped by the last of them', async () => {
  const [dataDir, server, cli] = [yard.dataDir(), yard.process(), yard.process()];
  await Promise.all([server.open(dataDir, 'unsafe'), cli.open(dataDir, 'unsafe')]);
  killServer(serverPid(dataDir)!);
  await until(async () => (await keepers(dataDir)) === 2);
  await server.close();
  expect(await cli.sql('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await cli.close();
  expect(serverPid(dataDir)).toBeUndefined();
});
