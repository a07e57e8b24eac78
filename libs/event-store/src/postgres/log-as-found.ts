import { Client } from 'pg';
import { NoLog } from '../errors';
import type { StoredDataKey } from '../log-store';
import type { LogHead } from '../port';
import type { StoredEvent } from '../stored-event';
import type { EventRow } from './event-row';
import { faultOf } from './faults';

/** An event with the column beside it that no hash covers. */
export type EventAsFound = StoredEvent & { commandId: string };

/** The log as it lies in the database at one moment, for whoever checks it. */
export interface LogAsFound {
  head: LogHead;
  /** Events of one stream, by revision. */
  stream(name: string): AsyncIterable<EventAsFound>;
  /** Every row of the log by position, with its holes, and what stands past the head. */
  events(): AsyncIterable<EventAsFound>;
  /** Absent where the account may not read them, as an auditor's. */
  dataKeys?: () => AsyncIterable<StoredDataKey>;
}

const ROWS = 500;

/** Microseconds are shown, although the store writes none: they are in no hash and would go unseen. */
const COLUMNS = `e.position::text, stream, revision, id::text, type, schema_version,
  to_char(effective_on, 'YYYY-MM-DD') as effective_on,
  to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as recorded_at,
  actor_id, actor_role, body, encode(hash, 'hex') as hash, command_id::text`;

/**
 * Reads the log without believing it: no page ends at a hole, and all of it is of one moment, so that what is appended
 * meanwhile is no fault. One connection of its own, one transaction that only reads.
 * @throws NoLog, StoreUnavailable, StoreFault
 */
export async function readLogAsFound<R>(connectionString: string, read: (log: LogAsFound) => Promise<R>): Promise<R> {
  const client = new Client({ connectionString, application_name: 'ledger verify', keepAlive: true });
  // Cut off: the query under way rejects as well.
  client.on('error', () => undefined);
  try {
    await client.connect().catch(refuse);
    await ask(client, 'begin isolation level repeatable read read only');
    const [there] = await ask<{ log: string | null }>(client, `select to_regclass('log.head')::text as log`);
    if (!there?.log) throw new NoLog();
    const [head] = await ask<HeadRow>(
      client,
      `select store_id, position, encode(hash, 'hex') as hash, has_table_privilege('log.data_keys', 'select') as keys
         from log.head`,
    );
    return await read({
      head: { storeId: head?.store_id ?? '', position: Number(head?.position ?? 0), hash: head?.hash ?? '' },
      stream: (name) =>
        eventsOf(client, 'stream_as_found', `where e.stream = '${name.replaceAll("'", "''")}' order by e.revision`),
      events: () => eventsOf(client, 'log_as_found', 'order by e.position'),
      ...(head?.keys && { dataKeys: () => dataKeysOf(client) }),
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface HeadRow {
  store_id: string;
  position: string;
  hash: string;
  keys: boolean;
}

const refuse = (error: unknown): never => {
  throw faultOf(error);
};

async function ask<R extends object>(client: Client, text: string): Promise<R[]> {
  return (await client.query<R>(text).catch(refuse)).rows;
}

async function* rowsOf<R extends object>(client: Client, cursor: string, query: string): AsyncGenerator<R> {
  await ask(client, `declare ${cursor} no scroll cursor for ${query}`);
  for (;;) {
    const rows = await ask<R>(client, `fetch ${ROWS} from ${cursor}`);
    yield* rows;
    if (rows.length < ROWS) break;
  }
  await ask(client, `close ${cursor}`);
}

async function* eventsOf(client: Client, cursor: string, which: string): AsyncGenerator<EventAsFound> {
  for await (const row of rowsOf<Row>(client, cursor, `select ${COLUMNS} from log.events e ${which}`)) {
    yield {
      position: Number(row.position),
      stream: row.stream,
      revision: row.revision,
      id: row.id,
      type: row.type,
      schemaVersion: row.schema_version,
      effectiveOn: row.effective_on,
      recordedAt: instant(row.recorded_at),
      actor: { id: row.actor_id, role: row.actor_role },
      body: row.body,
      hash: row.hash,
      commandId: row.command_id,
    };
  }
}

interface Row extends EventRow {
  command_id: string;
}

/** As it was hashed, where it is what the store writes. */
const instant = (text: string): string => `${text.replace(/000$/, '')}Z`;

async function* dataKeysOf(client: Client): AsyncGenerator<StoredDataKey> {
  const rows = rowsOf<{ stream: string; subject: string; key_id: string; master: string; wrapped: string | null }>(
    client,
    'data_keys_as_found',
    'select stream, subject, key_id::text, master_key_id as master, wrapped from log.data_keys',
  );
  for await (const { stream, subject, key_id, master, wrapped } of rows) {
    yield { stream, subject, keyId: key_id, wrapped: wrapped === null ? null : { masterKeyId: master, text: wrapped } };
  }
}
