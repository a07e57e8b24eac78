import { randomBytes } from 'node:crypto';
import { type EventStore, kurrentStore, type KurrentStoreOptions, type LogStore } from '@app/event-store';
import { freshDatabase } from '../support/postgres';
import type { StoreUnderTest } from './event-store.contract';

export interface KurrentLogUnderTest {
  raw: LogStore;
  another(): Promise<LogStore>;
  dispose(): Promise<void>;
  /** Opens one more store of the same log. */
  open(options?: Partial<KurrentStoreOptions>): Promise<LogStore>;
  connectionString: string;
  adminConnectionString: string;
  prefix: string;
}

/** A log of its own: a prefix nobody else uses in KurrentDB, and a fresh PostgreSQL database beside it. */
export async function kurrentLog(kurrentUrl: string): Promise<KurrentLogUnderTest> {
  const database = await freshDatabase();
  const { connectionString, adminConnectionString } = database;
  const prefix = `t-${randomBytes(8).toString('hex')}/`;
  const opened: LogStore[] = [];
  const open = async (options: Partial<KurrentStoreOptions> = {}) => {
    const retry = { attempts: 1, firstDelay: 0 };
    const store = await kurrentStore({ kurrentUrl, connectionString, prefix, retry, ...options });
    opened.push(store);
    return store;
  };
  const dispose = async () => {
    for (const store of opened) await store.close();
    await database.drop();
  };
  return { raw: await open(), another: () => open(), dispose, open, connectionString, adminConnectionString, prefix };
}

/** For the contract suite, dressed or not. */
export async function onKurrent(
  kurrentUrl: string,
  dress: (store: LogStore) => Promise<EventStore>,
): Promise<StoreUnderTest> {
  const log = await kurrentLog(kurrentUrl);
  return {
    store: await dress(log.raw),
    another: async () => dress(await log.another()),
    stored: () => log.raw.readStored(),
    dispose: () => log.dispose(),
  };
}
