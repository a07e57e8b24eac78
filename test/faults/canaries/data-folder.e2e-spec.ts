import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import supertest from 'supertest';
import type { ServerLog } from '../../../apps/server/src/http/server-log';
import { serverOptions } from '../../../apps/server/src/start/server-options';
import { startServer, type RunningServer } from '../../../apps/server/src/start/start-server';
import { dataFolderAt, readRecord } from '../../../libs/database/src/data-folder';
import { canary, textOf, type Canary } from '../../support/canaries';
import { gbk } from '../../support/gbk';
import { ledger } from '../../support/ledger-command';
import { RedisAt } from '../ground/redis-at';
import { byteSearch, type Hit } from './byte-search';
import { ALL, BEGINNINGS, BY_HAND, ERASED, FROM_GBK, IMPORTED, IN_ERRORS, REGISTERED, textsOf } from './flock';

/**
 * T18: canary persons (CANARIES) go in through an import in UTF-8, one in GBK, the HTTP door and its error paths; then
 * every byte is searched of the data folder, the service's log, the queue's append-only file and what is handed out. The
 * files themselves lie elsewhere: what the office keeps of them is not ours.
 */
jest.setTimeout(3_600_000);

const ORDER = {
  subject: 'applicant',
  requestedBy: 'person',
  legalBasis: '个人信息保护法第47条',
  reason: '处理目的已实现',
};

/** What is searched. */
let root: string;
let dataDir: string;
let files: string;
let redis: RedisAt;
let server: RunningServer | undefined;
const caseIds = new Map<number, string>();

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'disclosure-ledger-canaries-'));
  files = mkdtempSync(join(tmpdir(), 'disclosure-ledger-files-'));
  dataDir = join(root, 'data');
  redis = await RedisAt.start(join(root, 'queue'));
  process.env['REDIS_URL'] = redis.url;
});
afterAll(async () => {
  delete process.env['REDIS_URL'];
  await server?.close();
  await redis.kill();
  for (const folder of [root, files]) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

/** The server's own log is searched with the rest. */
async function start(): Promise<RunningServer> {
  const write = (line: unknown): void => appendFileSync(join(root, 'service.log'), `${JSON.stringify(line)}\n`);
  const log: ServerLog = { request: write, info: write, error: write };
  const said = { log, say: () => undefined };
  return startServer(serverOptions(['--port', '0', '--data', dataDir, '--no-sample'], {}), said);
}

const http = () => supertest(server!.url);
const search = (numbers: readonly number[]) => byteSearch(root, BEGINNINGS, textsOf(numbers)).hits;
const filesOf = (hits: readonly Hit[]): string[] => [...new Set(hits.map(({ file }) => file))].sort();

function csvOf(numbers: readonly number[]): string {
  const rows = numbers.map((n) => {
    const { name, idProof, contact, description, note } = canary(n);
    return `2025-${n},2025-03-03,当面,自然人,${name},${idProof},${contact},${description},2025-03-10,予以公开,${note}`;
  });
  return `登记编号,收到日期,接收渠道,申请人类型,申请人,证件号码,联系方式,申请内容,办结日期,办理结果,备注\n${rows.join('\n')}\n`;
}

async function settled(): Promise<void> {
  const { position } = (await http().get('/health/ready')).body as { position: number };
  await http()
    .get('/api/v1/units/canary/cases')
    .query({ after: String(position) })
    .expect(200);
}

/** As the superuser of the embedded cluster. */
async function asAdmin<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const { port, adminPassword: password } = readRecord(dataFolderAt(dataDir));
  const client = new Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'ledger' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Files of the one table that may hold names, and of its indexes. */
const filesOfNames = (): Promise<string[]> =>
  asAdmin(async (client) => {
    const { rows } = await client.query<{ file: string }>(
      `select pg_relation_filepath(c.oid) as file from pg_class c
       where c.oid = 'read_models.register_name'::regclass
          or c.oid in (select indexrelid from pg_index where indrelid = 'read_models.register_name'::regclass)`,
    );
    return rows.map(({ file }) => join('data', 'database', 'cluster', file));
  });

/** Tables in which a canary reads in the clear, however its row is compressed. */
const tablesWithCanaries = (numbers: readonly number[]): Promise<string[]> =>
  asAdmin(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const { rows: hits } = await client.query(
        `select from ${name} t where exists (select from unnest($1::text[]) as song where position(song in t::text) > 0) limit 1`,
        [textsOf(numbers)],
      );
      if (hits.length > 0) found.push(name);
    }
    return found.sort();
  });

