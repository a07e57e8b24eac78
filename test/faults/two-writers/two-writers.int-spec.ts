import { randomBytes, randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { postgresStore, type LogStore } from '@app/event-store';
import { caseIdOf, caseStream } from '@app/use-cases';
import { freshDatabase, type FreshDatabase } from '../../support/postgres';
import { countOf, randomOf, SEED } from '../ground/seed';
import { next, registration, UNIT } from './clerks-at-once';
import { HttpCalls } from './http-calls';
import { judged, type Call, type Figures } from './judged';
import { ServerProcess } from './server-process';
import type { ServingTask } from './serving-child';

// Many clients on few cases, over HTTP, at two server processes on one PostgreSQL. FAULT_SEED; FAULT_TWO_WRITERS =
// what each of them sends.
const CLIENTS = 64;
const CASES = 8;
/** Clients that ask for the next free number at once, each twice. */
const NUMBERS = 24;
const EACH = countOf('FAULT_TWO_WRITERS', 6);
jest.setTimeout(600_000);

let database: FreshDatabase;
let store: LogStore;
let servers: ServerProcess[] = [];
let calls: HttpCalls;

const end = async () => {
  calls?.close();
  await Promise.all(servers.map((server) => server.stop()));
  await store?.close();
  await database?.drop();
};
afterAll(end);

async function serve(saboteur?: ServingTask['saboteur']): Promise<void> {
  await end();
  database = await freshDatabase();
  calls = new HttpCalls();
  const { connectionString } = database;
  const task = { connectionString, masterKey: randomBytes(32).toString('hex'), port: 0, ...(saboteur && { saboteur }) };
  servers = [await ServerProcess.start({ ...task, roles: ['api', 'projector'] })];
  servers.push(await ServerProcess.start({ ...task, roles: ['api'] }));
  store = await postgresStore({ connectionString, readers: 2 });
  const headers = { 'content-type': 'application/json', 'x-role': 'admin', 'x-actor': 'admin' };
  const body = JSON.stringify({ unit: UNIT, name: '示例单位' });
  const answer = await fetch(`${servers[0]!.url}/api/v1/units`, { method: 'POST', headers, body });
  expect(answer.status).toBe(201);
}

const serverOf = (client: number): string => servers[client % servers.length]!.url;

async function load(): Promise<Figures> {
  const random = randomOf('two writers');
  const sent: Call[] = [];
  const looks: { caseId: string; call: Call }[] = [];
  const numbers = Array.from({ length: CASES }, (_, n) => `2025-${n + 1}`);
  const lastSeen = new Map(numbers.map((caseNo) => [caseNo, 0]));
  const clients = Array.from({ length: CLIENTS }, (_, client) => client);

  const look = async (caseNo: string) => {
    const caseId = caseIdOf(UNIT, caseNo);
    const invoked = performance.now();
    const ids: string[] = [];
    for await (const { id } of store.readStream(caseStream(caseId))) ids.push(id);
    looks.push({
      caseId,
      call: { client: -1, invoked, answered: performance.now(), asked: 'look', answer: { looked: ids } },
    });
  };
  // Everybody wants a number that others want as well.
  await Promise.all(
    clients.map(async (client) =>
      sent.push(await calls.send(serverOf(client), client, registration(numbers[client % CASES]!))),
    ),
  );
  await Promise.all(
    clients.map(async (client) => {
      for (let n = 0; n < EACH; n++) {
        const caseNo = numbers[Math.floor(random() * CASES)]!;
        const sendings = next({ caseNo, over: n / EACH, lastSeen: lastSeen.get(caseNo)!, random });
        const answered = await Promise.all(
          sendings.map((sending, twin) => calls.send(serverOf(client + twin), client, sending)),
        );
        for (const { answer } of answered) {
          if (typeof answer === 'object' && 'accepted' in answer)
            lastSeen.set(caseNo, Math.max(lastSeen.get(caseNo)!, answer.revision));
        }
        sent.push(...answered);
        if (client % 16 === 0) await look(caseNo);
      }
    }),
  );
  // Whoever went away may still be served; nothing is asked of the case any more.
  await Promise.all(servers.map((server) => server.stop()));
  await Promise.all(numbers.map(look));
  return judged(sent, looks);
}

function say(kind: string, { faults, ...figures }: Figures): void {
  process.stderr.write(
    `\n${JSON.stringify({ kind, clients: CLIENTS, cases: CASES, ...figures, illegal: faults.length, seed: SEED })}\n`,
  );
}

it('numbers that nobody asked for are given once each and without a hole (F9)', async () => {
  await serve();
  const answers = await Promise.all(
    Array.from({ length: NUMBERS }, async (_, client) => {
      const { body, commandId } = registration('');
      const { caseNo: _none, ...rest } = body;
      const headers = { 'content-type': 'application/json', 'idempotency-key': commandId, 'x-actor': randomUUID() };
      // The same twice at once, at both servers: it takes one number.
      const both = await Promise.all(
        [0, 1].map((twin) =>
          fetch(`${serverOf(client + twin)}/api/v1/units/${UNIT}/cases`, {
            method: 'POST',
            headers,
            body: JSON.stringify(rest),
          }),
        ),
      );
      return Promise.all(both.map(async (answer) => ((await answer.json()) as { caseNo: string }).caseNo));
    }),
  );
  for (const [one, twin] of answers) expect(twin).toBe(one);
  const expected = Array.from({ length: NUMBERS }, (_, n) => `2025-${String(n + 1).padStart(4, '0')}`);
  expect(answers.map(([caseNo]) => caseNo).toSorted()).toEqual(expected);
});

it('64 clients on the same cases see what one clerk alone could have seen (F8, F9)', async () => {
  const figures = await load();
  say('two-writers', figures);
  expect(figures.faults).toEqual([]);
  expect(figures.histories).toBe(CASES);
  expect(figures.accepted).toBeGreaterThan(CASES * 4);
  expect(figures.refused).toBeGreaterThan(CLIENTS / 2);
  expect(figures.stale).toBeGreaterThan(0);
});

it('the saboteur that appends again without deciding again is caught', async () => {
  await serve('never deciding again');
  const figures = await load();
  say('two-writers, saboteur', figures);
  expect(figures.faults).toContainEqual(expect.stringContaining('no order explains a case'));
});
