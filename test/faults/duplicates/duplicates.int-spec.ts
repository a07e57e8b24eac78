import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CaseCommand } from '@app/disclosure';
import { postgresStore, type LogStore } from '@app/event-store';
import { openLedger } from '@app/runtime';
import { ActOnCase, caseStream, RegisterUnit, type Receipt } from '@app/use-cases';
import { interleaved, logOf } from '../../../libs/read-models/test/a-log';
import { countedBy, counting, countsIn, makeCountingTable } from '../../../libs/read-models/test/counting';
import { FollowedLog } from '../../../libs/read-models/test/followed-log';
import { HISTORY_OF, SAMPLE_OF } from '../../../libs/disclosure/src/case/sample-histories';
import { recorded } from '../../../libs/disclosure/src/case/specification';
import { ActOnCaseHandler } from '../../../libs/use-cases/src/act-on-case';
import { calendarsIn } from '@app/use-cases';
import { deriveEventId, type EventToAppend } from '@app/event-store';
import { freshDatabase, type FreshDatabase } from '../../support/postgres';
import { connected } from '../../contracts/event-store.disturbances';
import { countOf, SEED } from '../ground/seed';
import type { ImportTask } from './importing-child';

// What may be received twice is delivered twice, at every place where that can happen; nothing is doubled. Jobs that
// run twice: test/faults/jobs.
const AT_ONCE = countOf('FAULT_DUPLICATES', 16);
const NOTIFICATIONS = countOf('FAULT_NOTIFICATIONS', 2000);
const root = join(__dirname, '..', '..', '..');
jest.setTimeout(600_000);

const say = (figures: object) => process.stderr.write(`\n${JSON.stringify({ ...figures, seed: SEED })}\n`);

describe('one command, sent many times at once at two processes’ stores', () => {
  let database: FreshDatabase;
  const stores: LogStore[] = [];
  beforeAll(async () => {
    database = await freshDatabase();
    const { connectionString } = database;
    for (const _ of [1, 2]) stores.push(await postgresStore({ connectionString, readers: 4 }));
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    await database?.drop();
  });

  async function newCase(): Promise<string> {
    const [caseId, commandId] = [randomUUID(), randomUUID()];
    const events = recorded(HISTORY_OF.RUNNING).map(({ type, effectiveOn, actor, data, metadata }, index) => ({
      ...{ type, effectiveOn, actor, data, metadata, schemaVersion: 1 },
      id: deriveEventId(commandId, index),
    })) as unknown as EventToAppend[];
    await stores[0]!.append({ stream: caseStream(caseId), expectedRevision: 'no_stream', commandId, events });
    return caseId;
  }

  /** How often it is in the case afterwards, and what everybody was told. */
  async function sent(idOf: () => string): Promise<{ stored: number; receipts: Receipt[] }> {
    const caseId = await newCase();
    const command: CaseCommand = { name: 'RecordComplaint', data: SAMPLE_OF.RecordComplaint };
    const actor = { id: 'head', role: 'office_head' } as const;
    const receipts: Receipt[] = [];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, n) => {
        const store = stores[n % 2]!;
        const today = () => '2026-06-30';
        const write = { store, calendars: calendarsIn(store), today, matchKey: (text: string) => text };
        const commandId = idOf();
        for (;;) {
          try {
            receipts.push(
              await new ActOnCaseHandler(write).execute(new ActOnCase({ caseId, commandId, actor, command })),
            );
            return;
          } catch (error) {
            // Told that others kept changing the case, a client sends the same once more.
            if ((error as Error).name !== 'RevisionConflict') throw error;
          }
        }
      }),
    );
    let stored = 0;
    for await (const { type } of stores[0]!.readStream(caseStream(caseId))) if (type === 'ComplaintRecorded') stored++;
    return { stored, receipts };
  }

  it('is stored once, and everybody gets the same receipt (F5)', async () => {
    const id = randomUUID();
    const { stored, receipts } = await sent(() => id);
    expect(stored).toBe(1);
    expect(receipts.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    for (const { duplicate: _, ...receipt } of receipts)
      expect(receipt).toEqual({ ...receipts[0], duplicate: undefined });
    say({ kind: 'duplicates, one command', faults: AT_ONCE - 1, acknowledged: receipts.length, doubled: 0 });
  });

  it('the saboteur that makes a fresh id for every attempt is caught', async () => {
    expect((await sent(() => randomUUID())).stored).toBe(AT_ONCE);
  });
});

