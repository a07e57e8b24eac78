import { randomUUID } from 'node:crypto';
import {
  copyLog,
  type CopySide,
  KurrentCopySide,
  kurrentStore,
  type LogStore,
  PostgresCopySide,
  postgresStore,
  protectedStore,
  randomMasterKey,
} from '@app/event-store';
import { KurrentDouble } from '../support/kurrent-double/kurrent-double';
import { freshDatabase, type FreshDatabase } from '../support/postgres';
import { connected } from './event-store.disturbances';
import { collect, newStream, noting, PROTECTION } from './event-store.samples';

const key = randomMasterKey();
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

async function database(): Promise<FreshDatabase> {
  const fresh = await freshDatabase();
  undo.push(() => fresh.drop());
  return fresh;
}

async function side(connectionString: string, pageRows?: number): Promise<CopySide> {
  const opened = await PostgresCopySide.open(connectionString, pageRows);
  undo.push(() => opened.close());
  return opened;
}

async function store(connectionString: string): Promise<LogStore> {
  const opened = await postgresStore({ connectionString });
  undo.push(() => opened.close());
  return opened;
}

/** A log with streams that take turns, commands of several events, protected fields and one destroyed key. */
async function filled(connectionString: string, events = 40) {
  const raw = await store(connectionString);
  const protectedLog = await protectedStore(raw, { key, protection: PROTECTION });
  const streams = [newStream(), newStream(), newStream()];
  const last = new Map<string, number>();
  const requests = [];
  for (let n = 0; n < events; n++) {
    const stream = streams[n % 3]!;
    const expected = last.get(stream) ?? 'no_stream';
    const data = Array.from({ length: 1 + (n % 4) }, (_, m) => ({ open: n, secret: n % 5 ? `某人${n}-${m}` : null }));
    const request = noting(stream, expected, data);
    last.set(stream, (await protectedLog.append(request)).revision);
    requests.push(request);
  }
  await protectedLog.destroyKey(streams[0]!, 'applicant');
  return { raw, streams, requests, head: await raw.head() };
}

const readable = async (raw: LogStore) =>
  collect((await protectedStore(raw, { key, protection: PROTECTION })).readAll());

describe('a copy of a log', () => {
  it('from PostgreSQL over the KurrentDB adapter on a double to PostgreSQL ends with the same head, events and keys', async () => {
    const [from, beside, back] = [await database(), await database(), await database()];
    const log = await filled(from.connectionString);
    const double = await KurrentDouble.start();
    undo.push(() => double.stop());
    const choice = { kurrentUrl: double.url, connectionString: beside.connectionString };
    const kurrent = await KurrentCopySide.open({ ...choice, newStoreId: log.head.storeId });
    undo.push(() => kurrent.close());

    const there = await copyLog(await side(from.connectionString), kurrent);
    expect(there).toMatchObject({ hash: log.head.hash, storeId: log.head.storeId, streams: 3, keys: 3 });
    expect(there.events).toBe(log.head.position);
    await copyLog(kurrent, await side(back.connectionString));

    const inKurrent = await kurrentStore(choice);
    undo.push(() => inKurrent.close());
    const copy = await store(back.connectionString);
    expect(await inKurrent.head()).toEqual(log.head);
    expect(await copy.head()).toEqual(log.head);
    const original = await collect(log.raw.readStored());
    expect(await collect(inKurrent.readStored())).toEqual(original);
    expect(await collect(copy.readStored())).toEqual(original);
    // The same names are read, and the one that was erased in the source is erased in both.
    const inTheClear = await readable(log.raw);
    expect(inTheClear.some(({ data }) => JSON.stringify(data['secret'])?.includes('某人'))).toBe(true);
    expect(inTheClear.filter(({ stream, data }) => stream === log.streams[0] && data['secret'] !== null)).toEqual([]);
    expect(await readable(inKurrent)).toEqual(inTheClear);
    expect(await readable(copy)).toEqual(inTheClear);
  });

  it('knows the commands of the source and goes on where it ended', async () => {
    const [from, to] = [await database(), await database()];
    const log = await filled(from.connectionString, 12);
    await copyLog(await side(from.connectionString), await side(to.connectionString));
    const copy = await protectedStore(await store(to.connectionString), { key, protection: PROTECTION });
    // The key of the first stream is destroyed; the others' commands are recognised.
    const again = log.requests.find(({ stream }) => stream === log.streams[1])!;
    expect(await copy.append(again)).toMatchObject({ duplicate: true });
    expect(await copy.append(noting(newStream(), 'no_stream'))).toMatchObject({ position: log.head.position + 1 });
  });

  it('that broke off before or behind any page goes on, to PostgreSQL', async () => {
    const [from, to] = [await database(), await database()];
    const log = await filled(from.connectionString);
    const source = await side(from.connectionString, 3);
    const target = await side(to.connectionString);
    let runs = 0;
    for (let done = false; !done; runs++) {
      await copyLog(source, breakingOff(target, runs % 2 ? 'before' : 'behind')).then(
        () => (done = true),
        (error: Error) => expect(error.message).toBe('killed'),
      );
    }
    expect(runs).toBeGreaterThan(15);
    expect(await target.head()).toEqual(log.head);
    expect(await collect((await store(to.connectionString)).readStored())).toEqual(await collect(log.raw.readStored()));
  });

  it('that broke off at any append goes on, to KurrentDB on a double', async () => {
    const [from, beside] = [await database(), await database()];
    const log = await filled(from.connectionString, 15);
    const double = await KurrentDouble.start();
    undo.push(() => double.stop());
    const source = await side(from.connectionString, 5);
    const choice = { kurrentUrl: double.url, connectionString: beside.connectionString, newStoreId: log.head.storeId };
    let runs = 0;
    for (let done = false; !done; runs++) {
      const target = await KurrentCopySide.open(choice);
      // One append is stored without an answer, and two later the copy is told off for good.
      double.faults.plan('append', 'unavailable_after', 1, runs ? 0 : 1);
      double.faults.plan('append', 'access_denied', 1, 2);
      await copyLog(source, target).then(
        () => (done = true),
        (error: Error) => expect(error.name).toBe('KurrentFault'),
      );
      await target.close();
    }
    expect(runs).toBeGreaterThan(3);
    const copy = await kurrentStore(choice);
    undo.push(() => copy.close());
    expect(await copy.head()).toEqual(log.head);
  });

  it('brings no key back that was destroyed in the source meanwhile (F33)', async () => {
    const [from, to] = [await database(), await database()];
    const log = await filled(from.connectionString, 9);
    const [source, target] = [await side(from.connectionString), await side(to.connectionString)];
    await copyLog(source, target);
    await log.raw.dataKeys.destroy(log.streams[1]!, 'applicant');
    expect(await copyLog(source, target)).toMatchObject({ copied: 0 });
    const keys = await (await store(to.connectionString)).dataKeys.find(log.streams);
    expect(keys.filter(({ wrapped }) => wrapped === null).map(({ stream }) => stream)).toEqual(
      expect.arrayContaining([log.streams[0], log.streams[1]]),
    );
  });
});

