import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellValues } from '@app/annual-report';
import { GetAnnualTables } from '@app/read-models';
import { openLedger } from '@app/runtime';
import { makeCity, randomFrom } from '../support/city/city';
import { countYear } from '../support/city/count';
import { ledgerCsv } from '../support/city/ledger-csv';

export interface KillReport {
  kills: number;
  processKills: number;
  databaseKills: number;
  acknowledged: number;
  /** Units whose ledger went in whole, across kills. */
  units: number;
  lost: string[];
  /** `unit year cell: counted, expected`, for cells that differ. */
  wrongCells: string[];
}

const root = join(__dirname, '..', '..');
const CASES = 1_500;
const YEARS = [2024, 2025];

/** Kills an importing process, or its PostgreSQL, at random moments; then lets every import finish and counts. */
export async function killImports(
  kills: number,
  seed: number,
  log: (line: string) => void = () => undefined,
): Promise<KillReport> {
  const random = randomFrom(seed);
  const base = mkdtempSync(join(tmpdir(), 'ledger-kill-'));
  const dataDir = join(base, 'data');
  const csv = join(base, 'city.csv');
  const acks = join(base, 'acks.txt');
  const city = makeCity({ cases: CASES, seed, from: '2023-11-01', to: '2025-12-31', upTo: '2026-01-31' });
  mkdirSync(dataDir);
  writeFileSync(csv, ledgerCsv(city));
  writeFileSync(acks, '');
  const report: KillReport = {
    kills: 0,
    processKills: 0,
    databaseKills: 0,
    acknowledged: 0,
    units: 0,
    lost: [],
    wrongCells: [],
  };
  const units: string[] = ['unit-1'];
  const run = async (kill: boolean): Promise<void> => {
    const child = start([dataDir, csv, acks, units.at(-1)!]);
    const lines = follow(child);
    await Promise.race([lines.until(/^importing|^LOST|^error/), once(child, 'exit')]);
    if (kill && child.exitCode === null) {
      await new Promise((later) => setTimeout(later, 5 + random() * 400));
      // An import that ended in between was not hit: nothing to count.
      if (child.exitCode === null && child.signalCode === null) {
        if (random() < 0.5) report.processKills += killIt(child.pid!);
        else report.databaseKills += killDatabase(dataDir);
      }
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    report.kills = report.processKills + report.databaseKills;
    report.lost.push(...lines.seen.filter((line) => line.startsWith('LOST')));
    if (lines.seen.includes('done')) units.push(`unit-${units.length + 1}`);
  };
  try {
    while (report.kills < kills) {
      await run(true);
      if (report.kills % 10 === 0) log(`${report.kills} / ${kills} kills, ${units.length - 1} ledgers whole`);
    }
    const last = units.length;
    while (units.length === last) await run(false);
    report.units = units.length - 1;
    report.acknowledged = new Set(readFileSync(acks, 'utf8').split('\n').filter(Boolean)).size;
    report.wrongCells = await wrongCells(dataDir, units.slice(0, -1), city);
    return report;
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

async function wrongCells(dataDir: string, units: string[], city: Parameters<typeof countYear>[0]): Promise<string[]> {
  const wrong: string[] = [];
  const ledger = await openLedger({ database: { dataDir } });
  try {
    for (const unit of units) {
      for (const year of YEARS) {
        const expected = countYear(city, year);
        const cells = cellValues((await ledger.ask(new GetAnnualTables(unit, year))).tables) as Record<string, number>;
        for (const [cell, count] of Object.entries(expected)) {
          if (cells[cell] !== count) wrong.push(`${unit} ${year} ${cell}: ${cells[cell]}, ${count}`);
        }
      }
    }
  } finally {
    await ledger.close();
  }
  return wrong;
}

function start(args: string[]): ChildProcess {
  return spawn(process.execPath, [join(root, 'bin', 'run-ts.js'), join(__dirname, 'importing-child.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function follow(child: ChildProcess): { seen: string[]; until(pattern: RegExp): Promise<void> } {
  const seen: string[] = [];
  const waiting: { pattern: RegExp; done: () => void }[] = [];
  let rest = '';
  child.stdout!.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString('utf8')).split('\n');
    rest = parts.pop()!;
    for (const line of parts) {
      seen.push(line);
      for (const one of waiting) if (one.pattern.test(line)) one.done();
    }
  });
  return { seen, until: (pattern) => new Promise((done) => waiting.push({ pattern, done })) };
}

function killIt(pid: number): number {
  try {
    process.kill(pid, 'SIGKILL');
    return 1;
  } catch {
    return 0;
  }
}

/** The postmaster writes its pid into the first line of postmaster.pid, wherever the launcher put the cluster. */
function killDatabase(dataDir: string): number {
  const file = findPidFile(dataDir);
  const pid = file === undefined ? Number.NaN : Number(readFileSync(file, 'utf8').split('\n')[0]);
  return Number.isInteger(pid) ? killIt(pid) : 0;
}

function findPidFile(dir: string): string | undefined {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (name === 'postmaster.pid') return path;
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() && !/^(base|pg_wal|global)$/.test(name)) {
      const below = findPidFile(path);
      if (below) return below;
    }
  }
  return undefined;
}
