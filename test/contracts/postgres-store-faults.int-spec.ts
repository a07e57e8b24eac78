import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import {
  type LogStore,
  postgresStore,
  type PostgresStoreOptions,
  StoreUnavailable,
  verifyChain,
} from '@app/event-store';
import { type FreshDatabase, freshDatabase } from '../support/postgres';
import { proxyTo, type TcpProxy, through } from '../support/tcp-proxy';
import { refusedAppends, writersAgainstReader } from './event-store.checks';
import { connected, repeatedly, stalledAppend, terminateOneBackend } from './event-store.disturbances';
import { collect, newStream, noting } from './event-store.samples';

let database: FreshDatabase;
let admin: Client;
let proxy: TcpProxy;
const opened: LogStore[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  admin = await connected(database.adminConnectionString);
  proxy = await proxyTo(database.connectionString);
  await postgres();
});
afterEach(async () => {
  proxy.resume();
  for (const store of opened.splice(0)) await store.close();
});
afterAll(async () => {
  await proxy?.close();
  await admin?.end();
  await database?.drop();
});

async function postgres(options: Partial<PostgresStoreOptions> = {}): Promise<LogStore> {
  const store = await postgresStore({ connectionString: database.connectionString, readers: 1, ...options });
  opened.push(store);
  return store;
}

const viaProxy = (options: Partial<PostgresStoreOptions> = {}) =>
  postgres({ connectionString: through(proxy, database.connectionString), ...options });

const ONCE = { attempts: 1, firstDelay: 0 };

