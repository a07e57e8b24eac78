import { setTimeout as pause } from 'node:timers/promises';
import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import type { ServerRecord } from './data-folder';
import { DatabaseRefused } from './refusals';

/** The application's database and the role that owns it. */
export const APP_NAME = 'ledger';

const CANNOT_CONNECT_NOW = '57P03';
const SILENT_MS = 30_000;

/** A session of the cluster's superuser: for the launcher's own work, never for the application. */
export function adminClient(record: ServerRecord, applicationName = 'disclosure-ledger launcher'): Client {
  return new Client({
    host: '127.0.0.1',
    port: record.port,
    user: 'postgres',
    password: record.adminPassword,
    database: 'postgres',
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
  });
}

export function appConnectionString(record: ServerRecord): string {
  return `postgres://${APP_NAME}:${record.appPassword}@127.0.0.1:${record.port}/${APP_NAME}`;
}

/**
 * Waits until the server lets us in; false when it `ended` first. Crash recovery may take as long as it needs; a process
 * that is alive and silent for 30 s is START_FAILED.
 */
export async function answers(
  record: ServerRecord,
  ended: () => boolean,
  log: (line: string) => void,
): Promise<boolean> {
  let [silentUntil, sayAt] = [Date.now() + SILENT_MS, Date.now() + 5_000];
  for (;;) {
    const client = adminClient(record);
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      const starting = error instanceof DatabaseError && error.code === CANNOT_CONNECT_NOW;
      if (error instanceof DatabaseError && !starting)
        throw new DatabaseRefused('START_FAILED', error.message, { cause: error });
      if (starting) silentUntil = Date.now() + SILENT_MS;
    }
    if (ended()) return false;
    if (Date.now() > silentUntil) throw new DatabaseRefused('START_FAILED', `127.0.0.1:${record.port} does not answer`);
    if (Date.now() > sayAt) {
      log('PostgreSQL is recovering, please wait');
      sayAt += 10_000;
    }
    await pause(20);
  }
}

/** The role (no superuser) and its database; both may be missing after a crash between initdb and here. */
export async function ensureApplicationDatabase(record: ServerRecord): Promise<void> {
  const client = adminClient(record);
  await client.connect();
  try {
    const found = await client.query<{ role: boolean; database: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
              EXISTS (SELECT FROM pg_database WHERE datname = $1) AS database`,
      [APP_NAME],
    );
    const name = escapeIdentifier(APP_NAME);
    if (!found.rows[0]?.role)
      await client.query(`CREATE ROLE ${name} LOGIN PASSWORD ${escapeLiteral(record.appPassword)}`);
    if (!found.rows[0]?.database) await client.query(`CREATE DATABASE ${name} OWNER ${name}`);
  } finally {
    await client.end();
  }
}
