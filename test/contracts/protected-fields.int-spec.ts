import { type LogStore, postgresStore } from '@app/event-store';
import { freshDatabase } from '../support/postgres';
import { describeProtectedFields } from './protected-fields.contract';

describeProtectedFields('PostgreSQL', async () => {
  const database = await freshDatabase();
  const opened: LogStore[] = [];
  const another = async () => {
    const store = await postgresStore({ connectionString: database.connectionString });
    opened.push(store);
    return store;
  };
  return {
    raw: await another(),
    another,
    dispose: async () => {
      for (const store of opened) await store.close();
      await database.drop();
    },
  };
});
