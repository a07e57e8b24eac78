import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import ts from 'typescript';
import { type AppendRequest, type EventStore, inMemoryStore, StoreUnavailable, verifyChain } from '@app/event-store';
import { appendQuery } from '../../libs/event-store/src/postgres/append-call';
import { proxyTo, through } from '../support/tcp-proxy';
import { continuations, refusedAppends, timesStored, writersAgainstReader } from './event-store.checks';
import { connected } from './event-store.disturbances';
import { roundTripFault } from './event-store.round-trip-check';
import { newStream, noting } from './event-store.samples';
import { onLog, readingOverGaps, type Sabotage, type SabotagedLog } from './saboteurs';

// Each fix is taken out in turn, and the check that the contract uses must see it. The same checks find nothing on
// the log as it is: in postgres-store.int-spec.ts, postgres-store-faults.int-spec.ts, and here where it says "honest".

/** Positions from a sequence instead of the locked row, and now and then a stall before the commit. */
const SEQUENCE = {
  sql: 'create sequence log.positions; grant usage on sequence log.positions to public',
  append: [
    [
      'select * into strict v_head from log.head for update;',
      `select * into strict v_head from log.head;
       v_head.position := nextval('log.positions') - 1;
       perform pg_sleep(case when random() < 0.1 then 0.1 else 0 end);`,
    ],
    ['update log.head set position = v_position', 'update log.head set position = greatest(position, v_position)'],
  ] satisfies Sabotage[],
};
const writersOn = async (log: SabotagedLog) => Promise.all(Array.from({ length: 8 }, () => log.open()));

it('F1, positions from a sequence: the reader is stopped by a gap', async () => {
  const faults = await onLog(SEQUENCE, async (log) => {
    const [store, writers] = [await log.open(), await writersOn(log)];
    return (await writersAgainstReader({ store, writers, appendsEach: 15, contested: 0 })).faults;
  });
  expect(faults).toContain('the reader stopped: LogGap');
});

it.each([
  ['F1, no look at gaps', 0],
  ['F2, a gap is waited for and then passed over', 5],
])('%s: the reader misses events', async (_, patience) => {
  const faults = await onLog(SEQUENCE, async (log) => {
    const [store, writers, client] = [await log.open(), await writersOn(log), await connected(log.connectionString)];
    const reading = (after: number, signal: AbortSignal) => readingOverGaps(client, { after, signal, patience });
    const course = await writersAgainstReader({ store, writers, appendsEach: 15, contested: 0, reading });
    await client.end();
    return course.faults;
  });
  expect(faults).toContainEqual(expect.stringMatching(/^the reader never saw/));
});

it('F1, honest: the same reader without a look at gaps misses nothing on the log as it is', async () => {
  const faults = await onLog({}, async (log) => {
    const [store, writers, client] = [await log.open(), await writersOn(log), await connected(log.connectionString)];
    const reading = (after: number, signal: AbortSignal) => readingOverGaps(client, { after, signal, patience: 0 });
    const course = await writersAgainstReader({ store, writers, appendsEach: 15, reading });
    await client.end();
    return course.faults;
  });
  expect(faults).toEqual([]);
});

it('F4, the client opens a transaction around the append and stalls: everybody else is refused', async () => {
  const refused = await onLog({}, async (log) => {
    const stalled = new Client({ connectionString: log.connectionString });
    await stalled.connect();
    await stalled.query('begin');
    const request = noting(newStream(), 'no_stream');
    const body = Buffer.from('{"data":{},"metadata":{}}');
    await stalled.query(appendQuery([{ request, digest: '00'.repeat(32), bodies: [body], bytes: body.length }]));
    const count = await refusedAppends(await log.open({ lockTimeout: 100 }), 4);
    await stalled.end();
    return count;
  });
  expect(refused).toBe(4);
});

describe('F5, the answer is lost after the commit', () => {
  /** Sends until it is answered; `next` makes the next attempt's request. */
  const sending =
    (store: EventStore, next: (request: AppendRequest) => AppendRequest) =>
    async (first: AppendRequest): Promise<void> => {
      for (let request = first; ; request = next(request)) {
        try {
          await store.append(request);
          return;
        } catch (error) {
          if (!(error instanceof StoreUnavailable)) throw error;
        }
      }
    };
  const freshIds = (request: AppendRequest): AppendRequest => ({
    ...noting(
      request.stream,
      0,
      request.events.map(({ data }) => data),
    ),
  });
  const stored = (next: (request: AppendRequest) => AppendRequest) =>
    onLog({}, async (log) => {
      const proxy = await proxyTo(log.connectionString);
      const store = await log.open({ connectionString: through(proxy, log.connectionString) });
      proxy.swallowAnswers('append', 1);
      const times = await timesStored(store, sending(store, next));
      await store.close();
      await proxy.close();
      return times;
    });

  it('a retry with fresh ids is stored twice', async () => expect(await stored(freshIds)).toBe(2));
  it('honest: a retry with the same ids is stored once', async () => expect(await stored((same) => same)).toBe(1));
});

