import { existsSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mayMount, until, Yard } from '../test/yard';
import { dataFolderAt } from './data-folder';

/*
 * Who may mount a small disk (tmpfs) fills a real one (F12). For others a limit on the size of files stops initdb in the
 * same place; a running server is then not filled up, and the list of tests says so.
 */

let yard: Yard;
beforeAll(() => {
  yard = new Yard();
});
afterAll(() => yard.clear());

it('refuses a first start that the disk, or a limit, stops half-way, and begins anew when there is room', async () => {
  const dataDir = yard.dataDir();
  const limited = yard.process(undefined, 4096);
  expect(await limited.ask({ ask: 'open', dataDir })).toMatchObject({ refused: { code: 'DISK_FULL' } });
  expect(existsSync(dataFolderAt(dataDir).cluster)).toBe(false);
  const free = yard.process();
  expect(await free.open(dataDir)).toMatchObject({ createdNow: true });
  await free.close();
});

if (mayMount()) {
  it('refuses a first start on a small disk before it writes a cluster', async () => {
    const dataDir = yard.onSmallDisk('48m');
    expect(await yard.process().ask({ ask: 'open', dataDir })).toMatchObject({ refused: { code: 'DISK_FULL' } });
    expect(existsSync(dataFolderAt(dataDir).cluster)).toBe(false);
  });

  it('loses nothing acknowledged when the disk fills up under it, and goes on when there is room', async () => {
    const dataDir = yard.onSmallDisk('200m');
    const app = yard.process();
    await app.open(dataDir);
    await app.sql('CREATE TABLE acknowledged (n int PRIMARY KEY)');
    const { bavail, bsize } = statfsSync(dataDir);
    writeFileSync(join(dataDir, '.ballast'), Buffer.alloc(bavail * bsize - 2 * 1024 * 1024));
    await app.get({ ask: 'insert-until-told' });
    await until(async () => {
      const filler = await app.ask({
        ask: 'sql',
        text: `CREATE TABLE filler_${Math.random().toString(36).slice(2)} AS SELECT repeat('x', 900) FROM generate_series(1, 1000)`,
      });
      return !('ok' in filler);
    });
    rmSync(join(dataDir, '.ballast'));
    await until(
      async () => 'ok' in (await app.ask({ ask: 'sql', text: 'CREATE TABLE IF NOT EXISTS room_again (a int)' })),
    );
    const acknowledged = await app.get<number>({ ask: 'stop-inserting' });
    const [stored] = await app.sql<{ rows: number; last: number }>(
      'SELECT count(*)::int AS rows, max(n) AS last FROM acknowledged',
    );
    expect(stored!.rows).toBe(stored!.last);
    expect([acknowledged, acknowledged + 1]).toContain(stored!.last);
    await app.close();
  });
} else {
  it('is not filled up while it runs: this user may not mount a small disk', () => expect(mayMount()).toBe(false));
}
