import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CaseEvent } from '@app/disclosure';
import { postgresStore, readLogAsFound, verifyChain, type EventAsFound } from '@app/event-store';
import { openLedger } from '@app/runtime';
import { makeCity, type CityCase } from '../../support/city/city';
import { countYear } from '../../support/city/count';
import { ledgerCsv } from '../../support/city/ledger-csv';
import { ReplayedRegister } from '../../support/replayed-register';
import { PostgresAt } from '../ground/postgres-at';
import { checksums, diverging } from '../ground/tables';
import { FakedClock } from './faked-clock';

export interface Stepped {
  jumps: number;
  acknowledged: number;
  lost: number;
  /** `year cell: counted, expected`. */
  wrongCells: string[];
  /** Stream, type and day of the imported events, in log order. */
  order: string[];
  /** Of the log: disorder, holes, hashes. */
  chainFaults: number;
  /** An event recorded before the one before it (F11). */
  backwards: number;
  diverging: string[];
  /** Years the log was recorded in and the process thought it was: the clocks did jump. */
  years: number[];
  /** Cells that are wrong when cases are counted by when they were recorded: what a projection must not do. */
  wrongByRecording: number;
}

const MASTER_KEY = '0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0';
const YEARS = [2023, 2024, 2025];
const DAY = 86_400;
const root = join(__dirname, '..', '..', '..');

type Jump = (app: FakedClock, database: FakedClock) => void;

/** Steps that law and computers stumble over (T11, F11, F23); dates of facts all lie before them. */
const STEPS: Jump[] = [
  (app) => app.step(-DAY),
  (_, database) => database.step(-DAY),
  (_, database) => database.step(3_600),
  // 2027 in Beijing, 2026 in Greenwich, and a few seconds later 1 January there too.
  (app, database) => [app, database].forEach((clock) => clock.jumpTo('2026-12-31T15:59:59Z')),
  (app) => app.jumpTo('2026-12-31T23:59:59Z'),
  (_, database) => database.jumpTo('2028-02-29T15:59:59Z'),
  (app) => app.jumpTo('2028-02-29T12:00:00Z'),
  (_, database) => database.offset(0),
];

/** A register kept under clocks that jump; `saboteur` takes the floor of `recordedAt` out of the database. */
export async function keepUnderSteps(
  options: { jumps: number; zone: string; cases: number; seed: number; saboteur?: boolean },
  random: () => number,
): Promise<Stepped> {
  const base = mkdtempSync(join(tmpdir(), 'ledger-clock-'));
  chmodSync(base, 0o755);
  const city = makeCity({ ...options, from: '2023-11-01', to: '2025-03-31', upTo: '2025-06-30' });
  const csv = join(base, 'city.csv');
  writeFileSync(csv, ledgerCsv(city));
  const clocks = [new FakedClock(base, 'app'), new FakedClock(base, 'database')] as const;
  const server = await PostgresAt.make({ cluster: join(base, 'cluster'), log: join(base, 'server.log') });
  try {
    await server.start({ env: clocks[1].env });
    await server.createLedger();
    if (options.saboteur) await withoutFloor(server);
    const child = spawn(
      process.execPath,
      [join(root, 'bin', 'run-ts.js'), join(__dirname, 'recording-child.ts'), server.url(), csv, ...YEARS.map(String)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, ...clocks[0].env, TZ: options.zone, DISCLOSURE_MASTER_KEY: MASTER_KEY },
      },
    );
    const gone = once(child, 'exit');
    const years = new Set<number>();
    let jumps = 0;
    let last: Record<string, unknown> = {};
    for await (const line of createInterface({ input: child.stdout })) {
      last = JSON.parse(line) as Record<string, unknown>;
      const { row, of, clock } = last as { row?: number; of: number; clock: string };
      if (row === undefined) continue;
      years.add(Number(clock.slice(0, 4)));
      if (jumps < options.jumps && row >= ((jumps + 1) * of) / (options.jumps + 1))
        (STEPS[jumps++] ?? anyStep(random))(...clocks);
    }
    await gone;
    return { jumps, ...(await judge(server, city, last, years)) };
  } finally {
    await server.stop('SIGQUIT');
    rmSync(base, { recursive: true, force: true });
  }
}

