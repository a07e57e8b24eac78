import { once } from 'node:events';
import { request } from 'node:http';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresAt } from '../../faults/ground/postgres-at';
import { comparableRows } from './comparable-rows';
import { Office, readiness } from './office';
import { idOf, oneMore, seen, sendTheSame } from './same-load';

// Real processes of the compiled product on a real PostgreSQL.
jest.setTimeout(240_000);

let folder: string;
let postgres: PostgresAt;
let [one, three, six]: Office[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-roles-'));
  // The server's account is another than root's, and has to reach its cluster.
  chmodSync(folder, 0o755);
  postgres = await PostgresAt.make({ cluster: join(folder, 'cluster'), log: join(folder, 'postgres.log') });
  await postgres.start({ settings: { max_connections: '300' } });
  await postgres.sql('create role app login', 'postgres');
  [one, three, six] = await Promise.all([
    Office.open(postgres, 'one', ['everything'], { DRAIN_DELAY: '100', DRAIN_LIMIT: '110' }),
    Office.open(postgres, 'three', ['api', 'projector', 'worker'], { DRAIN_LIMIT: '1' }),
    Office.open(postgres, 'six', ['api', 'api', 'projector', 'projector', 'worker', 'worker']),
  ]);
});
afterAll(async () => {
  for (const office of [one, three, six]) await office?.end();
  await postgres?.stop('SIGQUIT');
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

describe('one process of all roles, one of each and two of each', () => {
  it('have the same tables and the same rows of every view after the same load', async () => {
    const after = await Promise.all(
      [one, three, six].map(async (office) => {
        const position = await sendTheSame(office!.urls);
        const tables = await Promise.all(
          office!.urls.map((url) => seen(url, 'reports/2025/tables', position) as Promise<Record<string, unknown>>),
        );
        return { tables, rows: await comparableRows(office!) };
      }),
    );
    const [alone] = after;
    const { table2, table3, table4 } = alone!.tables[0]!;
    expect(table3).toMatchObject({ carried_out: { total: 3 }, granted: { total: 3 } });
    expect(Object.values(alone!.rows).filter((rows) => rows.length > 0).length).toBeGreaterThan(5);
    for (const { tables, rows } of after) {
      for (const told of tables) expect(told).toMatchObject({ table2, table3, table4 });
      expect(rows).toEqual(alone!.rows);
    }
  });
});

describe('the projector that leads', () => {
  /** What is recorded from now on is seen at every api. */
  async function goesOn(n: number): Promise<void> {
    const { position } = await oneMore(six!.urls, n);
    for (const url of six!.urls) {
      await seen(url, 'cases', position);
      // An api keeps no view, and knows from the database how far each is.
      const { projections } = await readiness(url);
      expect(projections.filter((each) => each.position < position || each.state !== 'idle')).toEqual([]);
    }
  }

  it('is followed by the other when it is killed', async () => {
    const [leader, epoch] = [await six!.leader(), await six!.epoch()];
    await leader.end('SIGKILL');
    await goesOn(21);
    await six!.leaderAfter(leader);
    expect(await six!.epoch()).toBeGreaterThan(epoch);
    await leader.start();
  });

  it('is followed by the other when it stands still, and stands by when it goes on', async () => {
    const leader = await six!.leader();
    leader.signal('SIGSTOP');
    await goesOn(22);
    leader.signal('SIGCONT');
    await six!.leaderAfter(leader);
    await goesOn(23);
  });

  it('is followed by the other when it is told to end, which ends in order', async () => {
    const leader = await six!.leader();
    expect(await leader.end('SIGTERM')).toBe(0);
    await goesOn(24);
    await six!.leaderAfter(leader);
  });
});

describe('a process that is told to end', () => {
  it('answers what it has begun and takes nothing new; what it did not answer is stored once by another', async () => {
    const [api] = six!.of('api');
    const numbers = Array.from({ length: 60 }, (_, n) => 100 + n);
    const sent = numbers.map((n) => oneMore(six!.urls, n));
    await Promise.race(sent);
    expect(await api!.end('SIGTERM')).toBe(0);
    await Promise.all(sent);
    const registered = await six!.sql<{ times: number }>(
      `select count(*)::int as times from log.events where type = 'ApplicationRegistered'
        and command_id = any('{${numbers.map((n) => idOf(`case ${n}`)).join()}}') group by command_id`,
    );
    expect(registered).toEqual(numbers.map(() => ({ times: 1 })));
  });

  it('ends in order as a worker', async () => {
    expect(await six!.of('worker')[0]!.end('SIGTERM')).toBe(0);
  });

  it('is unready before it takes nothing more, and a second signal ends it at once', async () => {
    const [everything] = one!.of('everything');
    const ended = everything!.told('SIGTERM');
    const ready = () => fetch(`${everything!.url}/health/ready`);
    while ((await ready()).status === 200);
    expect(await (await ready()).json()).toMatchObject({ status: 'draining' });
    await oneMore(one!.urls, 100);
    everything!.signal('SIGTERM');
    expect(await ended).toBe(1);
  });

  it('is ended by its limit when somebody never finishes asking', async () => {
    const [api] = three!.of('api');
    const headers = { expect: '100-continue', 'content-type': 'application/json', 'content-length': 20 };
    const asked = request(`${api!.url}/api/v1/units`, { method: 'POST', headers }).on('error', () => undefined);
    asked.flushHeaders();
    await once(asked, 'continue');
    expect(await api!.told('SIGTERM')).toBe(1);
  });
});
