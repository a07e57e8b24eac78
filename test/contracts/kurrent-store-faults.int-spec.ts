import {
  kurrentStore,
  type KurrentStoreOptions,
  type LogStore,
  protectedStore,
  randomMasterKey,
  verifyChain,
} from '@app/event-store';
import type { Fault } from '../support/kurrent-double/faults';
import { type DoubleOptions, KurrentDouble } from '../support/kurrent-double/kurrent-double';
import { freshDatabase } from '../support/postgres';
import { continuations, timesStored, writersAgainstReader } from './event-store.checks';
import { connected, repeatedly } from './event-store.disturbances';
import { collect, newStream, noting, PROTECTION } from './event-store.samples';
import { kurrentLog, type KurrentLogUnderTest } from './kurrent-stores';

// Faults that a server does not produce on demand, from a double in this process. They prove what the adapter does
// when a server says this; they do not prove that a server says it.

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

async function node(options?: DoubleOptions): Promise<KurrentDouble> {
  const double = await KurrentDouble.start(options);
  undo.push(() => double.stop());
  return double;
}

const PATIENT = { answerTimeout: 2_000, retry: { attempts: 5, firstDelay: 20 } };
const ONCE = { answerTimeout: 2_000, retry: { attempts: 1, firstDelay: 0 } };

async function logOn(
  double: KurrentDouble,
  options: Partial<KurrentStoreOptions> = PATIENT,
): Promise<{ log: KurrentLogUnderTest; store: LogStore }> {
  const log = await kurrentLog(double.url);
  undo.push(() => log.dispose());
  return { log, store: await log.open(options) };
}

const FAULTS: Fault[] = ['unavailable', 'unavailable_after', 'deadline_exceeded', 'deadline_exceeded_after', 'cut'];
const LOST_ANSWERS: Fault[] = ['unavailable_after', 'deadline_exceeded_after', 'cut_after', 'silent_after'];

describe.each([
  ['on one stream for all', { batchAppend: true }],
  ['one call each', { batchAppend: false }],
])('appends, %s', (_, options) => {
  it.each([...FAULTS, 'cut_after', 'silent_after'] as Fault[])(
    'an append that meets %s is stored once',
    async (fault) => {
      const double = await node(options);
      const { store } = await logOn(double);
      double.faults.plan('append', fault, 2);
      const times = await timesStored(store, async (request) => {
        expect(await store.append(request)).toMatchObject({ revision: 0, duplicate: false });
      });
      expect({ times, played: double.faults.played }).toEqual({ times: 1, played: 2 });
    },
  );

  it.each(LOST_ANSWERS)(
    'whose answer is lost by %s is unavailable, and its outcome can be asked for',
    async (fault) => {
      const double = await node(options);
      const { store } = await logOn(double, ONCE);
      const request = noting(newStream(), 'no_stream', [{ open: 1 }, { open: 2 }]);
      double.faults.plan('append', fault);
      await expect(store.append(request)).rejects.toMatchObject({ name: 'StoreUnavailable' });
      const again = async <T>(ask: () => Promise<T>): Promise<T> => ask().catch(() => again(ask));
      expect(await again(() => store.outcomeOf(request.commandId))).toMatchObject({ revision: 1, duplicate: true });
      expect(await again(() => store.append(request))).toMatchObject({ revision: 1, duplicate: true });
    },
  );
});

it('an append that was refused for good is not sent again', async () => {
  const double = await node();
  const { store } = await logOn(double);
  const request = noting(newStream(), 'no_stream');
  const before = double.appends;
  double.faults.plan('append', 'access_denied');
  await expect(store.append(request)).rejects.toMatchObject({ name: 'KurrentFault', kind: 'access-denied' });
  expect(double.appends).toBe(before + 1);
  expect(await store.append(request)).toMatchObject({ duplicate: false });
});

it.each(['unavailable', 'deadline_exceeded', 'cut'] as Fault[])('reads that meet %s are answered', async (fault) => {
  const double = await node();
  const { store } = await logOn(double);
  const request = noting(newStream(), 'no_stream', [{ open: 1 }, { open: 2 }]);
  await store.append(request);
  double.faults.plan('read', fault);
  expect(await collect(store.readStream(request.stream))).toHaveLength(2);
  double.faults.plan('read', fault);
  expect(await collect(store.readAll())).toHaveLength(2);
  double.faults.plan('read', fault);
  expect((await store.head()).position).toBe(2);
});

it('a node that is no leader any more names the new one, and appends go there', async () => {
  const old = await node();
  const leader = await node({ records: old.records });
  const { store } = await logOn(old);
  await store.append(noting(newStream(), 'no_stream'));
  old.leader = leader;
  old.faults.plan('append', 'not_leader', 1_000);
  const request = noting(newStream(), 'no_stream');
  expect(await store.append(request)).toMatchObject({ duplicate: false });
  expect(leader.appends).toBe(1);
  expect(await collect(store.readStream(request.stream))).toHaveLength(1);
});

