import type { Fault } from '../support/kurrent-double/faults';
import type { DoubleOptions } from '../support/kurrent-double/kurrent-double';
import { continuations, timesStored, writersAgainstReader } from './event-store.checks';
import { repeatedly } from './event-store.disturbances';
import { collect, newStream, noting } from './event-store.samples';
import { faultyGround, ONCE, PATIENT } from './kurrent-faulty-ground';

// Faults that a server does not produce on demand, from a double in this process. They prove what the adapter does
// when a server says this; they do not prove that a server says it.

const { node, logOn } = faultyGround();

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