it('canaries come in through every way in', async () => {
  server = await start();
  await http().post('/api/v1/units').set('X-Role', 'admin').send({ unit: 'canary', name: '示例局' }).expect(201);
  const imported = await http()
    .post('/api/v1/units/canary/ledger')
    .query({ name: '台账.csv' })
    .set('Content-Type', 'text/csv')
    .send(csvOf(IMPORTED));
  expect(imported.body).toMatchObject({ accepted: IMPORTED.length, refused: [] });
  // Beside the running server, on the same data folder.
  const file = join(files, '台账.csv');
  writeFileSync(file, gbk(csvOf(FROM_GBK)));
  const ran = await ledger(['import', file, '--unit', 'canary', '--data', dataDir, '--json']);
  expect(JSON.parse(ran.stdout)).toMatchObject({ accepted: FROM_GBK.length, refused: [] });
  for (const n of BY_HAND) await byHand(n, canary(n));
  for (const n of IN_ERRORS) await refused(canary(n));
  const wrong = join(files, '错误.csv');
  writeFileSync(wrong, csvOf(IN_ERRORS).replaceAll('2025-03-03', '2099-03-03'));
  expect((await ledger(['import', wrong, '--unit', 'canary', '--data', dataDir])).code).not.toBe(2);
  await settled();
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = (
      await http()
        .get('/api/v1/units/canary/cases')
        .query({ limit: '100', ...(cursor !== undefined && { cursor }) })
    ).body as { items: { caseId: string; caseNo: string }[]; nextCursor?: string };
    for (const { caseId, caseNo } of page.items) caseIds.set(Number(caseNo.split('-')[1]), caseId);
    cursor = page.nextCursor;
  }
  expect([...caseIds.keys()].sort((a, b) => a - b)).toEqual(REGISTERED);
});

async function byHand(n: number, { name, idProof, contact, agent, description, reasons, note }: Canary): Promise<void> {
  const registered = await http()
    .post('/api/v1/units/canary/cases')
    .send({
      ...{ caseNo: `2025-${n}`, channel: 'in_person', arrivedOn: '2025-03-03', applicantKind: 'natural_person' },
      ...{ applicantName: name, applicantIdProof: idProof, contact, agent, infoDescription: description, note },
    });
  const { caseId } = registered.body as { caseId: string };
  const act = async (path: string, told: object, by = 'clerk') =>
    http().post(`/api/v1/cases/${caseId}/${path}`).set('X-Actor', by).send(told).expect(200);
  const decision = { resultCode: 'granted', legalBasis: ['Reg.36(2)'], remedy: 'either', docNo: '示例〔2025〕1号' };
  const act1 = { decidedOn: '2025-03-10', ...decision, reasons, decidedBy: 'head.01' };
  await act('decision', act1);
  await act('decision/attribute', { attribute: 'on_request', determinedOn: '2025-03-10' });
  await act('decision/secrecy-review', { result: 'passed', reviewedOn: '2025-03-10', opinion: note }, 'reviewer.01');
  const { letter } = (await http().get(`/api/v1/cases/${caseId}/letters/decision`)).body as { letter: object };
  await act('dispatch', {
    dispatchedOn: '2025-03-11',
    mode: 'china_post',
    letter,
  });
  await http().get(`/api/v1/cases/${caseId}`).query({ unmask: '1', purpose: 'handling' }).expect(200);
}

