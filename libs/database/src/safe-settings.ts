import type { Client } from 'pg';
import { DatabaseRefused } from './refusals';

/** What must hold for an acknowledged event to survive a power cut, and for every name to be storable. */
const REQUIRED: Record<string, readonly string[]> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'remote_apply'],
  server_encoding: ['UTF8'],
  transaction_read_only: ['off'],
};

/** PostgreSQL older than this lacks what the store relies on. */
const OLDEST_SERVER = 14;

/** Names each setting on which acknowledged data could be lost, e.g. `fsync=off`; empty = safe ground. */
export async function unsafeSettings(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; value: string }>(
    'SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name',
    [Object.keys(REQUIRED)],
  );
  return rows
    .filter(({ name, value }) => !REQUIRED[name]?.includes(value))
    .map(({ name, value }) => `${name}=${value}`);
}

export async function requireVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: string }>(`SELECT current_setting('server_version_num') AS number`);
  const major = Math.floor(Number(rows[0]?.number) / 10_000);
  if (major < OLDEST_SERVER) throw new DatabaseRefused('WRONG_VERSION', `${major} < ${OLDEST_SERVER}`);
}
