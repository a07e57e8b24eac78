import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  postgresStore,
  RevisionConflict,
  StoreUnavailable,
  verifyChain,
  type Appended,
  type AppendRequest,
  type EventStore,
  type LogStore,
} from '@app/event-store';
import { freshDatabase, type FreshDatabase } from '../../support/postgres';
import { proxyTo, through, type TcpProxy } from '../../support/tcp-proxy';
import { writersAgainstReader } from '../../contracts/event-store.checks';
import { connected, repeatedly, terminateOneBackend } from '../../contracts/event-store.disturbances';
import { countOf, randomOf, SEED } from '../ground/seed';

// T1: sixteen writers; lost races and ended sessions roll back, one writer stalls on its line, and one is a process
// that is stopped (SIGSTOP) with an append under way. The saboteurs, positions from a sequence and a reader that waits
// at gaps, are in test/contracts/saboteurs.int-spec.ts. FAULT_SEED, FAULT_READER_APPENDS = what each writer appends.
const EACH = countOf('FAULT_READER_APPENDS', 40);
const root = join(__dirname, '..', '..', '..');
jest.setTimeout(600_000);

let database: FreshDatabase;
let proxy: TcpProxy;
let child: ChildProcess;
const opened: LogStore[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  await open();
  proxy = await proxyTo(database.connectionString);
  const file = join(__dirname, 'appending-child.ts');
  child = fork(join(root, 'bin', 'run-ts.js'), [file, database.connectionString], { serialization: 'json' });
  await once(child, 'message');
});
afterAll(async () => {
  proxy.resume();
  child.kill('SIGCONT');
  child.kill('SIGKILL');
  for (const store of opened) await store.close();
  await proxy.close();
  await database.drop();
});

async function open(connectionString = database.connectionString): Promise<LogStore> {
  const store = await postgresStore({ connectionString, readers: 1 });
  opened.push(store);
  return store;
}

/** Appends through the other process; everything else here. */
function inTheChild(store: EventStore): EventStore {
  const append = async (request: AppendRequest): Promise<Appended> => {
    const answer = once(child, 'message');
    child.send(request);
    const [{ appended, conflict }] = (await answer) as [
      { appended?: Appended; conflict?: { expected: 'no_stream' | number; actual: number } },
    ];
    if (appended) return appended;
    if (conflict) throw new RevisionConflict(request.stream, conflict.expected, conflict.actual);
    throw new StoreUnavailable('the other process');
  };
  return Object.assign(Object.create(store) as EventStore, { append });
}

it('a reader misses nothing and sees nothing twice while a writer is stopped and others roll back (F1, F2)', async () => {
  const random = randomOf('stopped writer');
  const store = await open();
  const direct = await Promise.all(Array.from({ length: 14 }, () => open()));
  const stalled = await open(through(proxy, database.connectionString));
  const admin = await connected(database.adminConnectionString);
  const faults = { stopped: 0, stalled: 0, terminated: 0 };
  const stopping = repeatedly(async () => {
    child.kill('SIGSTOP');
    faults.stopped++;
    await pause(100 + 500 * random());
    child.kill('SIGCONT');
  }, 50);
  const stalling = repeatedly(async () => {
    proxy.stall();
    faults.stalled++;
    await pause(60 * random());
    proxy.resume();
  }, 40);
  const ending = repeatedly(async () => void (faults.terminated += await terminateOneBackend(admin)), 80);
  const writers = [...direct, stalled, inTheChild(store)];
  const course = await writersAgainstReader({ store, writers, appendsEach: EACH }).finally(() =>
    Promise.all([stopping.stop(), stalling.stop(), ending.stop()]),
  );
  await admin.end();
  const { faults: wrong, acknowledged, refused } = course;
  const { position: events } = await store.head();
  const all = faults.stopped + faults.stalled + faults.terminated;
  process.stderr.write(
    `\n${JSON.stringify({ kind: 'reader', faults: all, ...faults, writers: writers.length, events, acknowledged, rolledBack: refused, skipped: wrong.length, seed: SEED })}\n`,
  );
  expect(wrong).toEqual([]);
  expect(faults.stopped).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
  expect(await verifyChain(store.readStored(), { head: await store.head() })).toMatchObject({ faults: [] });
});
