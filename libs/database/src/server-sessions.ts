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
  const client = new Client({
    host: '127.0.0.1',
    port: record.port,
    user: 'postgres',
    password: record.adminPassword,
    database: 'postgres',
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
  });
  // A server that dies under an idle session must not take this process with it; who waits for an answer gets the error.
  client.on('error', () => undefined);
  return client;
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

/** SQLSTATE classes of a server that goes away: connection exceptions, and shutdown or crash of the server. */
const GONE = /^(08|57P0)/;

/**
 * Makes what the application logs in to; false when the server went away meanwhile. Role and database may both be
 * missing after a crash between initdb and here.
 */
export async function applicationReady(record: ServerRecord): Promise<boolean> {
  const client = adminClient(record);
  try {
    await client.connect();
    await ensureApplicationDatabase(client, record);
    return true;
  } catch (error) {
    if (!(error instanceof DatabaseError) || GONE.test(error.code ?? '')) return false;
    throw new DatabaseRefused(error.code === '53100' ? 'DISK_FULL' : 'START_FAILED', error.message, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The role is no superuser and owns its database. */
async function ensureApplicationDatabase(client: Client, record: ServerRecord): Promise<void> {
  const found = await client.query<{ role: boolean; database: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
            EXISTS (SELECT FROM pg_database WHERE datname = $1) AS database`,
    [APP_NAME],
  );
  const name = escapeIdentifier(APP_NAME);
  if (!found.rows[0]?.role)
    await client.query(`CREATE ROLE ${name} LOGIN PASSWORD ${escapeLiteral(record.appPassword)}`);
  if (!found.rows[0]?.database) await client.query(`CREATE DATABASE ${name} OWNER ${name}`);
}
