import {
  type LogStore,
  type Position,
  postgresStore,
  type PostgresStoreOptions,
  type RecordedEvent,
  type SubscriptionItem,
} from '@app/event-store';
import type { Client } from 'pg';
import { append } from '../../libs/event-store/src/postgres/migrations/0002-append';
import { freshDatabase } from '../support/postgres';
import { connected } from './event-store.disturbances';

/** A fix and what stands in its place when it is taken out. */
export type Sabotage = readonly [fix: string, instead: string];

export interface SabotagedLog {
  /** Takes other fixes out. */
  sabotage(append: readonly Sabotage[]): Promise<void>;
  connectionString: string;
  admin: Client;
  open(options?: Partial<PostgresStoreOptions>): Promise<LogStore>;
}

/** The function `log.append` with some of its fixes taken out; a fix that is not there is an error. */
export function sabotagedAppend(sabotages: readonly Sabotage[]): string {
  const text = append.slice(append.indexOf('create function log.append'));
  return sabotages.reduce(
    (sql, [fix, instead]) => {
      if (sql.split(fix).length !== 2) throw new Error(`not exactly once in log.append: ${fix}`);
      return sql.replace(fix, () => instead);
    },
    text.replace('create function', 'create or replace function'),
  );
}

/** Runs a check on a log of its own, with fixes taken out. */
export async function onLog<T>(
  sabotage: { append?: readonly Sabotage[]; sql?: string },
  check: (log: SabotagedLog) => Promise<T>,
): Promise<T> {
  const database = await freshDatabase();
  const opened: LogStore[] = [];
  const open = async (options: Partial<PostgresStoreOptions> = {}) => {
    const { connectionString } = database;
    const store = await postgresStore({
      connectionString,
      readers: 1,
      retry: { attempts: 1, firstDelay: 0 },
      ...options,
    });
    opened.push(store);
    return store;
  };
  await open();
  const owner = await connected(database.connectionString);
  const admin = await connected(database.adminConnectionString);
  const takeOut = async (append: readonly Sabotage[]) => void (await owner.query(sabotagedAppend(append)));
  try {
    if (sabotage.sql !== undefined) await owner.query(sabotage.sql);
    if (sabotage.append) await takeOut(sabotage.append);
    return await check({ connectionString: database.connectionString, admin, open, sabotage: takeOut });
  } finally {
    for (const store of opened) await store.close();
    await owner.end();
    await admin.end();
    await database.drop();
  }
}

/** A reader as many logs have it: takes whatever is there, and at a hole waits a while, then passes over it (F2). */
export async function* readingOverGaps(
  client: Client,
  { after, signal, patience }: { after: Position; signal: AbortSignal; patience: number },
): AsyncGenerator<SubscriptionItem> {
  let waitedSince = Date.now();
  for (let position = after; !signal.aborted;) {
    const { rows } = await client.query<{ position: string }>(
      'select position from log.events where position > $1 order by position limit 100',
      [position],
    );
    for (const next of rows.map((row) => Number(row.position))) {
      if (next > position + 1 && Date.now() - waitedSince < patience) break;
      yield { kind: 'event', event: { position: next } as RecordedEvent };
      position = next;
      waitedSince = Date.now();
    }
    await new Promise(setImmediate);
  }
}
