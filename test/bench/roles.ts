import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { Office, type Place } from '../e2e/roles/office';
import { idOf, oneMore, post, UNIT } from '../e2e/roles/same-load';
import { PostgresAt } from '../faults/ground/postgres-at';
import type { NamedProcess } from '../faults/stand/named-process';
import { machine } from './machine';

const PLACES: Place[] = ['api', 'api', 'projector', 'projector', 'worker'];
const KILLS = 5;
const DRAINS = 3;
const CLIENTS = 16;
const SUSTAINED_MS = 8_000;
const PACED_PER_SECOND = 50;
const SAMPLE_MS = 10;

/** Real processes by role on one durable PostgreSQL: how long a lead is vacant, a drain takes and a view lags. */
export async function rolesFigure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-bench-roles-'));
  // The server's account is another than root's.
  chmodSync(folder, 0o755);
  const postgres = await PostgresAt.make({ cluster: join(folder, 'cluster'), log: join(folder, 'postgres.log') });
  let office: Office | undefined;
  try {
    await postgres.start({ settings: { max_connections: '200', shared_buffers: '128MB', max_wal_size: '1GB' } });
    await postgres.sql('create role app login', 'postgres');
    office = await Office.open(postgres, 'bench', PLACES);
    await post(office.urls, 0, 'units', idOf('unit'), { unit: UNIT, name: '示例单位' });
    await lags(office, postgres);
    await takeovers(office);
    await drains(office);
  } finally {
    await office?.end();
    await postgres.stop('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

let registered = 1_000;
const registerOne = (office: Office) => oneMore(office.urls, registered++);

/** Clients that register one case after another until told to stop; `everyMs` 0 is as fast as they are answered. */
function load(office: Office, clients: number, everyMs = 0): { done: () => number; stop: () => Promise<void> } {
  let [done, ending] = [0, false];
  const client = async (): Promise<void> => {
    for (let due = performance.now(); !ending; due += everyMs) {
      if (everyMs > 0) await pause(Math.max(0, due - performance.now()));
      await registerOne(office);
      done++;
    }
  };
  const work = Promise.all(Array.from({ length: clients }, client));
  return {
    done: () => done,
    stop: async () => {
      ending = true;
      await work;
    },
  };
}

interface Sample {
  at: number;
  head: number;
  seen: number;
}

/** The head of the log and the slowest view, both of one moment, as often as asked. */
async function sampled(postgres: PostgresAt, forMs: number): Promise<Sample[]> {
  const client = new Client({ connectionString: postgres.url('bench', 'postgres') });
  await client.connect();
  const samples: Sample[] = [];
  try {
    for (const end = performance.now() + forMs; performance.now() < end; await pause(SAMPLE_MS)) {
      const { rows } = await client.query<{ head: string; seen: string }>(
        'select (select position from log.head) as head, (select min(position) from read_models.checkpoint) as seen',
      );
      samples.push({ at: performance.now(), head: Number(rows[0]!.head), seen: Number(rows[0]!.seen) });
    }
  } finally {
    await client.end();
  }
  return samples;
}

/** How long the head of each sample was not seen by every view; the last samples have no answer. */
const msBehind = (samples: readonly Sample[]): number[] =>
  samples.flatMap(({ at, head }, from) => {
    const seen = samples.slice(from).find((later) => later.seen >= head);
    return seen ? [seen.at - at] : [];
  });

async function lags(office: Office, postgres: PostgresAt): Promise<void> {
  const perClient = (1_000 * 4) / PACED_PER_SECOND;
  for (const [asked, clients, everyMs] of [
    [`${PACED_PER_SECOND} commands/s`, 4, perClient],
    [`${CLIENTS} clients, as fast as they are answered`, CLIENTS, 0],
  ] as const) {
    const working = load(office, clients, everyMs);
    await pause(1_000);
    const before = working.done();
    const samples = await sampled(postgres, SUSTAINED_MS);
    const perSecond = Math.round((working.done() - before) / (SUSTAINED_MS / 1_000));
    await working.stop();
    say('lag of the slowest view under a sustained load', {
      load: asked,
      commandsPerSecond: perSecond,
      events: spread(samples.map(({ head, seen }) => head - seen)),
      ms: spread(msBehind(samples)),
    });
  }
}

/** From the signal until every view has an event that was recorded after it. */
async function vacancy(office: Office, leave: (leader: NamedProcess) => Promise<unknown>): Promise<number> {
  const leader = await office.leader();
  const from = performance.now();
  const [{ position }] = await Promise.all([registerOne(office), leave(leader)]);
  while ((await office.position()) < position) await pause(SAMPLE_MS);
  const ms = performance.now() - from;
  await leader.start();
  return ms;
}

async function takeovers(office: Office): Promise<void> {
  const killed: number[] = [];
  for (let n = 0; n < KILLS; n++) {
    killed.push(await vacancy(office, (leader) => leader.end('SIGKILL')));
    progress(`takeover ${n + 1} of ${KILLS}`);
  }
  say('takeover of a killed projector, until every view has a later event', { n: KILLS, ms: spread(killed) });
  const handed = [await vacancy(office, (leader) => leader.end('SIGTERM'))];
  for (let n = 1; n < DRAINS; n++) handed.push(await vacancy(office, (leader) => leader.end('SIGTERM')));
  say('handover of a projector told to end, the same', { n: DRAINS, ms: spread(handed) });
}

async function drains(office: Office): Promise<void> {
  for (const place of ['api', 'projector', 'worker'] as const) {
    const [ms, codes]: [number[], Set<number | null>] = [[], new Set()];
    for (let n = 0; n < DRAINS; n++) {
      const working = load(office, 8);
      while (working.done() < 50) await pause(SAMPLE_MS);
      const process = place === 'projector' ? await office.leader() : office.of(place)[0]!;
      const from = performance.now();
      codes.add(await process.end('SIGTERM'));
      ms.push(performance.now() - from);
      await working.stop();
      await process.start();
      progress(`drain ${place} ${n + 1} of ${DRAINS}`);
    }
    say(`drain of a process under load: ${place}`, { n: DRAINS, ms: spread(ms), exits: [...codes] });
  }
}

function spread(values: readonly number[]): Record<'p50' | 'p99' | 'max', number> {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);
  return { p50: at(0.5), p99: at(0.99), max: Math.round(sorted.at(-1)!) };
}

function say(figure: string, more: Record<string, unknown>): void {
  const line = { figure, ...more, machine: machine(), load1: Number(loadavg()[0]!.toFixed(1)) };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const progress = (line: string): void => void process.stderr.write(`${line}\n`);