/** What is refused is kept nowhere. */
async function refused({ name, idProof, contact, description, note }: Canary): Promise<void> {
  const url = '/api/v1/units/canary/cases';
  const told = { channel: 'in_person', arrivedOn: '2099-01-01', applicantKind: 'natural_person', applicantName: name };
  const answers = [
    await http()
      .post(url)
      .send({ ...told, contact, infoDescription: description, note }),
    await http()
      .post(url)
      .send({ ...told, arrivedOn: idProof, applicantName: `${name}\u0000` }),
    await http()
      .post(url)
      .send({ ...told, [name]: name }),
    await http().post(url).set('Content-Type', 'application/json').send(`{"applicantName":"${name}"`),
    await http().get(`/api/v1/cases/${encodeURIComponent(name)}`),
    await http().get(url).query({ applicantName: name, cursor: idProof }),
  ];
  for (const { status } of answers) expect(status).toBeGreaterThanOrEqual(400);
}

it('before any erasure only the table of names holds them, and the write-ahead log of that table', async () => {
  expect(await tablesWithCanaries(ALL)).toEqual(['read_models.register_name']);
  await asAdmin((client) => client.query('checkpoint'));
  const allowed = await filesOfNames();
  const hits = search(ALL);
  const elsewhere = hits.filter(({ file }) => !allowed.includes(file) && !file.includes('pg_wal'));
  expect(elsewhere).toEqual([]);
  // The search finds what is there: every name that was registered, in UTF-8.
  const names = new Set(hits.filter(({ file }) => allowed.includes(file)).map(({ text }) => text));
  expect([...names].sort()).toEqual(REGISTERED.map((n) => canary(n).name).sort());
});

/** Everything that a command writes to a file without being asked for names. */
async function handOut(): Promise<void> {
  const folder = join(root, 'handed-out');
  mkdirSync(folder, { recursive: true });
  const year = ['--unit', 'canary', '--year', '2025'];
  const commands = [
    ...['csv', 'xlsx'].map((kind) => ['export', '--unit', 'canary', '--out', join(folder, `台账.${kind}`)]),
    ...['docx', 'html', 'xlsx', 'json'].map((kind) => [
      ...['report', ...year, '--format', kind, '--out', join(folder, `report.${kind}`)],
    ]),
    ['bundle', ...year, '--everything', '--out', join(folder, 'bundle.jsonl')],
    ['log', '--out', join(folder, 'log.jsonl')],
    ['prove', ...year, '--cell', 't3.granted.natural_person', '--out', join(folder, 'proof.json')],
  ];
  for (const command of commands) {
    const { code, stderr } = await ledger([...command, '--data', dataDir]);
    expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: expect.any(String) as string });
  }
  // What is packed is unpacked for the search.
  for (const name of readdirSync(folder))
    writeFileSync(join(folder, `${name}.text`), await textOf(readFileSync(join(folder, name))));
}

it('nobody is named in what is handed out without asking for names', async () => {
  await handOut();
  expect(search(ALL).filter(({ file }) => file.startsWith('handed-out'))).toEqual([]);
});

let keptKeys: { stream: string; subject: string; wrapped: string }[] = [];
let tablesBefore: unknown;

it('erases the ones it is told to, each by two people', async () => {
  tablesBefore = (await http().get('/api/v1/units/canary/reports/2025/tables')).body;
  keptKeys = await asAdmin(async (client) => {
    const streams = ERASED.map((n) => `case-${caseIds.get(n)}`);
    const { rows } = await client.query<(typeof keptKeys)[number]>(
      'select stream, subject, wrapped from log.data_keys where stream = any($1)',
      [streams],
    );
    return rows;
  });
  expect(keptKeys).toHaveLength(ERASED.length);
  for (const n of ERASED) {
    const url = `/api/v1/cases/${caseIds.get(n)}`;
    await http().post(`${url}/erasure-orders`).send(ORDER).expect(201);
    const by = { 'X-Actor': 'head.01', 'X-Role': 'office_head' };
    await http().post(`${url}/erasures`).set(by).send({ subject: 'applicant' }).expect(201);
  }
  await settled();
  expect(await tablesWithCanaries(ERASED)).toEqual([]);
});

