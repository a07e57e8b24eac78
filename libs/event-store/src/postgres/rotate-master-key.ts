import { Client } from 'pg';
import { checkValue, KeyWrapping, unwrappedMatchKey, wrappedMatchKey } from '../protection/data-key-wrapping';
import { type MasterKey, matchKeyOf } from '../protection/master-key';
import { MasterKeyRefused } from '../protection/refusals';
import { faultOf } from './faults';
import { migrateLog } from './migrate';

export interface RotatedMasterKey {
  /** Ids of the former and the new master key. */
  from: string;
  to: string;
  /** Data keys that this run wrapped anew. */
  rewrapped: number;
  /** The log used the new key already: an earlier run had got so far. */
  already: boolean;
}

export interface RotationKeys {
  current: MasterKey;
  next: MasterKey;
}

const PAGE_ROWS = 2_000;

export interface RotationOptions {
  /** How many data keys are wrapped anew by one statement. */
  pageRows?: number;
  onProgress?: (done: number) => void;
}
/** How long it waits for appends under way, ms. */
const LOCK_TIMEOUT = 10_000;

/** Tables with wrapped data keys; the second is there beside a log in KurrentDB only. */
const TABLES = ['log.data_keys', 'log_order.reserved_keys'] as const;
type KeyTable = (typeof TABLES)[number];

/**
 * Wraps every data key with another master key, in one transaction: a log is read with the former key or with the new
 * one, never with both. Events, data keys and what applicants are recognised by stay as they are. The login owns the
 * schema `log`.
 * @throws MasterKeyRefused, StoreUnavailable, StoreFault
 */
export async function rotateMasterKey(
  connectionString: string,
  keys: RotationKeys,
  { pageRows = PAGE_ROWS, onProgress = () => undefined }: RotationOptions = {},
): Promise<RotatedMasterKey> {
  const { current, next } = keys;
  if (current.id === next.id) throw new MasterKeyRefused('UNUSABLE', 'the new master key is the present one');
  await migrateLog(connectionString);
  // A client that is stopped in the middle holds up every append: PostgreSQL ends it.
  const client = new Client({ connectionString, idle_in_transaction_session_timeout: 10_000, keepAlive: true });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await refuseInUse(client);
    await client.query('begin');
    const tables = await lockedTables(client);
    if (await isDone(client, keys)) return { from: current.id, to: next.id, rewrapped: 0, already: true };
    await record(client, keys);
    let rewrapped = 0;
    for (const table of tables) {
      for await (const rows of rewrappedPages(client, table, keys, pageRows)) onProgress((rewrapped += rows));
    }
    await client.query('commit');
    return { from: current.id, to: next.id, rewrapped, already: false };
  } catch (error) {
    throw error instanceof MasterKeyRefused ? error : faultOf(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * A process that goes on with the former key can read no name any more and register nobody. This finds those that have a
 * connection open at the moment; the others are refused by the table of data keys.
 */
async function refuseInUse(client: Client): Promise<void> {
  const { rows } = await client.query<{ sessions: number }>(
    `select count(*)::int as sessions from pg_stat_activity
      where datname = current_database() and application_name like 'ledger log%'`,
  );
  const { sessions } = rows[0]!;
  if (sessions > 0) {
    throw new MasterKeyRefused(
      'IN_USE',
      `${sessions} connections of the ledger are open: stop all its processes first`,
    );
  }
}

/** Nobody brings or destroys a key until the end. Beside KurrentDB those who do lock the head of the order first. */
async function lockedTables(client: Client): Promise<KeyTable[]> {
  await client.query(`set local lock_timeout = ${LOCK_TIMEOUT}`);
  const { rows } = await client.query<{ beside: boolean }>(
    `select to_regclass('log_order.reserved_keys') is not null as beside`,
  );
  const tables = TABLES.filter((table) => table === 'log.data_keys' || rows[0]!.beside);
  if (rows[0]!.beside) await client.query('select from log_order.head for update');
  await client.query(`lock table ${tables.join(', ')}, log.master_keys in share row exclusive mode`);
  return tables;
}

/** Whether the log uses the new key already. @throws MasterKeyRefused unless it uses the current one */
async function isDone(client: Client, { current, next }: RotationKeys): Promise<boolean> {
  const { rows } = await client.query<{ id: string; check: string; retired: boolean }>(
    'select master_key_id as id, check_value as check, retired_at is not null as retired from log.master_keys',
  );
  const used = rows.filter(({ retired }) => !retired);
  const isUsed = (key: MasterKey) => used.length === 1 && used[0]!.id === key.id && used[0]!.check === checkValue(key);
  if (isUsed(next)) return true;
  if (rows.some(({ id, retired }) => retired && id === next.id)) {
    throw new MasterKeyRefused('RETIRED', `master key ${next.id} was replaced before and does not come back`);
  }
  if (isUsed(current)) return false;
  const ids = used.map(({ id }) => id).join(', ') || 'none';
  throw new MasterKeyRefused('OTHER_KEY', `this log uses master key ${ids}, at hand is ${current.id}`);
}

async function record(client: Client, { current, next }: RotationKeys): Promise<void> {
  const { rows } = await client.query<{ match_key: string | null }>(
    `update log.master_keys set retired_at = clock_timestamp() where master_key_id = $1 returning match_key`,
    [current.id],
  );
  const { match_key } = rows[0]!;
  const matchKey = match_key === null ? matchKeyOf(current) : unwrappedMatchKey(current, match_key);
  await client.query('insert into log.master_keys (master_key_id, check_value, match_key) values ($1, $2, $3)', [
    next.id,
    checkValue(next),
    wrappedMatchKey(next, matchKey),
  ]);
}

interface KeyRow {
  stream: string;
  subject: string;
  key_id: string;
  master_key_id: string;
  wrapped: string;
}

/** Number of data keys wrapped anew, page by page. @throws MasterKeyRefused for one that does not unwrap: none is then */
async function* rewrappedPages(
  client: Client,
  table: KeyTable,
  keys: RotationKeys,
  pageRows: number,
): AsyncGenerator<number> {
  const wrapping = new KeyWrapping(keys.next, [keys.current]);
  await client.query(`declare kept no scroll cursor for
    select stream, subject, key_id, master_key_id, wrapped from ${table} where wrapped is not null`);
  for (;;) {
    const { rows } = await client.query<KeyRow>(`fetch ${pageRows} from kept`);
    if (rows.length === 0) break;
    const anew = rows.map(({ stream, subject, key_id, master_key_id, wrapped }) => {
      const stored = { stream, subject, keyId: key_id, wrapped: { masterKeyId: master_key_id, text: wrapped } };
      return wrapping.wrap(stream, subject, wrapping.unwrap(stored, stored.wrapped)).text;
    });
    await client.query(
      `update ${table} d set master_key_id = $1, wrapped = k.wrapped
         from unnest($2::text[], $3::text[], $4::uuid[], $5::text[]) as k(stream, subject, key_id, wrapped)
        where d.stream = k.stream and d.subject = k.subject and d.key_id = k.key_id`,
      [
        keys.next.id,
        rows.map((row) => row.stream),
        rows.map((row) => row.subject),
        rows.map((row) => row.key_id),
        anew,
      ],
    );
    yield rows.length;
  }
  await client.query('close kept');
}