describe('a copy is refused', () => {
  it('into a log of its own', async () => {
    const [from, to] = [await database(), await database()];
    await filled(from.connectionString, 3);
    const foreign = await store(to.connectionString);
    await foreign.append(noting(newStream(), 'no_stream'));
    const before = await foreign.head();
    const copying = copyLog(await side(from.connectionString), await side(to.connectionString));
    await expect(copying).rejects.toMatchObject({ name: 'CopyRefused', code: 'FOREIGN_TARGET' });
    expect(await foreign.head()).toEqual(before);
  });

  it('into a log that has gone on by itself since an earlier copy', async () => {
    const [from, to] = [await database(), await database()];
    const log = await filled(from.connectionString, 3);
    const [source, target] = [await side(from.connectionString), await side(to.connectionString)];
    await copyLog(source, target);
    await (await store(to.connectionString)).append(noting(newStream(), 'no_stream'));
    await log.raw.append(noting(newStream(), 'no_stream'));
    await expect(copyLog(source, target)).rejects.toMatchObject({ code: 'FOREIGN_TARGET' });
  });

  it('into an empty log that was started with another master key', async () => {
    const [from, to] = [await database(), await database()];
    await filled(from.connectionString, 3);
    await protectedStore(await store(to.connectionString), { key: randomMasterKey(), protection: PROTECTION });
    const copying = copyLog(await side(from.connectionString), await side(to.connectionString));
    await expect(copying).rejects.toMatchObject({ code: 'FOREIGN_TARGET' });
  });

  it('at the event where the source was tampered with, and nothing from there on is copied', async () => {
    const [from, to] = [await database(), await database()];
    await filled(from.connectionString, 12);
    const admin = await connected(from.adminConnectionString);
    await admin.query('set session_replication_role = replica');
    await admin.query(`update log.events set actor_id = 'somebody' where position = 8`);
    await admin.end();
    const target = await side(to.connectionString);
    const copying = copyLog(await side(from.connectionString, 1), target);
    await expect(copying).rejects.toMatchObject({ code: 'BROKEN_SOURCE' });
    expect((await target.head()).position).toBe(7);
  });

  it('when somebody writes into the target meanwhile', async () => {
    const [from, to] = [await database(), await database()];
    await filled(from.connectionString, 12);
    const intruder = await store(to.connectionString);
    const target = await side(to.connectionString);
    const disturbed: CopySide = Object.create(target, {
      receive: {
        value: async (...page: Parameters<CopySide['receive']>) => {
          await intruder.append(noting(newStream(), 'no_stream', [{}], randomUUID()));
          return target.receive(...page);
        },
      },
    }) as CopySide;
    const copying = copyLog(await side(from.connectionString, 5), disturbed);
    await expect(copying).rejects.toMatchObject({ code: 'WRITTEN_MEANWHILE' });
  });

  it('is verified: a copy that says another body is found out', async () => {
    const [from, to] = [await database(), await database()];
    await filled(from.connectionString, 6);
    const target = await side(to.connectionString);
    const lying: CopySide = Object.create(target, {
      receive: {
        value: (at: Parameters<CopySide['receive']>[0], [first, ...rest]: Parameters<CopySide['receive']>[1]) =>
          target.receive(at, [{ ...first!, body: '{"data":{},"metadata":{}}' }, ...rest]),
      },
    }) as CopySide;
    const copying = copyLog(await side(from.connectionString), lying);
    await expect(copying).rejects.toMatchObject({
      code: 'BROKEN_COPY',
      message: 'the copy is not the source: HASH_MISMATCH',
    });
  });
});

/** A target whose process is killed once, before or behind a statement. */
function breakingOff(target: CopySide, when: 'before' | 'behind'): CopySide {
  let pages = 0;
  return Object.create(target, {
    receive: {
      value: async (...page: Parameters<CopySide['receive']>) => {
        const killed = ++pages > 1;
        if (killed && when === 'before') throw new Error('killed');
        await target.receive(...page);
        if (killed) throw new Error('killed');
      },
    },
  }) as CopySide;
}
