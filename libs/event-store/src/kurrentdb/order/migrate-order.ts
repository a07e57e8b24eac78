import { Client } from 'pg';
import { migrateLog } from '../../postgres/migrate';
import { orderRotation } from './order-rotation';
import { orderSchema } from './order-schema';

/** In order; what has been released is never edited. */
const MIGRATIONS: readonly { name: string; sql: string }[] = [
  { name: '0001-order', sql: orderSchema },
  { name: '0002-rotation', sql: orderRotation },
];

/** Any number, the same in every process that migrates this schema. */
const MIGRATION_LOCK = 7_305_002;

/** Brings the schemas `log` (for the data keys) and `log_order` up to date. @throws Error on one of a newer release */
export async function migrateOrder(connectionString: string): Promise<void> {
  await migrateLog(connectionString);
  const client = new Client({ connectionString, application_name: 'ledger log migration' });
  await client.connect();
  try {
    if ((await applied(client)).length === MIGRATIONS.length) return;
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query('create schema if not exists log_order');
    await client.query('create table if not exists log_order.migrations (name text primary key)');
    const names = await applied(client);
    for (const { name, sql } of MIGRATIONS.filter((migration) => !names.includes(migration.name))) {
      await client.query('begin');
      await client.query(sql);
      await client.query('insert into log_order.migrations values ($1)', [name]);
      await client.query('commit');
    }
  } finally {
    await client.end();
  }
}

async function applied(client: Client): Promise<string[]> {
  const there = await client.query<{ there: boolean }>(
    `select to_regclass('log_order.migrations') is not null as there`,
  );
  if (!there.rows[0]!.there) return [];
  const { rows } = await client.query<{ name: string }>('select name from log_order.migrations order by name');
  const foreign = rows.find(({ name }) => !MIGRATIONS.some((known) => known.name === name));
  if (foreign) throw new Error(`the order was written by a newer release: it has migration ${foreign.name}`);
  return rows.map(({ name }) => name);
}
