import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { importLedgerFile, openLedger, type Ledger } from '@app/runtime';
import { RegisterUnit } from '@app/use-cases';
import { makeCity } from '../../support/city/city';
import { ledgerCsv } from '../../support/city/ledger-csv';
import { freshDatabase } from '../../support/postgres';
import { Clerks } from '../ground/clerks';
import { checksums, diverging } from '../ground/tables';
import { WatchingReader } from './watching-reader';

export interface KilledRebuild {
  kills: number;
  acknowledged: number;
  lost: number;
  reads: number;
  mixed: number;
  backwards: number;
  /** Tables that are not what they were before, where nothing was written meanwhile. */
  diverging: string[];
}

const MASTER_KEY = '0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0';
const ACTOR = { id: 'importer', role: 'admin' } as const;
const root = join(__dirname, '..', '..', '..');

/** A rebuild is killed half-way, again and again, while clerks register and somebody reads (T13, F19). */
export async function killRebuilds(
  { kills, cases, seed, child }: { kills: number; cases: number; seed: number; child: string },
  random: () => number,
): Promise<KilledRebuild> {
  const database = await freshDatabase();
  const databaseUrl = database.connectionString;
  const ledger = await openLedger({
    database: { databaseUrl },
    unsafeForTests: true,
    env: { DISCLOSURE_MASTER_KEY: MASTER_KEY },
  });
  try {
    await fill(ledger, cases, seed);
    const clerks = new Clerks(ledger, 'counter');
    const reader = new WatchingReader(databaseUrl);
    clerks.start(2, 20);
    reader.start();
    let killed = 0;
    while (killed < kills) killed += await killHalfWay(databaseUrl, child, 0.05 + random() * 0.85);
    await clerks.end();
    await ledger.projector.catchUp();
    const before = await checksums(databaseUrl);
    await toItsEnd(databaseUrl, join(__dirname, 'rebuilding-child.ts'));
    await reader.end();
    return {
      kills: killed,
      acknowledged: clerks.acknowledged.length,
      lost: await clerks.lost(ledger),
      reads: reader.reads,
      mixed: reader.mixed,
      backwards: reader.backwards,
      diverging: diverging(before, await checksums(databaseUrl)),
    };
  } finally {
    await ledger.close();
    await database.drop();
  }
}

async function fill(ledger: Ledger, cases: number, seed: number): Promise<void> {
  for (const unit of ['imported', 'counter'])
    await ledger.execute(new RegisterUnit({ unit, name: '示例单位', commandId: randomUUID(), actor: ACTOR }));
  const city = makeCity({ cases, seed, from: '2023-11-01', to: '2025-12-31', upTo: '2026-01-31' });
  const file = { name: 'city.csv', bytes: Buffer.from(ledgerCsv(city), 'utf8') };
  await importLedgerFile(
    { commands: ledger.commands, queries: ledger.queries },
    { file, unit: 'imported', actor: ACTOR },
  );
  await ledger.projector.catchUp();
}

function start(databaseUrl: string, file: string): ChildProcess {
  return spawn(process.execPath, [join(root, 'bin', 'run-ts.js'), file, databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DISCLOSURE_MASTER_KEY: MASTER_KEY },
  });
}

/** 1 when it was killed before its end. */
async function killHalfWay(databaseUrl: string, file: string, part: number): Promise<0 | 1> {
  const child = start(databaseUrl, file);
  const gone = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout! })) {
    const [, position, head] = line.split(' ');
    if (line === 'done') break;
    if (Number(position) < Number(head) * part) continue;
    child.kill('SIGKILL');
    await gone;
    return 1;
  }
  await gone;
  return 0;
}

async function toItsEnd(databaseUrl: string, file: string): Promise<void> {
  const child = start(databaseUrl, file);
  child.stdout!.resume();
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the rebuild ended with ${code}`);
}
