import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cellValues } from '@app/annual-report';
import { readLogAsFound, verifyChain, type EventStore } from '@app/event-store';
import { GetAnnualTables } from '@app/read-models';
import { importLedgerFile, openLedger, type Ledger } from '@app/runtime';
import { RegisterUnit } from '@app/use-cases';
import { makeCity, type CityCase } from '../../support/city/city';
import { countYear } from '../../support/city/count';
import { ledgerCsv } from '../../support/city/ledger-csv';
import { Clerks, codeOf } from '../ground/clerks';
import { PostgresAt } from '../ground/postgres-at';
import { SmallDisk } from '../ground/small-disk';
import { checksums, diverging } from '../ground/tables';

/** Which disk runs full; the others have room. */
export type Volume = 'write-ahead log' | 'data';

export interface FilledDisk {
  acknowledged: number;
  lost: number;
  /** Cases that the first, broken import left unfinished. */
  halfImported: number;
  /** Tables that a fresh replay makes otherwise. */
  diverging: string[];
  wrongCells: string[];
  chainFaults: number;
  /** What the import and the clerks were told while the disk was full. */
  refusals: Record<string, number>;
  /** PostgreSQL ended and did not come back by itself; whoever keeps it has to start it again. */
  startedAgain: number;
}

const MASTER_KEY = '0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0';
const SIZES: Record<Volume, Record<Volume, string>> = {
  'write-ahead log': { 'write-ahead log': '48m', data: '300m' },
  data: { 'write-ahead log': '128m', data: '160m' },
};
/** Takes the room that PostgreSQL holds in hand. */
const PRESSING: Record<Volume, string> = {
  'write-ahead log': 'select pg_logical_emit_message(true, $$press$$, repeat($$x$$, 900000)); select pg_switch_wal()',
  data: 'create table if not exists press (a text); insert into press select repeat(md5(i::text), 25) from generate_series(1, 2000) i',
};
const ACTOR = { id: 'importer', role: 'admin' } as const;
const YEARS = [2024, 2025];

/**
 * A disk of PostgreSQL runs full in the middle of an import and while clerks register; then there is room again (F12,
 * T6). `sabotage` may take a fix out of the store that the ledger writes to.
 */
export async function fillDisk(
  volume: Volume,
  seed: number,
  sabotage: (store: EventStore) => void = () => undefined,
): Promise<FilledDisk> {
  const base = mkdtempSync(join(tmpdir(), 'ledger-full-'));
  chmodSync(base, 0o755);
  const disks = {
    'write-ahead log': SmallDisk.make(base, 'wal', SIZES[volume]['write-ahead log']),
    data: SmallDisk.make(base, 'data', SIZES[volume].data),
  };
  const server = await PostgresAt.make({
    cluster: join(disks.data.folder, 'cluster'),
    walFolder: join(disks['write-ahead log'].folder, 'wal'),
    log: join(base, 'server.log'),
  });
  let ledger: Ledger | undefined;
  try {
    await server.start({ settings: { max_wal_size: '16MB', min_wal_size: '8MB', wal_recycle: 'off' } });
    await server.createLedger();
    ledger = await openLedger({ database: { databaseUrl: server.url() }, env: { DISCLOSURE_MASTER_KEY: MASTER_KEY } });
    sabotage(ledger.foundation.write.store);
    return await new Filling(server, ledger, disks[volume], volume, seed).run();
  } finally {
    disks[volume].free();
    await ledger?.close().catch(() => undefined);
    await server.stop('SIGQUIT');
    for (const disk of Object.values(disks)) disk.remove();
    rmSync(base, { recursive: true, force: true });
  }
}

class Filling {
  private readonly city: CityCase[];
  private readonly refusals: Record<string, number> = {};
  private startedAgain = 0;

  constructor(
    private readonly server: PostgresAt,
    private readonly ledger: Ledger,
    private readonly disk: SmallDisk,
    private readonly volume: Volume,
    seed: number,
  ) {
    this.city = makeCity({ cases: 400, seed, from: '2023-11-01', to: '2025-12-31', upTo: '2026-01-31' });
  }

