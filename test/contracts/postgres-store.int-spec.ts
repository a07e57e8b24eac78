import { type EventStore, type LogStore, postgresStore, protectedStore, randomMasterKey } from '@app/event-store';
import { freshDatabase } from '../support/postgres';
import { describeEventStore, type StoreUnderTest } from './event-store.contract';
import { PROTECTION } from './event-store.samples';

async function onPostgres(dress: (store: LogStore) => Promise<EventStore>): Promise<StoreUnderTest> {
  const database = await freshDatabase();
  const opened: EventStore[] = [];
  const another = async () => {
    const raw = await postgresStore({
      connectionString: database.connectionString,
      retry: { attempts: 1, firstDelay: 0 },
    });
    opened.push(raw);
    return { raw, store: await dress(raw) };
  };
  const { raw, store } = await another();
  return {
    store,
    another: async () => (await another()).store,
    stored: () => raw.readStored(),
    dispose: async () => {
      for (const each of opened) await each.close();
      await database.drop();
    },
  };
}

describeEventStore('PostgreSQL', () => onPostgres((store) => Promise.resolve(store)));

const key = randomMasterKey();
describeEventStore('PostgreSQL, with protected fields', () =>
  onPostgres((store) => protectedStore(store, { key, protection: PROTECTION })),
);