it('a read that meets a node which is no leader any more is answered', async () => {
  const old = await node();
  const leader = await node({ records: old.records });
  const { store } = await logOn(old);
  await store.append(noting(newStream(), 'no_stream'));
  old.leader = leader;
  old.faults.plan('read', 'not_leader');
  expect(await collect(store.readAll())).toHaveLength(1);
});

describe('a subscription', () => {
  it('whose events are repeated, which is dropped, with a word or without, and whose node restarts, misses nothing', async () => {
    const double = await node();
    const { log, store } = await logOn(double, { ...PATIENT, pollEvery: 200 });
    double.mood.repeat = 3;
    const dropped = { error: 0, silently: 0, restarts: 0 };
    const how = ['error', 'silently'] as const;
    let n = 0;
    const disturbance = repeatedly(async () => {
      const next = n++ % 3;
      if (next < 2) dropped[how[next]!] += double.dropSubscriptions(how[next]!);
      else {
        dropped.restarts++;
        await double.stop();
        await double.listen();
      }
    }, 150);
    const writers = [await log.open(PATIENT), await log.open(PATIENT)];
    const course = await writersAgainstReader({ store, writers, appendsEach: 15, contested: 2 });
    await disturbance.stop();
    expect(course.faults).toEqual([]);
    expect(course.acknowledged).toBeGreaterThan(15);
    expect(dropped.restarts).toBeGreaterThan(0);
    expect(dropped.error + dropped.silently).toBeGreaterThan(0);
  });

  it('is opened again after it was dropped, and wakes its reader without waiting for the poll', async () => {
    const double = await node();
    const { log, store } = await logOn(double, { ...PATIENT, pollEvery: 3_600_000 });
    const writer = await log.open(PATIENT);
    const stop = new AbortController();
    const seen: number[] = [];
    for await (const item of store.subscribe({ after: 0, signal: stop.signal })) {
      if (item.kind === 'event') seen.push(item.event.position);
      if (item.kind === 'caught_up' && seen.length < 3) {
        while (double.subscribers === 0) await new Promise((resolve) => setTimeout(resolve, 5));
        double.dropSubscriptions(seen.length % 2 ? 'error' : 'silently');
        await writer.append(noting(newStream(), 'no_stream'));
      }
      if (seen.length === 3) stop.abort();
    }
    expect(seen).toEqual([1, 2, 3]);
  });
});