  async run(): Promise<FilledDisk> {
    for (const unit of ['imported', 'counter']) {
      await this.ledger.execute(new RegisterUnit({ unit, name: '示例单位', commandId: randomUUID(), actor: ACTOR }));
    }
    const clerks = new Clerks(this.ledger, 'counter');
    clerks.start();
    await until(() => clerks.acknowledged.length >= 20);
    // The disk runs full once the import is under way.
    let full: Promise<void> | undefined;
    const broken = this.import((done) => {
      if (done >= 30) full ??= this.pressUntilRefused();
    });
    await broken.catch((error: unknown) => this.told(codeOf(error)));
    await (full ?? this.pressUntilRefused());
    // What the ledger answers to it, not only what PostgreSQL does.
    if (Object.keys(this.refusals).length === 0)
      await this.import().catch((error: unknown) => this.told(codeOf(error)));
    this.disk.free();
    await this.untilBack();
    const left = await this.eventsPerStream();
    await this.import();
    // By itself, and not only what was sent before.
    const before = clerks.acknowledged.length;
    await until(() => clerks.acknowledged.length >= before + 10);
    await clerks.end();
    for (const [code, times] of clerks.refusals) this.told(code, times);
    const finished = await this.eventsPerStream();
    return {
      acknowledged: clerks.acknowledged.length,
      lost: await clerks.lost(this.ledger),
      halfImported: [...left].filter(([stream, events]) => finished.get(stream) !== events).length,
      ...(await this.againstReplay()),
      chainFaults: await this.chainFaults(),
      refusals: this.refusals,
      startedAgain: this.startedAgain,
    };
  }

  private import(onDone: (cases: number) => void = () => undefined) {
    const csv = Buffer.from(ledgerCsv(this.city), 'utf8');
    const { commands, queries } = this.ledger;
    return importLedgerFile(
      { commands, queries },
      {
        file: { name: 'city.csv', bytes: csv },
        unit: 'imported',
        actor: ACTOR,
        onProgress: ({ phase, done }) => phase !== 'reading' && onDone(done),
      },
    );
  }

  /** Writes beside the ledger until something is refused: a server has room in hand that a full disk does not show. */
  private async pressUntilRefused(): Promise<void> {
    for (let refused = false; !refused;) {
      this.disk.fill();
      refused = await this.server.sql(PRESSING[this.volume]).then(
        () => false,
        () => true,
      );
    }
  }

  private async untilBack(): Promise<void> {
    for (;;) {
      if (!this.server.running) {
        this.startedAgain++;
        await this.server.start();
      }
      if (await this.server.answers()) return;
      await pause(50);
    }
  }

  private told(code: string, times = 1): void {
    this.refusals[code] = (this.refusals[code] ?? 0) + times;
  }

  private async eventsPerStream(): Promise<Map<string, number>> {
    const rows = await this.server.sql<{ stream: string; events: number }>(
      `select stream, count(*)::int as events from log.events
        where stream like 'case-%' and actor_id = '${ACTOR.id}' group by stream`,
    );
    return new Map(rows.map(({ stream, events }) => [stream, events]));
  }

  private async againstReplay(): Promise<Pick<FilledDisk, 'diverging' | 'wrongCells'>> {
    const wrongCells: string[] = [];
    for (const year of YEARS) {
      const { tables } = await this.ledger.ask(new GetAnnualTables('imported', year));
      const cells = cellValues(tables) as Record<string, number>;
      for (const [cell, count] of Object.entries(countYear(this.city, year)))
        if (cells[cell] !== count) wrongCells.push(`${year} ${cell}: ${cells[cell]}, ${count}`);
    }
    const served = await checksums(this.server.url());
    await this.ledger.projector.rebuild();
    return { wrongCells, diverging: diverging(served, await checksums(this.server.url())) };
  }

  private chainFaults(): Promise<number> {
    return readLogAsFound(this.server.url(), async (log) => {
      return (await verifyChain(log.events(), { head: log.head })).faults.length;
    });
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(20);
}
