import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import {
  type EventAsFound,
  type LogStore,
  NoLog,
  postgresStore,
  readLogAsFound,
  StoreUnavailable,
} from '@app/event-store';
import { type FreshDatabase, freshDatabase } from '../support/postgres';

/** More than a page, and more than nine: as text, 10 would come before 9. */
const EVENTS = 1_203;

let database: FreshDatabase;
let store: LogStore;
let superuser: Client;

beforeAll(async () => {
  database = await freshDatabase();
  store = await postgresStore({ connectionString: database.connectionString });
  superuser = new Client({ connectionString: database.adminConnectionString });
  await superuser.connect();
  await superuser.query('set session_replication_role = replica');
  for (let stream = 0; stream < 3; stream++) await append(`s${stream}`, 'no_stream', EVENTS / 3);
});
afterAll(async () => {
  await superuser.end();
  await store.close();
  await database.drop();
});

const append = (stream: string, expectedRevision: 'no_stream' | number, count: number) =>
  store.append({
    stream,
    expectedRevision,
    commandId: randomUUID(),
    events: Array.from({ length: count }, (_, n) => ({
      id: randomUUID(),
      type: 'Noted',
      schemaVersion: 1,
      effectiveOn: '2025-03-04',
      actor: { id: 'u1', role: 'registrar' },
      data: { n },
      metadata: {},
    })),
  });

const found = (connectionString = database.connectionString): Promise<EventAsFound[]> =>
  readLogAsFound(connectionString, (log) => collected(log.events()));

async function collected<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

describe('the log as it lies there', () => {
  it('is what the store stored, in its order, page after page', async () => {
    const events = await found();
    const stored = await collected(store.readStored());
    expect(events.map(({ commandId: _, ...event }) => event)).toEqual(stored);
    expect(events).toHaveLength(EVENTS);
    const stream = await readLogAsFound(database.connectionString, (log) => collected(log.stream('s1')));
    expect(stream).toEqual(events.filter((event) => event.stream === 's1'));
  });

  it('is of one moment, whatever is appended meanwhile', async () => {
    const seen = await readLogAsFound(database.connectionString, async (log) => {
      await append(`later-${randomUUID()}`, 'no_stream', 2);
      return { head: log.head.position, events: (await collected(log.events())).length };
    });
    expect(seen.events).toBe(seen.head);
    expect((await store.head()).position).toBe(seen.head + 2);
  });

  it('has its holes, its microseconds and what stands past the head, where the reader of the service stops', async () => {
    await superuser.query('delete from log.events where position = 7');
    await superuser.query(
      `update log.events set recorded_at = recorded_at + interval '5 microseconds' where position = 8`,
    );
    await superuser.query('update log.head set position = position - 1');
    const events = await found();
    expect(events.slice(5, 7).map(({ position }) => position)).toEqual([6, 8]);
    expect(events[6]!.recordedAt).toMatch(/[.]\d{3}005Z$/);
    expect(events.at(-1)!.position).toBe((await store.head()).position + 1);
    await expect(collected(store.readStored())).rejects.toThrow('no event at position 7');
  });

  it('is read by an auditor who may read nothing else', async () => {
    const name = `auditor_${randomUUID().slice(0, 8)}`;
    // What the migrations grant to ledger_read, where that role can be made.
    await superuser.query(`create role ${name} login password 'x'`);
    await superuser.query(`grant usage on schema log to ${name}`);
    await superuser.query(`grant select on log.head, log.events to ${name}`);
    const url = new URL(database.connectionString);
    [url.username, url.password] = [name, 'x'];
    const [events, keys] = await readLogAsFound(url.href, async (log) => [await collected(log.events()), log.dataKeys]);
    expect(events).toEqual(await found());
    expect(keys).toBeUndefined();
    await superuser.query(`drop owned by ${name}`);
    await superuser.query(`drop role ${name}`);
  });

  it('is none in a database without one, and not empty in one that does not answer', async () => {
    const empty = await freshDatabase();
    await expect(found(empty.connectionString)).rejects.toThrow(NoLog);
    await empty.drop();
    const nobody = Object.assign(new URL(empty.connectionString), { port: '1' });
    await expect(found(nobody.href)).rejects.toThrow(StoreUnavailable);
  });
});