describe('F7, a retry that expects the present revision', () => {
  const resent = (store: EventStore) =>
    timesStored(store, async (request) => {
      await store.append(request);
      await store.append({ ...request, expectedRevision: 0 });
    });

  it('is stored twice where ids are only looked up behind the expected revision', async () => {
    const sabotage = {
      sql: 'drop index log.events_command; alter table log.events drop constraint events_id',
      append: [['if found then', 'if false then']] satisfies Sabotage[],
    };
    expect(await onLog(sabotage, async (log) => resent(await log.open()))).toBe(2);
  });

  it('honest: is stored once', async () => {
    expect(await onLog({}, async (log) => resent(await log.open()))).toBe(1);
  });
});

it('F8, the expected revision is not looked at: several continue the same revision', async () => {
  const sabotage = { append: [['if v_revision <> p_expected[c] then', 'if false then']] } as const;
  const storedBy = await onLog(sabotage, async (log) => continuations(await Promise.all([log.open(), log.open()])));
  expect(storedBy).toBe(2);
});

it('F11, the clock alone says when: the verifier sees time go backwards', async () => {
  const sabotage = { append: [['v_head.recorded_at);', "'-infinity');"]] } as const;
  const { faults } = await onLog(sabotage, async (log) => {
    const store = await log.open();
    await log.admin.query(`update log.head set recorded_at = clock_timestamp() + interval '1 hour'`);
    await store.append(noting(newStream(), 'no_stream'));
    await log.admin.query(`set session_replication_role = replica`);
    await log.admin.query(`update log.events set recorded_at = recorded_at + interval '1 hour'`);
    await store.append(noting(newStream(), 'no_stream'));
    return verifyChain(store.readStored());
  });
  expect(faults).toContainEqual(expect.objectContaining({ position: 2, kind: 'TIME_BACKWARDS' }));
});

it('D10, a field is left out of the leaf: the verifier sees each of them', async () => {
  const fields = [
    'v_position::text',
    'p_stream[c]',
    'v_revision::text',
    'p_id[e]::text',
    'p_type[e]',
    'p_schema_version[e]::text',
  ]
    .concat(['p_effective_on[e]', 'v_at_text', 'p_actor_id[e]', 'p_actor_role[e]'])
    .map((field) => `|| log.field(${field})`);
  const { faults } = await onLog({}, async (log) => {
    const store = await log.open();
    for (const leftOut of [...fields, '|| sha256(v_body)']) {
      await log.sabotage([[leftOut, '']]);
      await store.append(noting(newStream(), 'no_stream'));
    }
    await log.sabotage([]);
    await store.append(noting(newStream(), 'no_stream'));
    return verifyChain(store.readStored());
  });
  expect(faults.map(({ position, kind }) => `${kind} ${position}`)).toEqual(
    Array.from({ length: 11 }, (_, index) => `HASH_MISMATCH ${index + 1}`),
  );
});

it('F6, the port gets a way to say any: what must not compile compiles', () => {
  const port = readFileSync(join(__dirname, '../../libs/event-store/src/port.ts'), 'utf8');
  const type = /export type ExpectedRevision = .*;/.exec(port)![0];
  const errors = (declaration: string) => {
    const file = 'any.ts';
    const source = ts.createSourceFile(file, `${declaration}\nexport const a: ExpectedRevision = 'any';`, 99);
    const host = ts.createCompilerHost({});
    const only = { ...host, getSourceFile: (name: string) => (name === file ? source : undefined) };
    const program = ts.createProgram([file], { noLib: true, strict: true, types: [] }, only);
    return program.getSemanticDiagnostics(source).length;
  };
  expect(errors(type)).toBe(1);
  expect(errors(type.replace(';', " | 'any';"))).toBe(0);
});

it('F10, nobody at the door: values come back changed', async () => {
  const odd = [Number.NaN, -0, [undefined], new Date(0)].map((open) => ({ open }) as never);
  const faults = (store: EventStore) => Promise.all(odd.map((data) => roundTripFault(store, data)));
  expect(await faults(inMemoryStore())).toEqual(odd.map(() => undefined));
  await jest.isolateModulesAsync(async () => {
    jest.doMock('../../libs/event-store/src/door', () => ({
      checkedBodies: ({ events }: AppendRequest) =>
        events.map(({ data, metadata }) => JSON.stringify({ data, metadata })),
    }));
    const sabotaged = await import('@app/event-store');
    expect(await faults(sabotaged.inMemoryStore())).toEqual(odd.map(() => 'came back changed'));
  });
});

it('a saboteur that no longer finds the fix it takes out says so', async () => {
  await expect(onLog({ append: [[randomUUID(), '']] }, () => Promise.resolve())).rejects.toThrow('not exactly once');
});