describe('the order beside KurrentDB', () => {
  it('is made anew, the same, when it is lost', async () => {
    const double = await node();
    const { log, store } = await logOn(double);
    const stream = newStream();
    await store.append(noting(stream, 'no_stream', [{ open: 1 }, { open: 2 }]));
    await store.append(noting(newStream(), 'no_stream'));
    await store.append(noting(stream, 1));
    const [head, events] = [await store.head(), await collect(store.readStored())];
    const owner = await connected(log.connectionString);
    await owner.query('drop schema log_order cascade');
    await owner.end();
    const again = await log.open(PATIENT);
    expect(await again.head()).toEqual(head);
    expect(await collect(again.readStored())).toEqual(events);
  });

  it('refuses a KurrentDB that was restored to the past (F31), and one that was wiped (F32)', async () => {
    const double = await node();
    const { log, store } = await logOn(double);
    for (let n = 0; n < 3; n++) await store.append(noting(newStream(), 'no_stream'));
    double.records.restoreTo(double.records.all.length - 1);
    await expect(store.head()).rejects.toMatchObject({ name: 'LogGap', expected: 3 });
    const restarted = await log.open(ONCE);
    await expect(restarted.append(noting(newStream(), 'no_stream'))).rejects.toMatchObject({ name: 'LogGap' });
    double.records.restoreTo(0);
    await expect(log.open(ONCE)).rejects.toMatchObject({ name: 'OrderRefused', code: 'LOG_MISSING' });
  });

  it('refuses another log than its own', async () => {
    const double = await node();
    const { log } = await logOn(double);
    const other = await node();
    await expect(log.open({ ...ONCE, kurrentUrl: other.url })).rejects.toMatchObject({ code: 'LOG_MISSING' });
    const foreign = await kurrentLog(other.url);
    undo.push(() => foreign.dispose());
    const mixed = { ...ONCE, kurrentUrl: other.url, prefix: foreign.prefix };
    await expect(log.open(mixed)).rejects.toMatchObject({ code: 'OTHER_LOG' });
  });

  it('stops before an event that somebody else wrote into a stream of the ledger', async () => {
    const double = await node();
    const { log, store } = await logOn(double);
    await store.append(noting(newStream(), 'no_stream'));
    const event = { id: '00000000-0000-4000-8000-000000000001', type: 'Stranger', contentType: 'application/json' };
    const bytes = { data: Buffer.from('{}'), metadata: Buffer.from('{}') };
    double.records.append(`${log.prefix}case-of-a-stranger`, -1, [{ ...event, ...bytes }]);
    await expect(store.head()).rejects.toMatchObject({ name: 'ForeignEvent', revision: 0 });
  });

  it('needs no more than the role ledger_append, and that may change nothing by hand', async () => {
    const double = await node();
    const granted = await freshDatabase();
    const superuser = await connected(granted.adminConnectionString);
    await superuser.query(`do $$ begin create role ledger_append; exception when duplicate_object or unique_violation
                           then null; end $$`);
    const opened = { kurrentUrl: double.url, connectionString: granted.connectionString };
    const owner = await kurrentStore(opened);
    await superuser.query('grant ledger_append to current_user');
    await superuser.query('set role ledger_append');
    const refused = { code: '42501' };
    await expect(superuser.query(`update log_order.events set recorded_at = ''`)).rejects.toMatchObject(refused);
    await expect(superuser.query('select wrapped from log_order.reserved_keys')).rejects.toMatchObject(refused);
    const connectionString = `${granted.adminConnectionString}?options=-c%20role%3Dledger_append`;
    const raw = await kurrentStore({ ...opened, connectionString });
    const store = await protectedStore(raw, { key: randomMasterKey(), protection: PROTECTION });
    const stream = newStream();
    await store.append(noting(stream, 'no_stream'));
    expect(await store.destroyKey(stream, 'applicant')).toBe(true);
    expect((await collect(store.readStream(stream))).map(({ data }) => data)).toEqual([{ secret: null, open: 1 }]);
    for (const each of [raw, owner]) await each.close();
    await superuser.end();
    await granted.drop();
  });

  it('does not let an instant fall when the clock has gone back between two appends (F11)', async () => {
    const double = await node();
    const { log, store } = await logOn(double);
    const instants = ['2025-03-05T01:02:03.456Z', '2025-03-05T00:02:03.456Z', '2025-03-05T01:02:03.463Z'];
    for (const [n, recordedAt] of instants.entries()) {
      const id = `00000000-0000-4000-8000-00000000000${n}`;
      const header = { schemaVersion: 1, effectiveOn: '2025-03-04', actor: { id: 'u1', role: 'registrar' } };
      const metadata = Buffer.from(JSON.stringify({ ...header, commandId: id, attempt: id, recordedAt }));
      const event = { id, type: 'Noted', contentType: 'application/octet-stream', metadata };
      double.records.append(`${log.prefix}case-1`, n - 1, [
        { ...event, data: Buffer.from('{"data":{},"metadata":{}}') },
      ]);
    }
    const recorded = (await collect(store.readAll())).map(({ recordedAt }) => recordedAt);
    expect(recorded).toEqual([instants[0], instants[0], instants[2]]);
    expect((await verifyChain(store.readStored())).faults).toEqual([]);
  });

  it('shows what was changed in KurrentDB', async () => {
    const double = await node();
    const { store } = await logOn(double);
    for (let n = 0; n < 3; n++) await store.append(noting(newStream(), 'no_stream', [{ open: n }]));
    const record = double.records.all.findLast(({ type }) => type === 'Noted')!;
    record.data = Buffer.from(Buffer.from(record.data).toString().replace('"open":2', '"open":3'));
    expect((await verifyChain(store.readStored())).faults).toMatchObject([{ position: 3, kind: 'HASH_MISMATCH' }]);
  });
});

it('a key that an append under way is just bringing is destroyed with the others (D9)', async () => {
  const double = await node();
  const { store: raw } = await logOn(double, ONCE);
  const store = await protectedStore(raw, { key: randomMasterKey(), protection: PROTECTION });
  const stream = newStream();
  double.faults.plan('append', 'unavailable_after');
  await expect(store.append(noting(stream, 'no_stream'))).rejects.toMatchObject({ name: 'StoreUnavailable' });
  await store.destroyKey(stream, 'applicant');
  await store.head();
  expect((await collect(store.readStream(stream))).map(({ data }) => data)).toEqual([{ secret: null, open: 1 }]);
});

describe('saboteurs', () => {
  const storedBy = async (options: DoubleOptions) => {
    const double = await node(options);
    const { log } = await logOn(double, ONCE);
    const stores = await Promise.all(Array.from({ length: 4 }, () => log.open(ONCE)));
    double.holdAppends(4, 1); // the first begins the stream, the others go on with it, all at once
    return continuations(stores);
  };
  it('F6, every expected revision is taken for any: several continue the same revision', async () =>
    expect(await storedBy({ takesAny: true })).toBeGreaterThan(1));
  it('F6, honest: one does', async () => expect(await storedBy({})).toBe(1));

  const stored = async (sameIds: boolean) => {
    const double = await node();
    const { store } = await logOn(double, ONCE);
    return timesStored(store, async (request) => {
      double.faults.plan('append', 'unavailable_after');
      await expect(store.append(request)).rejects.toMatchObject({ name: 'StoreUnavailable' });
      const data = request.events.map((event) => event.data);
      await store.append(sameIds ? request : noting(request.stream, 0, data));
    });
  };
  it('F5, the answer is lost and the retry has fresh ids: stored twice', async () =>
    expect(await stored(false)).toBe(2));
  it('F5, honest: the retry has the same ids and is stored once', async () => expect(await stored(true)).toBe(1));
});
