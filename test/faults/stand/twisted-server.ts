import { writeSync } from 'node:fs';
import { Client, Pool } from 'pg';
import type { EventStore } from '@app/event-store';
import { openFoundation, type Foundation, type ProcessRole } from '@app/runtime';
import { silentLog } from '../../../apps/server/src/http/server-log';
import { createServer } from '../../../apps/server/src/start/create-server';
import { drain } from '../../../apps/server/src/start/drain';
import { stopOnSignals } from '../../../apps/server/src/start/stop-on-signals';
import { Checkpoints } from '../../../libs/read-models/src/framework/checkpoints';
import type { Projection } from '../../../libs/read-models/src/framework/projection';
import { PROJECTIONS } from '../../../libs/read-models/src/projections';
import { counting } from '../../../libs/read-models/test/counting';
import { acknowledgingBeforeTheCommit } from './acknowledges-early';

export interface TwistedTask {
  databaseUrl: string;
  masterKey: string;
  redisUrl?: string;
  role: ProcessRole;
  port: number;
  twist: Twist;
}

const DRAIN_LIMIT_MS = 50_000;

type Store = Foundation['store'];
const wrapped = (store: Store, append: EventStore['append']): Store =>
  new Proxy(store, {
    get: (target, name) => {
      const value: unknown = name === 'append' ? append : Reflect.get(target, name);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
const forEver = () => new Promise<never>(() => undefined);
const halt = () => {
  writeSync(2, 'halted\n');
  return forEver();
};
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whoever leads first stops, once, with a batch in hand whose rows are the next thing it writes. */
function stoppingAtFirst(view: Projection): Projection {
  let stopped = false;
  return {
    ...view,
    write: async (tx, ...batch) => {
      const [row] = await tx.query<{ epoch: number }>('select epoch::int from checkpoint where projection = $1', [
        view.name,
      ]);
      if (!stopped && row?.epoch === 1) {
        stopped = true;
        // PostgreSQL would end it after a while, and nothing but the fence is tried.
        await tx.execute('set local idle_in_transaction_session_timeout = 0');
        writeSync(2, 'halted\n');
        process.kill(process.pid, 'SIGSTOP');
      }
      await view.write(tx, ...batch);
    },
  };
}

interface TwistOf {
  dress: (store: Store, databaseUrl: string) => Store;
  project?: () => unknown;
}

const same = (store: Store) => store;

/** Moves the checkpoint in a transaction of its own, whoever has the epoch. */
async function moveApart(checkpoints: Checkpoints, ...[, name, , to]: Parameters<Checkpoints['advance']>) {
  await checkpoints.dataSource.query(
    `update "${checkpoints.schema}".checkpoint set position = $2, hash = $3, store_id = $4 where projection = $1`,
    [name, to.position, to.hash, to.storeId],
  );
}

/**
 * What a server of a fault family may have other than the product: a named point it stands still at until it is killed,
 * or a fix taken out. `dress` changes the log's door, `project` how checkpoints move.
 */
const TWISTS = {
  none: { dress: same },
  /** Beside the product's views one that does not forgive: n = n + 1. */
  'counts as well': { dress: same, project: () => (PROJECTIONS as Projection[]).push(counting()) },
  'halts after append, before the answer': {
    dress: (store: Store) => wrapped(store, async (request) => store.append(request).then(halt)),
  },
  'halts after rows, before the checkpoint': {
    dress: same,
    project: () => {
      Checkpoints.prototype.advance = halt;
    },
  },
  'acknowledges before the commit': { dress: (store: Store) => acknowledgingBeforeTheCommit(store) },
  /** A client that locks the log's head in a transaction of its own and comes back to end it (F4). */
  'holds the head over a round trip': {
    dress: (store: Store, databaseUrl: string) => {
      const pool = new Pool({ connectionString: databaseUrl, max: 4 });
      pool.on('error', () => undefined);
      return wrapped(store, async (request) => {
        const client = await pool.connect();
        try {
          await client.query('begin');
          await client.query('select position from log.head for update');
          await later(40);
          await client.query('commit');
        } finally {
          client.release();
        }
        return store.append(request);
      });
    },
  },
  'checkpoint before rows': {
    dress: same,
    project: () => {
      Checkpoints.prototype.advance = async function (this: Checkpoints, ...moved) {
        await moveApart(this, ...moved);
        await later(200);
      };
    },
  },
  /** Stands still at a named point: the batch is read, and no row of it is written. */
  'counts as well, stops in its first batch': {
    dress: same,
    project: () => (PROJECTIONS as Projection[]).push(stoppingAtFirst(counting())),
  },
  'no fence, counts as well, stops in its first batch': {
    dress: same,
    project: () => {
      TWISTS['counts as well, stops in its first batch'].project();
      Checkpoints.prototype.advance = async (tx, name, _from, to) => {
        await tx.execute('update checkpoint set position = $2, hash = $3, store_id = $4 where projection = $1', [
          ...[name, to.position, to.hash, to.storeId],
        ]);
      };
    },
  },
} satisfies Record<string, TwistOf>;

export type Twist = keyof typeof TWISTS;

async function main([told]: string[]): Promise<void> {
  const { databaseUrl, masterKey, redisUrl, role, port, twist } = JSON.parse(told!) as TwistedTask;
  if (redisUrl !== undefined) process.env['REDIS_URL'] = redisUrl;
  const chosen: TwistOf = TWISTS[twist];
  chosen.project?.();
  const opened = await openFoundation({
    database: { databaseUrl },
    unsafeForTests: true,
    env: { DISCLOSURE_MASTER_KEY: masterKey },
  });
  const store = chosen.dress(opened.store, databaseUrl);
  const foundation = { ...opened, store, write: { ...opened.write, store } };
  if (twist.includes('counts as well')) await makeCountingTable(databaseUrl);
  const app = await createServer({ foundation, roles: [role], log: silentLog, loopbackOnly: true });
  await app.listen(port, '127.0.0.1');
  const close = async () => {
    await drain(app, 0);
    await app.close();
    await opened.close();
  };
  stopOnSignals(close, silentLog, DRAIN_LIMIT_MS);
}

async function makeCountingTable(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query('create table if not exists read_models.counting (stream text primary key, n integer not null)');
  } finally {
    await client.end();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`server: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}\n`);
  process.exit(1);
});
