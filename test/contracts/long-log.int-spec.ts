import { Client } from 'pg';
import { postgresStore } from '@app/event-store';
import { freshDatabase, type FreshDatabase } from '../support/postgres';
import { newStream, noting } from './event-store.samples';

const EVENTS = 3_000;

describe('a long log of which PostgreSQL has no statistics yet, as after an import', () => {
  let database: FreshDatabase;
  let asked: Client;

  beforeAll(async () => {
    database = await freshDatabase();
    const store = await postgresStore({ connectionString: database.connectionString });
    asked = new Client({ connectionString: database.connectionString });
    await asked.connect();
    await asked.query('alter table log.events set (autovacuum_enabled = false)');
    await store.append(noting(newStream(), 'no_stream', Array<{ open: number }>(EVENTS).fill({ open: 1 })));
    await store.close();
  });
  afterAll(async () => {
    await asked.end();
    await database.drop();
  });

  /** Entries of the index of positions that were looked at so far, once every other session has told its own. */
  async function lookedAt(): Promise<number> {
    for (;;) {
      const { rows } = await asked.query<{ others: number }>(
        `select count(*)::int as others from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
      );
      if (rows[0]!.others === 0) break;
    }
    const { rows } = await asked.query<{ read: string }>(
      `select idx_tup_read as read from pg_stat_user_indexes where indexrelname = 'events_pkey'`,
    );
    return Number(rows[0]!.read);
  }

  it('is read in pages that each look at no more than they bring', async () => {
    const before = await lookedAt();
    const store = await postgresStore({ connectionString: database.connectionString });
    let read = 0;
    for await (const { position } of store.readAll()) read = position;
    await store.close();
    expect(read).toBe(EVENTS);
    expect((await lookedAt()) - before).toBeLessThanOrEqual(EVENTS);
  });
});
