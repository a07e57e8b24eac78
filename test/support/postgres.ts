import { randomBytes } from 'node:crypto';
import { APP_NAME, adminClient } from '../../libs/database/src/server-sessions';
import { testServer } from './test-server';

export interface FreshDatabase {
  /** Logs in as the owner of the database, who is no superuser, as in production. */
  connectionString: string;
  /** Logs in as the superuser: for tampering and for settings only a superuser may change. */
  adminConnectionString: string;
  /** Ends what is still connected and removes the database. */
  drop(): Promise<void>;
}

/** An empty database of its own on the one server of this jest run; the first call of a run starts that server (1 s). */
export async function freshDatabase(): Promise<FreshDatabase> {
  const record = await testServer();
  const name = `t_${randomBytes(8).toString('hex')}`;
  const admin = async (statement: string) => {
    const client = adminClient(record, 'test harness');
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await admin(`CREATE DATABASE ${name} OWNER ${APP_NAME}`);
  const url = (user: string, password: string) => `postgres://${user}:${password}@127.0.0.1:${record.port}/${name}`;
  return {
    connectionString: url(APP_NAME, record.appPassword),
    adminConnectionString: url('postgres', record.adminPassword),
    drop: () => admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
