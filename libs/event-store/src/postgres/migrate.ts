import { Client } from 'pg';
import { append } from './migrations/0002-append';
import { doors } from './migrations/0003-doors';
import { log } from './migrations/0001-log';
import { erasures } from './migrations/0004-erasures';
import { rotation } from './migrations/0005-rotation';

/** In order; what has been released is never edited. */
export const MIGRATIONS: readonly { name: string; sql: string }[] = [
  { name: '0001-log', sql: log },
  { name: '0002-append', sql: append },
  { name: '0003-doors', sql: doors },
  { name: '0004-erasures', sql: erasures },
  { name: '0005-rotation', sql: rotation },
];

/** Any number, the same in every process that migrates this schema. */
const MIGRATION_LOCK = 7_305_001;

/**
 * Brings the schema `log` up to date; processes that start together wait for each other.
 * @throws Error when the schema is from a newer release
 */
export async function migrateLog(connectionString: string): Promise<void> {
  const client = new Client({ connectionString, application_name: 'ledger log migration' });
  await client.connect();
  try {
    if (await isUpToDate(client)) return;
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query('create schema if not exists log');
    await client.query(
      `create table if not exists log.migrations
         (name text primary key, applied_at timestamptz not null default clock_timestamp())`,
    );
    const names = await appliedNames(client);
    for (const { name, sql } of MIGRATIONS) {
      if (!names.has(name)) await apply(client, name, sql);
    }
  } finally {
    await client.end();
  }
}

/** Looks without locking or creating anything: the service's own role may do neither. */
async function isUpToDate(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('log.migrations') is not null as there`);
  if (!rows[0]!.there) return false;
  const names = await appliedNames(client);
  return MIGRATIONS.every(({ name }) => names.has(name));
}

async function appliedNames(client: Client): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>('select name from log.migrations order by name');
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  const foreign = rows.find(({ name }) => !known.has(name));
  if (foreign) throw new Error(`the log was written by a newer release: it has migration ${foreign.name}`);
  return new Set(rows.map(({ name }) => name));
}

async function apply(client: Client, name: string, sql: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into log.migrations (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
