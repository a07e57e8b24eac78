import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { readLogAsFound, verifyChain } from '@app/event-store';
import { openLedger, type Ledger } from '@app/runtime';
import { RegisterUnit } from '@app/use-cases';
import { Clerks } from '../ground/clerks';
import type { PostgresAt } from '../ground/postgres-at';
import { checksums, diverging } from '../ground/tables';
import { BackedUpServer } from './backed-up-server';

export interface RestoredPast {
  acknowledged: number;
  /** Acknowledged before the moment restored to, and not there. */
  lost: number;
  chainFaults: number;
  /** Head of the restored log, and position to which the newer views had come. */
  head: number;
  ahead: number;
  /** Exit code and last line of a server process that is started on it. */
  start: { code: number | null; said: string };
  /** Tables, after the one command, that are not what the restored log makes. */
  diverging: string[];
}

const MASTER_KEY = '0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0';
const ENV = { DISCLOSURE_MASTER_KEY: MASTER_KEY };
const ACTOR = { id: 'head-1', role: 'admin' } as const;
const root = join(__dirname, '..', '..', '..');

/**
 * The log is restored to a moment under load, beside views of a later one (T12, F31): the start refuses and names what
 * is lost, one command makes the views anew. `saboteur`: nobody looks whether the views are of this log.
 */
export async function restorePast(random: () => number, saboteur = false): Promise<RestoredPast> {
  const base = mkdtempSync(join(tmpdir(), 'ledger-restore-'));
  const servers: PostgresAt[] = [];
  const ledgers: Ledger[] = [];
  const opened = async (server: PostgresAt): Promise<Ledger> => {
    const ledger = await openLedger({ database: { databaseUrl: server.url() }, env: ENV });
    ledgers.push(ledger);
    return ledger;
  };
  try {
    const backedUp = await BackedUpServer.start(base);
    servers.push(backedUp.live);
    const live = await opened(backedUp.live);
    await live.execute(new RegisterUnit({ unit: 'counter', name: '示例单位', commandId: randomUUID(), actor: ACTOR }));
    const clerks = new Clerks(live, 'counter');
    clerks.start(3);
    await live.projector.start();
    await backedUp.backUp();
    await pause(200 + random() * 800);
    const acknowledged = [...clerks.acknowledged];
    await backedUp.mark('then');
    const later = clerks.acknowledged.length + 10;
    while (clerks.acknowledged.length < later) await pause(20);
    await clerks.end();
    await live.projector.stop();
    await live.projector.catchUp();
    const { position: ahead } = await live.foundation.store.head();
    await backedUp.archived();

    const restored = await backedUp.restoreTo('then');
    servers.push(restored);
    const ledger = await opened(restored);
    await ledger.projector.rebuild();
    const ofThisLog = await checksums(restored.url());
    await bringNewerViews(backedUp.live, restored);
    const start = saboteur ? { code: 0, said: '' } : await startServer(restored.url());
    if (saboteur) await goOnUnasked(ledger);
    else await ledger.projector.rebuild();
    const served = await checksums(restored.url());
    if (saboteur) await ledger.projector.rebuild();
    const { position: head } = await ledger.foundation.store.head();
    let lost = 0;
    for (const { commandId, position } of acknowledged)
      if ((await ledger.foundation.store.outcomeOf(commandId))?.position !== position) lost++;
    const chainFaults = await readLogAsFound(
      restored.url(),
      async (log) => (await verifyChain(log.events(), { head: log.head })).faults.length,
    );
    const truth = saboteur ? await checksums(restored.url()) : ofThisLog;
    return {
      acknowledged: acknowledged.length,
      lost,
      chainFaults,
      head,
      ahead,
      start,
      diverging: diverging(served, truth),
    };
  } finally {
    for (const ledger of ledgers) await ledger.close().catch(() => undefined);
    for (const server of servers) await server.stop('SIGQUIT');
    rmSync(base, { recursive: true, force: true });
  }
}

/** The tables of the views as they stood an hour later: what is left where only the log was restored. */
async function bringNewerViews(from: PostgresAt, to: PostgresAt): Promise<void> {
  const [source, target] = [from, to].map(
    (server) => new Client({ connectionString: server.url('ledger', 'postgres') }),
  );
  await Promise.all([source!.connect(), target!.connect()]);
  const { rows } = await source!.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema = 'read_models' and table_type = 'BASE TABLE' and table_name <> 'migrations'`,
  );
  for (const { name } of rows) {
    await target!.query(`delete from ${name}`);
    await pipeline(source!.query(copyTo(`copy ${name} to stdout`)), target!.query(copyFrom(`copy ${name} from stdin`)));
  }
  await Promise.all([source!.end(), target!.end()]);
}

/** A real process of the server, on views that are not of its log. */
async function startServer(databaseUrl: string): Promise<RestoredPast['start']> {
  const main = join(root, 'apps', 'server', 'src', 'main.ts');
  const child = spawn(process.execPath, [join(root, 'bin', 'run-ts.js'), main, '--port', '0', '--no-sample'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...ENV, DATABASE_URL: databaseUrl, ROLES: 'api' },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  // One that serves all the same is ended, and its code says so.
  child.stdout.once('data', () => child.kill('SIGKILL'));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, said: said.trim().split('\n').at(-1) ?? '' };
}

/** New cases take the positions of lost ones, and the views go on from where they stand. */
async function goOnUnasked(ledger: Ledger): Promise<void> {
  const clerks = new Clerks(ledger, 'counter', () => '2026-04-02');
  clerks.start(2, 1);
  const enough = 5 + (await ledger.foundation.store.head()).position;
  ledger.projector.refuseAnotherLog = () => Promise.resolve();
  while ((clerks.acknowledged.at(-1)?.position ?? 0) < enough + 20) await pause(10);
  await clerks.end();
  await ledger.projector.catchUp();
}
