import { randomUUID } from 'node:crypto';
import {
  copyLog,
  KurrentCopySide,
  kurrentStore,
  type LogStore,
  type MasterKey,
  PostgresCopySide,
  postgresStore,
  protectedStore,
  randomMasterKey,
  rotateMasterKey,
} from '@app/event-store';
import { Client } from 'pg';
import { KurrentDouble } from '../support/kurrent-double/kurrent-double';
import { freshDatabase } from '../support/postgres';
import { collect, newStream, noting, PROTECTION } from './event-store.samples';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

async function database(): Promise<string> {
  const fresh = await freshDatabase();
  undo.push(() => fresh.drop());
  return fresh.connectionString;
}

const protectedBy = (raw: LogStore, key: MasterKey) => protectedStore(raw, { key, protection: PROTECTION });

async function using<T extends { close(): Promise<void> }, R>(part: T, use: (part: T) => Promise<R>): Promise<R> {
  try {
    return await use(part);
  } finally {
    await part.close();
  }
}

const writes = async (raw: LogStore, key: MasterKey, secret: string) =>
  (await protectedBy(raw, key)).append(noting(newStream(), 'no_stream', [{ secret }]));
const reads = async (raw: LogStore, key: MasterKey) =>
  (await collect((await protectedBy(raw, key)).readAll())).map(({ data }) => data['secret']);

const [former, next] = [randomMasterKey(), randomMasterKey()];

describe('a copy and a master key that was replaced', () => {
  const copies = async (from: string, to: string) =>
    using(await PostgresCopySide.source(from), async (source) =>
      using(await PostgresCopySide.open(to), (target) => copyLog(source, target)),
    );
  const at = (place: string) => postgresStore({ connectionString: place });

  it.each(['made afterwards', 'begun before and gone on with afterwards'])(
    '%s is read with the new one',
    async (when) => {
      const [from, to] = [await database(), await database()];
      await using(await at(from), (log) => writes(log, former, '某人1'));
      if (when !== 'made afterwards') await copies(from, to);
      await rotateMasterKey(from, { current: former, next });
      await using(await at(from), (log) => writes(log, next, '某人2'));
      await copies(from, to);
      await using(await at(to), async (copy) => {
        expect(await reads(copy, next)).toEqual(['某人1', '某人2']);
        await expect(protectedBy(copy, former)).rejects.toMatchObject({ code: 'OTHER_KEY' });
        const matchKeys = [await protectedBy(copy, next), await using(await at(from), (log) => protectedBy(log, next))];
        expect(matchKeys[0]!.matchKey('某人')).toBe(matchKeys[1]!.matchKey('某人'));
      });
    },
  );
});

describe('a log in KurrentDB, here a double, whose master key was replaced', () => {
  async function kurrent() {
    const [double, connectionString] = [await KurrentDouble.start(), await database()];
    undo.push(() => double.stop());
    const choice = { kurrentUrl: double.url, connectionString };
    await using(await KurrentCopySide.open({ ...choice, newStoreId: randomUUID() }), () => Promise.resolve());
    return { connectionString, open: () => kurrentStore(choice) };
  }

  it('is read with the new one, and keys that an append had reserved are wrapped anew as well', async () => {
    const { connectionString, open } = await kurrent();
    await using(await open(), (log) => writes(log, former, '某人1'));
    const client = new Client({ connectionString });
    await client.connect();
    // What an append leaves whose process ended between reservation and answer.
    await client.query(
      `insert into log_order.reserved_keys select gen_random_uuid(), gen_random_uuid(), stream, subject, master_key_id,
              wrapped from log.data_keys`,
    );
    await client.query(`update log_order.reserved_keys r set key_id = d.key_id from log.data_keys d`);
    expect(await rotateMasterKey(connectionString, { current: former, next })).toMatchObject({ rewrapped: 2 });
    const { rows } = await client.query('select distinct master_key_id as id from log_order.reserved_keys');
    expect(rows).toEqual([{ id: next.id }]);
    await client.end();
    await using(await open(), async (log) => expect(await reads(log, next)).toEqual(['某人1']));
  });

  it('refuses a process that slept through it before anything is in KurrentDB, and goes on', async () => {
    const { connectionString, open } = await kurrent();
    await using(await open(), (log) => writes(log, former, '某人1'));
    await rotateMasterKey(connectionString, { current: former, next });
    await using(await open(), async (log) => {
      const wrapped = { masterKeyId: former.id, text: 'lost with the former key' };
      const newKeys = [{ subject: 'applicant', keyId: randomUUID(), wrapped }];
      await expect(log.append({ ...noting(newStream(), 'no_stream'), newKeys })).rejects.toThrow();
      await writes(log, next, '某人2');
      expect(await reads(log, next)).toEqual(['某人1', '某人2']);
    });
  });
});
