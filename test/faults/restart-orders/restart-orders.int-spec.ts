import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { CaseCommandName } from '@app/disclosure';
import { openLedger } from '@app/runtime';
import { GetAnnualTables } from '@app/read-models';
import { caseIdOf, caseStream } from '@app/use-cases';
import { logAgainstAnswers } from '../ground/log-against-answers';
import { countOf, randomOf, SEED } from '../ground/seed';
import { checksums, diverging } from '../ground/tables';
import { next, registration, UNIT } from '../two-writers/clerks-at-once';
import { HttpCalls, type Sending } from '../two-writers/http-calls';
import { judged, type Call } from '../two-writers/judged';
import type { ServingTask } from '../two-writers/serving-child';
import { OfficeOnProcesses, PARTS, type Part } from './office-on-processes';

// api, projector, worker, PostgreSQL and Redis ended and started again in some order, under load. FAULT_RESTART_ORDERS of the
// 120 orders, by chance (FAULT_SEED).
const ORDERS = countOf('FAULT_RESTART_ORDERS', 1);
const CLIENTS = 6;
const CASES = 4;
/** Answers between two restarts. */
const BETWEEN = 20;
/** What no job adds to by itself, so that every event is a client's. */
const AMONG: CaseCommandName[] = [
  ...Array<CaseCommandName>(6).fill('RecordComplaint'),
  'AssignCase',
  'HandOverCase',
  'Decide',
  'DetermineAttribute',
  'RecordSecrecyReview',
  'RevokeUndispatchedDecision',
  'ApproveExtension',
];
jest.setTimeout(3_600_000);

const random = randomOf('restart orders');
const shuffled = <T>(all: readonly T[]): T[] => {
  const left = [...all];
  return all.map(() => left.splice(Math.floor(random() * left.length), 1)[0]!);
};

/** Clients at the api; whoever gets no answer asks the same again under the same key (F5). */
class Load {
  readonly calls: Call[] = [];
  readonly numbers = Array.from({ length: CASES }, (_, n) => `2025-${n + 1}`);
  private readonly http = new HttpCalls();
  private ending = false;
  private work: Promise<void>[] = [];

  constructor(private readonly url: string) {}

  async start(): Promise<void> {
    for (const caseNo of this.numbers) await this.untilAnswered(0, registration(caseNo));
    this.work = Array.from({ length: CLIENTS }, (_, client) => this.client(client));
  }

  /** Waits until so many more were answered. */
  async answered(more: number): Promise<void> {
    const count = () => this.calls.filter(({ answer }) => answer !== undefined).length;
    for (const until = count() + more; count() < until;) await pause(20);
  }

  async end(): Promise<void> {
    this.ending = true;
    await Promise.all(this.work);
    this.http.close();
  }

  private async client(client: number): Promise<void> {
    while (!this.ending) {
      const caseNo = this.numbers[Math.floor(random() * CASES)]!;
      const sendings = next({ caseNo, over: 0, lastSeen: 0, random, among: AMONG });
      for (const { leaveAfter: _stays, expectedRevision: _any, ...sending } of sendings)
        await this.untilAnswered(client, sending);
      await pause(40);
    }
  }

  private async untilAnswered(client: number, sending: Sending): Promise<void> {
    for (;;) {
      const call = await this.http.send(this.url, client, sending);
      this.calls.push(call);
      if (call.answer !== undefined) return;
      await pause(150);
    }
  }
}

async function restarted(orders: readonly Part[][], saboteur?: ServingTask['saboteur']) {
  const roles = saboteur ? (['api'] as const) : (['api', 'projector', 'worker'] as const);
  const office = await OfficeOnProcesses.open(roles, saboteur);
  try {
    const headers = { 'content-type': 'application/json', 'x-role': 'admin', 'x-actor': 'admin' };
    const unit = JSON.stringify({ unit: UNIT, name: '示例单位' });
    await fetch(`${office.url}/api/v1/units`, { method: 'POST', headers, body: unit });
    // The saboteur stores what it has acknowledged a moment later.
    await pause(500);
    const load = new Load(office.url);
    await load.start();
    let faults = 0;
    for (const order of orders) {
      process.stderr.write(`restart order: ${order.join(', ')} (seed ${SEED})\n`);
      for (const part of order) {
        await load.answered(BETWEEN);
        await pause(200 * random());
        const kindly = !saboteur && random() < 0.5;
        process.stderr.write(`${part} ${kindly ? 'ends' : 'is killed'}\n`);
        await office.restart(part, kindly);
        faults++;
      }
    }
    await load.answered(BETWEEN);
    await load.end();
    await office.stopServers();
    return { faults, ...(await oracles(office, load)) };
  } finally {
    await office.close();
  }
}

async function oracles(office: OfficeOnProcesses, load: Load) {
  const { connectionString, key } = office;
  const ledger = await openLedger({
    database: { databaseUrl: connectionString },
    unsafeForTests: true,
    env: { DISCLOSURE_MASTER_KEY: key },
  });
  try {
    const looks = [];
    for (const caseNo of load.numbers) {
      const caseId = caseIdOf(UNIT, caseNo);
      const looked: string[] = [];
      const invoked = performance.now();
      for await (const { id } of ledger.foundation.store.readStream(caseStream(caseId))) looked.push(id);
      const asked = 'look' as const;
      looks.push({ caseId, call: { client: -1, invoked, answered: performance.now(), asked, answer: { looked } } });
    }
    // O1, O2 and O4: the histories are those of one clerk, by the core and by the model.
    const { faults: illegal, ...figures } = judged(load.calls, looks);
    const log = await logAgainstAnswers(connectionString, []);
    await ledger.projector.catchUp();
    const live = await checksums(connectionString);
    await ledger.projector.rebuild();
    const apart = diverging(live, await checksums(connectionString));
    const tables = await ledger.ask(new GetAnnualTables(UNIT, 2025));
    const unsound = tables.checks.filter(({ level, ok }) => level === 'E' && !ok).map(({ id }) => id);
    return { illegal, ...figures, doubled: log.doubled, chain: log.faults, diverging: apart, unsound };
  } finally {
    await ledger.close();
  }
}

it('five processes restarted in any order lose nothing acknowledged, double nothing, and show what a fresh replay shows', async () => {
  const orders = Array.from({ length: ORDERS }, () => shuffled(PARTS));
  const { illegal, diverging: apart, unsound, ...figures } = await restarted(orders);
  process.stderr.write(
    `\n${JSON.stringify({ kind: 'restart-orders', orders: ORDERS, acknowledged: figures.accepted, illegal: illegal.length, diverging: apart.length, ...figures, seed: SEED })}\n`,
  );
  expect(illegal).toEqual([]);
  expect(figures).toMatchObject({ lost: 0, doubled: 0, chain: 0, faults: ORDERS * PARTS.length, histories: CASES });
  expect(apart).toEqual([]);
  expect(unsound).toEqual([]);
  expect(figures.accepted).toBeGreaterThan(CASES);
});

it('the saboteur that acknowledges before the commit is caught', async () => {
  const { illegal, ...figures } = await restarted([['PostgreSQL', 'api']], 'acknowledging before the commit');
  process.stderr.write(
    `\n${JSON.stringify({ kind: 'restart-orders, saboteur', faults: figures.faults, acknowledged: figures.accepted, lost: figures.lost, illegal: illegal.length, seed: SEED })}\n`,
  );
  expect(illegal).toContainEqual(expect.stringContaining('no order explains a case'));
  expect(figures.lost).toBeGreaterThan(0);
});