describe('events delivered twice to the projections', () => {
  const log = interleaved(24, 5);
  let followed: FollowedLog;
  beforeAll(async () => {
    followed = await FollowedLog.open(await logOf(log));
    await followed.projector.catchUp();
  });
  afterAll(() => followed.close());

  it('leave every table as it was', async () => {
    const before = await followed.contents();
    await followed.deliverAgain();
    expect(await followed.contents()).toEqual(before);
    say({ kind: 'duplicates, events', faults: log.length, tables: Object.keys(before).length, diverging: 0 });
  });

  it('the saboteur that counts is caught', async () => {
    const counted = await FollowedLog.open(followed.store, { projections: [counting()] });
    await makeCountingTable(counted.dataSource);
    await counted.projector.catchUp();
    expect(await countedBy(counted.dataSource)).toEqual(countsIn(log));
    await counted.deliverAgain();
    const twice = Object.fromEntries(Object.entries(countsIn(log)).map(([stream, n]) => [stream, 2 * n]));
    expect(await countedBy(counted.dataSource)).toEqual(twice);
    await counted.close();
  });
});

it('a storm of notifications, most of them about nothing or nonsense, changes nothing (F17)', async () => {
  const database = await freshDatabase();
  const store = await postgresStore({ connectionString: database.connectionString });
  const followed = await FollowedLog.open(store, { batchSize: 5 });
  const admin = await connected(database.connectionString);
  await followed.projector.start();
  const storm = async () => {
    for (let n = 0; n < NOTIFICATIONS; n += 50) {
      await admin.query(
        `select pg_notify('log_appended', case n % 3 when 0 then '1' when 1 then '999999999' else 'nonsense' end || case when n % 7 = 0 then n::text else '' end)
           from generate_series($1::int, $1::int + 49) n`,
        [n],
      );
    }
  };
  await Promise.all([storm(), logOf(interleaved(24, 9), store)]);
  const { position } = await store.head();
  expect(await followed.projector.waitFor(position, 60_000)).toBe(true);
  await followed.projector.stop();
  const live = await followed.contents();
  await followed.projector.rebuild();
  expect(await followed.contents()).toEqual(live);
  say({ kind: 'duplicates, notifications', faults: NOTIFICATIONS, events: position, diverging: 0 });
  await admin.end();
  await followed.close();
  await store.close();
  await database.drop();
});

it('two processes that import the same file at once record each of its cases once', async () => {
  const database = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'ledger-duplicates-'));
  const masterKey = randomBytes(32).toString('hex');
  const { connectionString } = database;
  const ledger = await openLedger({
    database: { databaseUrl: connectionString },
    unsafeForTests: true,
    env: { DISCLOSURE_MASTER_KEY: masterKey },
  });
  const actor = { id: 'importer', role: 'admin' } as const;
  await ledger.execute(new RegisterUnit({ unit: 'demo', name: '示例', commandId: randomUUID(), actor }));
  const rows = Array.from(
    { length: 40 },
    (_, n) => `2025-${n + 1},2025-03-03,当面,自然人,示例申请人${n},,,示例事项${n},2025-03-10,予以公开,`,
  );
  const header = '登记编号,收到日期,接收渠道,申请人类型,申请人,证件号码,联系方式,申请内容,办结日期,办理结果,备注';
  const csv = join(folder, 'ledger.csv');
  writeFileSync(csv, `${header}\n${rows.join('\n')}\n`);

  const task: ImportTask = { connectionString, masterKey, csv, unit: 'demo' };
  const processes = [1, 2].map(() => {
    const args = [join(root, 'bin', 'run-ts.js'), join(__dirname, 'importing-child.ts'), JSON.stringify(task)];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
  });
  for (const { lines } of processes) expect((await lines.next()).value).toBe('ready');
  for (const { child } of processes) child.stdin.write('go\n');
  const results = await Promise.all(
    processes.map(
      async ({ lines }) =>
        JSON.parse(String((await lines.next()).value)) as { accepted: number; unchanged: number; refused: object[] },
    ),
  );
  const types = new Map<string, number>();
  for await (const { stream, type } of ledger.foundation.store.readAll()) {
    if (stream.startsWith('case-')) types.set(`${stream} ${type}`, (types.get(`${stream} ${type}`) ?? 0) + 1);
  }
  say({ kind: 'duplicates, import', faults: rows.length, results, doubled: 0 });
  // Each row is one process's; the other is told that it was there.
  const sum = (of: 'accepted' | 'unchanged') => results.reduce((all, each) => all + each[of], 0);
  expect([sum('accepted'), sum('unchanged')]).toEqual([rows.length, rows.length]);
  expect(results.map(({ refused }) => refused)).toEqual([[], []]);
  expect([...types].filter(([, times]) => times > 1)).toEqual([]);
  expect([...types.keys()].filter((each) => each.endsWith(' ApplicationRegistered'))).toHaveLength(rows.length);
  expect([...types.keys()].filter((each) => each.endsWith(' CaseClosed'))).toHaveLength(rows.length);
  await ledger.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});
