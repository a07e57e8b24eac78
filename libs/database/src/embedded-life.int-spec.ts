import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runners } from '../test/database-process';
import { killServer, serverPid, until, Yard } from '../test/yard';
import { dataFolderAt } from './data-folder';

let yard: Yard;
beforeAll(() => {
  yard = new Yard();
});
afterAll(() => yard.clear());

describe.each(runners())('a data folder opened by $title', ({ user }) => {
  let usedBefore: string;
  beforeAll(async () => {
    usedBefore = yard.dataDir(user);
    const app = yard.process(user);
    await app.open(usedBefore);
    await app.sql('CREATE TABLE kept AS SELECT 1 AS one');
    await app.sql('CREATE TABLE acknowledged (n int PRIMARY KEY)');
    await app.close();
  });

  it('keeps its rows over stop and start, and says which start made it', async () => {
    const dataDir = yard.dataDir(user);
    const first = yard.process(user);
    expect(await first.open(dataDir)).toMatchObject({ createdNow: true });
    await first.sql('CREATE TABLE kept (name text)');
    await first.sql(`INSERT INTO kept VALUES ('政府信息公开')`);
    await first.close();
    expect(serverPid(dataDir)).toBeUndefined();

    const second = yard.process(user);
    expect(await second.open(dataDir)).toMatchObject({ createdNow: false });
    expect(await second.sql('SELECT name FROM kept')).toEqual([{ name: '政府信息公开' }]);
    await second.close();
  });

  it('listens on the loopback only, checks its pages, and gives the application no superuser', async () => {
    const [dataDir, app] = [usedBefore, yard.process(user)];
    await app.open(dataDir);
    const [row] = await app.sql(
      `SELECT current_setting('listen_addresses') AS addresses,
              current_setting('data_checksums') AS checksums, current_setting('server_encoding') AS encoding,
              current_setting('fsync') AS fsync, current_setting('is_superuser') AS superuser`,
    );
    expect(row).toEqual({
      addresses: '127.0.0.1',
      checksums: 'on',
      encoding: 'UTF8',
      fsync: 'on',
      superuser: 'off',
    });
    await app.close();
  });

  it('shows its files to nobody else, and never logs a password', async () => {
    const [dataDir, app] = [usedBefore, yard.process(user)];
    await app.open(dataDir);
    const folder = dataFolderAt(dataDir);
    expect(statSync(folder.cluster).mode & 0o077).toBe(0);
    expect(statSync(folder.record).mode & 0o077).toBe(0);
    const { adminPassword, appPassword } = JSON.parse(readFileSync(folder.record, 'utf8')) as Record<string, string>;
    const written = [
      app.log,
      ...readdirSync(folder.database)
        .filter((f) => f.startsWith('server.log'))
        .map((f) => readFileSync(join(folder.database, f), 'utf8')),
    ];
    for (const text of written) {
      expect(text).not.toContain(adminPassword);
      expect(text).not.toContain(appPassword);
    }
    await app.close();
  });

  it('is adopted by the next process after a kill -9 of the first', async () => {
    const [dataDir, first, second] = [usedBefore, yard.process(user), yard.process(user)];
    await first.open(dataDir);
    const orphan = serverPid(dataDir);
    await first.kill();

    await second.open(dataDir);
    expect(serverPid(dataDir)).toBe(orphan);
    expect(await second.sql('SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await second.close();
    expect(serverPid(dataDir)).toBeUndefined();
  });

  it('starts again under a living process after a kill -9 of the server, with every acknowledged row', async () => {
    const [dataDir, app] = [usedBefore, yard.process(user)];
    await app.open(dataDir);
    await app.get({ ask: 'insert-until-told' });
    for (let round = 0; round < 2; round += 1) {
      const rows = await count();
      await until(async () => (await count()) > rows); // it works, again
      killServer(serverPid(dataDir)!);
    }
    const before = await count();
    await until(async () => (await count()) > before);
    const acknowledged = await app.get<number>({ ask: 'stop-inserting' });
    expect(acknowledged).toBeGreaterThan(3);
    const [stored] = await app.sql<{ rows: number; last: number }>(
      'SELECT count(*)::int AS rows, max(n) AS last FROM acknowledged',
    );
    expect(stored!.rows).toBe(stored!.last); // no hole
    expect([acknowledged, acknowledged + 1]).toContain(stored!.last); // one more may be stored without our knowing
    await app.close();
    expect(serverPid(dataDir)).toBeUndefined();

    async function count(): Promise<number> {
      const answer = await app.ask({ ask: 'sql', text: 'SELECT count(*)::int AS n FROM acknowledged' });
      return 'ok' in answer ? (answer.ok as { n: number }[])[0]!.n : -1;
    }
  });

  it('starts again after a kill -9 of everything', async () => {
    const [dataDir, first, second] = [usedBefore, yard.process(user), yard.process(user)];
    await first.open(dataDir);
    const old = serverPid(dataDir)!;
    await first.kill();
    killServer(old);
    await second.open(dataDir);
    expect(serverPid(dataDir)).not.toBe(old);
    expect(await second.sql('SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await second.close();
  });

  it('is shared by two processes: the first to leave lets the server run, the last stops it', async () => {
    const [dataDir, server, cli] = [yard.dataDir(user), yard.process(user), yard.process(user)];
    const opened = await Promise.all([server.open(dataDir), cli.open(dataDir)]);
    expect(opened.map((one) => one.createdNow).sort()).toEqual([false, true]);
    expect(opened[0].connectionString).toBe(opened[1].connectionString);
    await server.sql('CREATE TABLE kept AS SELECT 1 AS one');
    await server.close();
    expect(await cli.sql('SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await cli.close();
    expect(serverPid(dataDir)).toBeUndefined();
  });

  it('opens as a copy of the whole folder, too', async () => {
    const copy = yard.dataDir(user);
    execFileSync('cp', ['-r', usedBefore, copy], user && { uid: user.uid, gid: user.gid });
    const app = yard.process(user);
    expect(await app.open(copy)).toMatchObject({ createdNow: false });
    expect(await app.sql('SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await app.close();
  });

  it('stays open for one process while another comes and goes many times', async () => {
    const [dataDir, server] = [usedBefore, yard.process(user)];
    await server.open(dataDir);
    const pid = serverPid(dataDir);
    for (let round = 0; round < 5; round += 1) {
      const cli = yard.process(user);
      await cli.open(dataDir);
      await cli.close();
      await cli.close();
      await cli.kill();
    }
    expect(serverPid(dataDir)).toBe(pid);
    await server.close();
  });
});