describe('the PostgreSQL store when connections fail', () => {
  it('sixteen processes, their backends terminated and two of them stalled: the reader misses nothing (F1, F2)', async () => {
    const store = await postgres();
    const direct = await Promise.all(Array.from({ length: 14 }, () => postgres()));
    const stalled = await Promise.all([viaProxy(), viaProxy()]);
    let terminated = 0;
    const ending = repeatedly(async () => void (terminated += await terminateOneBackend(admin)), 60);
    const stalling = repeatedly(async () => {
      proxy.stall();
      await new Promise((resolve) => setTimeout(resolve, 80));
      proxy.resume();
    }, 40);
    const course = await writersAgainstReader({ store, writers: [...direct, ...stalled], appendsEach: 20 }).finally(
      () => Promise.all([ending.stop(), stalling.stop()]),
    );
    expect(course.faults).toEqual([]);
    expect(course.refused).toBeGreaterThan(0);
    expect(terminated).toBeGreaterThan(0);
    expect(await verifyChain(store.readStored(), { head: await store.head() })).toMatchObject({ faults: [] });
  });

  it('an answer lost after the commit: the same request again is stored once (F5)', async () => {
    const store = await viaProxy();
    const stream = newStream();
    proxy.swallowAnswers('append', 2);
    const before = proxy.swallowed();
    const appended = await store.append(noting(stream, 'no_stream', [{ open: 1 }, { open: 2 }]));
    expect(proxy.swallowed() - before).toBe(2);
    expect(appended).toMatchObject({ revision: 1, duplicate: true });
    expect(await collect(store.readStream(stream))).toHaveLength(2);
  });

  it('a store that is closed stores and answers first what it was asked before, and takes nothing after', async () => {
    const store = await postgres();
    const streams = Array.from({ length: 12 }, newStream);
    const asked = streams.map((stream) => store.append(noting(stream, 'no_stream', [{}])));
    // The first is on its way, the others wait for their turn.
    await Promise.race(asked);
    const late = newStream();
    const more = streams.map((stream) => store.append(noting(stream, 0, [{}])));
    const closed = store.close();
    await expect(store.append(noting(late, 'no_stream', [{}]))).rejects.toThrow(StoreUnavailable);
    expect((await Promise.all([...asked, ...more])).map(({ revision }) => revision).sort()).toEqual([
      ...Array<number>(12).fill(0),
      ...Array<number>(12).fill(1),
    ]);
    await closed;
  });

  it('an answer lost for good surfaces as unavailable, and the outcome can be asked for (F5)', async () => {
    const store = await viaProxy({ retry: ONCE });
    const request = noting(newStream(), 'no_stream');
    proxy.swallowAnswers('append', 1);
    await expect(store.append(request)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(await store.outcomeOf(request.commandId)).toMatchObject({ revision: 0, duplicate: true });
  });

  it('an answer that comes with a WARNING leaves the outcome unknown (F5: the cancelled wait for a standby)', async () => {
    const store = await postgres({ retry: ONCE });
    const request = noting(newStream(), 'no_stream');
    await admin.query(`
      create function warn() returns trigger language plpgsql as $$ begin raise warning 'canceling wait'; return null; end $$;
      create trigger warns after insert on log.events for each statement execute function warn()`);
    await expect(store.append(request)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    await admin.query('drop trigger warns on log.events');
    expect(await store.append(request)).toMatchObject({ revision: 0, duplicate: true });
  });

  it('a client that stalls with its append under way holds nobody up (F4)', async () => {
    const slow = await viaProxy();
    const others = await postgres({ lockTimeout: 100, retry: ONCE });
    await slow.head();
    const stalled = await stalledAppend(slow, others, proxy);
    expect(await refusedAppends(others, 10)).toBe(0);
    proxy.resume();
    expect(await stalled.answer).toMatchObject({ revision: 0 });
  });

  it('whoever does hold the head up makes appends unavailable after the lock time, not for ever (F4)', async () => {
    const store = await postgres({ lockTimeout: 100, retry: ONCE });
    await admin.query('begin');
    await admin.query('select * from log.head for update');
    await expect(store.append(noting(newStream(), 'no_stream'))).rejects.toMatchObject({ name: 'StoreUnavailable' });
    await admin.query('rollback');
    expect(await store.append(noting(newStream(), 'no_stream'))).toMatchObject({ duplicate: false });
  });

  it('a database that does not answer makes the store unavailable after the answer time', async () => {
    const store = await viaProxy({ answerTimeout: 300, retry: ONCE });
    await store.head();
    proxy.stall();
    await expect(store.append(noting(newStream(), 'no_stream'))).rejects.toMatchObject({ name: 'StoreUnavailable' });
    await expect(store.head()).rejects.toMatchObject({ name: 'StoreUnavailable' });
    proxy.resume();
    expect(await store.append(noting(newStream(), 'no_stream'))).toMatchObject({ duplicate: false });
  });

  it('a subscription goes on from its own place after every connection was cut (F17)', async () => {
    const store = await viaProxy({ pollEvery: 200 });
    const writer = await postgres();
    const { position: base } = await store.head();
    const stop = new AbortController();
    const seen: number[] = [];
    let cuts = 0;
    for await (const item of store.subscribe({ after: base, signal: stop.signal })) {
      if (item.kind === 'event') seen.push(item.event.position - base);
      if (item.kind === 'caught_up' && cuts < 4) {
        proxy.cut();
        cuts++;
        await writer.append(noting(newStream(), 'no_stream'));
      }
      if (seen.length === 4) stop.abort();
    }
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it('a subscription sees what was appended while nobody could wake it: it polls (F17)', async () => {
    const store = await postgres({ pollEvery: 100 });
    const { position } = await store.head();
    const stop = new AbortController();
    const reading = store.subscribe({ after: position, signal: stop.signal })[Symbol.asyncIterator]();
    await reading.next();
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and application_name = 'ledger log listener'`);
    const next = reading.next();
    await (await postgres()).append(noting(newStream(), 'no_stream'));
    expect(await next).toMatchObject({ value: { kind: 'event', event: { position: position + 1 } } });
    stop.abort();
  });
});

describe('the PostgreSQL log', () => {
  it('never gives an event an instant before its predecessor, whatever the clock does (F11)', async () => {
    const store = await postgres();
    const ahead = new Date(Date.now() + 3_600_000).toISOString();
    await admin.query(`update log.head set recorded_at = '${ahead}'`);
    const stream = newStream();
    const { position } = await store.append(noting(stream, 'no_stream'));
    const [event] = await collect(store.readStream(stream));
    expect(event!.recordedAt).toBe(ahead);
    expect(await store.positionAt(ahead)).toBe(position);
  });

  it.each(['update log.events set actor_id = actor_id', 'delete from log.events', 'truncate log.events'])(
    'refuses "%s" even to a superuser',
    async (statement) => {
      await expect(admin.query(statement)).rejects.toThrow('log.events is never changed');
    },
  );

  it.each(['delete from log.head', 'delete from log.data_keys', 'truncate log.data_keys'])(
    'refuses "%s"',
    async (sql) => {
      await expect(admin.query(sql)).rejects.toMatchObject({ code: '23001' });
    },
  );

  it('stops a reader at a missing event instead of passing over it (F1)', async () => {
    const damaged = await freshDatabase();
    const store = await postgresStore({ connectionString: damaged.connectionString });
    await store.append(noting(newStream(), 'no_stream', [{}, {}, {}]));
    const superuser = await connected(damaged.adminConnectionString);
    await superuser.query(`set session_replication_role = replica; delete from log.events where position = 2`);
    await expect(collect(store.readAll())).rejects.toMatchObject({ name: 'LogGap', expected: 2, found: 3 });
    await superuser.query(`delete from log.events`);
    await expect(collect(store.readAll())).rejects.toMatchObject({ name: 'LogGap', expected: 1, found: 3 });
    await superuser.end();
    await store.close();
    await damaged.drop();
  });

  it('is made once by processes that start together, and left alone by later ones', async () => {
    const fresh = await freshDatabase();
    const stores = await Promise.all(
      Array.from({ length: 5 }, () => postgresStore({ connectionString: fresh.connectionString })),
    );
    const heads = await Promise.all(stores.map((store) => store.head()));
    expect(new Set(heads.map(({ storeId }) => storeId)).size).toBe(1);
    for (const store of stores) await store.close();
    const owner = await connected(fresh.connectionString);
    await owner.query(`insert into log.migrations (name) values ('9999-from-the-future')`);
    await owner.end();
    await expect(postgresStore({ connectionString: fresh.connectionString })).rejects.toThrow('9999-from-the-future');
    await fresh.drop();
  });

  it('lets the role ledger_append append through the function and through nothing else', async () => {
    const granted = await freshDatabase();
    const superuser = await connected(granted.adminConnectionString);
    await superuser.query(`do $$ begin create role ledger_append; exception when duplicate_object or unique_violation
                           then null; end $$`);
    const store = await postgresStore({ connectionString: granted.connectionString });
    await superuser.query(`grant ledger_append to current_user`);
    await superuser.query('set role ledger_append');
    await expect(superuser.query('insert into log.events default values')).rejects.toMatchObject({ code: '42501' });
    await expect(superuser.query('update log.head set position = 0')).rejects.toMatchObject({ code: '42501' });
    await expect(superuser.query('update log.data_keys set wrapped = null')).rejects.toMatchObject({ code: '42501' });
    const asAppender = await postgresStore({
      connectionString: `${granted.adminConnectionString}?options=-c%20role%3Dledger_append`,
    });
    expect(await asAppender.append(noting(newStream(), 'no_stream'))).toMatchObject({ position: 1 });
    await asAppender.close();
    await store.close();
    await superuser.end();
    await granted.drop();
  });

  it('names no value when the database refuses one', async () => {
    const store = await postgres();
    const request = noting(newStream(), 'no_stream', [{ open: '张三' }], randomUUID());
    await admin.query(`alter table log.events add constraint no_more check (position < 0) not valid`);
    const refusal: unknown = await store.append(request).catch((error: unknown) => error);
    await admin.query('alter table log.events drop constraint no_more');
    expect(refusal).toMatchObject({ name: 'StoreFault', sqlState: '23514', constraint: 'no_more' });
    expect(JSON.stringify(refusal, Object.getOwnPropertyNames(refusal))).not.toContain('张三');
  });
});
