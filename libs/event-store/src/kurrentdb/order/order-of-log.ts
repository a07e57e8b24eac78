import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { KurrentLog } from '../kurrent-log';
import { OrderRefused } from '../kurrent-fault';
import { migrateOrder } from './migrate-order';

export interface OrderChoice {
  /** PostgreSQL beside KurrentDB. */
  connectionString: string;
  /** Of the streams in KurrentDB; ends with `/`. */
  prefix: string;
  /** Identity a new log gets; a copy keeps that of the log it was copied from. Default: a new one. */
  newStoreId?: string;
  /** Only a log that is there already; none is begun. */
  existing?: boolean;
}

/**
 * Makes the order ready and binds it to the log in KurrentDB, both of which may be new.
 * @throws OrderRefused when one of them belongs to another log (F31, F32), or a log lies in PostgreSQL that nobody copied
 */
export async function openOrder(log: KurrentLog, choice: OrderChoice): Promise<void> {
  const { connectionString, prefix, newStoreId } = choice;
  await migrateOrder(connectionString);
  const client = new Client({ connectionString, application_name: 'ledger log' });
  await client.connect();
  try {
    const bound = await client.query<{ store_id: string; prefix: string }>(
      'select store_id, prefix from log_order.head',
    );
    const [known] = bound.rows;
    if (known) return assertSame(known, prefix, await log.storeId());
    if (choice.existing && (await log.storeId()) === undefined) {
      throw new OrderRefused('LOG_MISSING', `KurrentDB has no log whose streams begin with ${prefix}`);
    }
    const inPostgres = await client.query<{ store_id: string; position: string }>(
      'select store_id, position from log.head',
    );
    const { store_id, position } = inPostgres.rows[0]!;
    const storeId = (await log.storeId()) ?? (Number(position) === 0 ? (newStoreId ?? randomUUID()) : newStoreId);
    if (Number(position) > 0 && storeId !== store_id) {
      throw new OrderRefused(
        'LOG_IN_POSTGRES',
        `the PostgreSQL beside KurrentDB holds a log of its own (${position} events): copy it to KurrentDB first (ledger copy)`,
      );
    }
    const stored = await log.storeId(storeId);
    await client.query(
      'insert into log_order.head (store_id, prefix) values ($1, $2) on conflict do nothing', // two that start together
      [stored, prefix],
    );
  } finally {
    await client.end();
  }
}

function assertSame(known: { store_id: string; prefix: string }, prefix: string, stored: string | undefined): void {
  if (stored === undefined && known.prefix === prefix) {
    throw new OrderRefused('LOG_MISSING', 'KurrentDB has no log, the PostgreSQL beside it has the order of one');
  }
  if (stored !== known.store_id || known.prefix !== prefix) {
    throw new OrderRefused('OTHER_LOG', 'the PostgreSQL beside KurrentDB has the order of another log');
  }
}