it('changes no cell of the tables', async () => {
  const tables = (await http().get('/api/v1/units/canary/reports/2025/tables')).body as { table3: object };
  expect(tables.table3).toEqual((tablesBefore as { table3: object }).table3);
});

it('the same files again bring nobody back', async () => {
  const again = await http()
    .post('/api/v1/units/canary/ledger')
    .query({ name: '台账.csv' })
    .set('Content-Type', 'text/csv')
    .send(csvOf(IMPORTED));
  expect(again.body).toMatchObject({ accepted: 0, unchanged: IMPORTED.length, refused: [] });
  await settled();
  expect(await tablesWithCanaries(ERASED)).toEqual([]);
});

/** What an operator does after an erasure (docs/privacy.md): dead rows go, and no old segment is kept for reuse. */
async function purge(): Promise<void> {
  await asAdmin(async (client) => {
    await client.query('alter system set wal_recycle = off');
    await client.query(`alter system set min_wal_size = '32MB'`);
    await client.query('select pg_reload_conf()');
    await client.query('vacuum full read_models.register_name');
    await client.query('vacuum full log.data_keys');
    for (let round = 0; round < 3; round++) {
      await client.query('select pg_switch_wal()');
      await client.query('checkpoint');
    }
  });
}

it('after purging, no byte that is kept holds an erased person or its key', async () => {
  await purge();
  await server!.close();
  server = undefined;
  const { hits, bytes } = byteSearch(root, BEGINNINGS, textsOf(ERASED));
  const texts = textsOf(ERASED).length;
  const figures = { kind: 'canaries', persons: ALL.length, erased: ERASED.length, texts, bytes, hits: hits.length };
  process.stderr.write(`${JSON.stringify(figures)}\n`);
  expect(hits).toEqual([]);
  const wrapped = keptKeys.map(({ wrapped: text }) => text);
  expect(byteSearch(root, wrapped, wrapped).hits).toEqual([]);
  // The others are still found: the search did search.
  const others = [...IMPORTED, ...FROM_GBK].filter((n) => !ERASED.includes(n));
  expect(filesOf(search(others)).length).toBeGreaterThan(0);
  expect(readFileSync(join(root, 'service.log'), 'utf8')).toContain('/units/');
});

it('a table of keys restored from before the erasure brings nobody back (F33)', async () => {
  server = await start();
  await asAdmin(async (client) => {
    for (const { stream, subject, wrapped } of keptKeys) {
      await client.query(
        'update log.data_keys set wrapped = $3, destroyed_at = null where stream = $1 and subject = $2',
        [stream, subject, wrapped],
      );
    }
  });
  const view = async (n: number) =>
    (
      await http()
        .get(`/api/v1/cases/${caseIds.get(n)}`)
        .query({ unmask: '1', purpose: 'audit' })
        .expect(200)
    ).text;
  // Even while the key is back the event is the truth.
  expect(await view(ERASED[0]!)).not.toContain(canary(ERASED[0]!).name);
  await server.close();
  server = await start();
  const left = await asAdmin(async (client) => {
    const { rows } = await client.query<{ stream: string }>(
      'select stream from log.data_keys where wrapped is not null and stream = any($1)',
      [keptKeys.map(({ stream }) => stream)],
    );
    return rows;
  });
  expect(left).toEqual([]);
  expect(await view(ERASED[0]!)).toContain('（已删除）');
});

it('the chain holds from the first event to the last', async () => {
  const ran = await ledger(['verify', '--data', dataDir, '--json']);
  expect(JSON.parse(ran.stdout)).toMatchObject({ ok: true });
});