/** Up to a year around, never before the facts that are entered. */
const anyStep =
  (random: () => number): Jump =>
  (app, database) =>
    (random() < 0.5 ? app : database).offset((random() * 2 - 1) * 300 * DAY);

async function withoutFloor(server: PostgresAt): Promise<void> {
  await (await postgresStore({ connectionString: server.url() })).close();
  const [row] = await server.sql<{ body: string }>(
    `select pg_get_functiondef(oid) as body from pg_proc where proname = 'append' and pronamespace = 'log'::regnamespace`,
  );
  const changed = row!.body.replace(
    /greatest\((date_trunc\('milliseconds', clock_timestamp\(\)\)), v_head\.recorded_at\)/,
    '$1',
  );
  if (changed === row!.body) throw new Error('the floor of recordedAt was not found');
  await server.sql(changed);
}

async function judge(
  server: PostgresAt,
  city: readonly CityCase[],
  told: Record<string, unknown>,
  years: Set<number>,
): Promise<Omit<Stepped, 'jumps'>> {
  const { cells, lost, acknowledged } = told as {
    cells: Record<string, Record<string, number>>;
    lost: number;
    acknowledged: number;
  };
  const events = await readLogAsFound(server.url(), async (log) => {
    const found: EventAsFound[] = [];
    for await (const event of log.events()) found.push(event);
    return { found, faults: (await verifyChain(found, { head: log.head })).faults };
  });
  for (const { recordedAt } of events.found) years.add(Number(recordedAt.slice(0, 4)));
  const ledger = await openLedger({
    database: { databaseUrl: server.url() },
    env: { DISCLOSURE_MASTER_KEY: MASTER_KEY },
  });
  try {
    const served = await checksums(server.url());
    await ledger.projector.rebuild();
    const register = await ReplayedRegister.read(ledger.foundation.store, 'imported');
    const head = (await ledger.foundation.store.head()).position;
    const cases = new Map([...register.cases].map(([id, history]) => [id, history.map(asRecorded)]));
    const byRecording = new ReplayedRegister(cases, []);
    return {
      acknowledged,
      lost,
      wrongCells: YEARS.flatMap((year) => wrong(year, cells[year]!, city)),
      order: events.found
        .filter(({ actor, stream }) => actor.id === 'importer' && stream.startsWith('case-'))
        .map(({ stream, type, effectiveOn }) => `${stream} ${type} ${effectiveOn}`),
      chainFaults: events.faults.length,
      backwards: events.faults.filter(({ kind }) => kind === 'TIME_BACKWARDS').length,
      diverging: diverging(served, await checksums(server.url())),
      years: [...years].sort(),
      wrongByRecording: YEARS.flatMap((year) => wrong(year, byRecording.cells(year, head), city)).length,
    };
  } finally {
    await ledger.close();
  }
}

/** The fix taken out (F23, F24): every day of a fact is the day on which it was typed. */
function asRecorded(event: CaseEvent): CaseEvent {
  const day = event.recordedAt.slice(0, 10);
  const text = JSON.stringify(event.data).replace(/"\d{4}-\d{2}-\d{2}"/g, `"${day}"`);
  return { ...event, effectiveOn: day, data: JSON.parse(text) as object } as CaseEvent;
}

function wrong(year: number, cells: Partial<Record<string, number>>, city: readonly CityCase[]): string[] {
  return Object.entries(countYear(city, year))
    .filter(([cell, count]) => (cells[cell] ?? 0) !== count)
    .map(([cell, count]) => `${year} ${cell}: ${cells[cell]}, ${count}`);
}
