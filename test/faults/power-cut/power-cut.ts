import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { postgresStore, type LogStore } from '@app/event-store';
import { AcknowledgingWriters } from '../ground/acknowledging-writers';
import { logAgainstAnswers } from '../ground/log-against-answers';
import { LoopDisk } from '../ground/loop-disk';
import { DidNotStart, PostgresAt, type StartOptions } from '../ground/postgres-at';

/** What one cut left behind. `unusable`: PostgreSQL did not start from it, or could not read its log. */
export interface Cut {
  acknowledged: number;
  lost: number;
  doubled: number;
  faults: number;
  unusable?: string;
}

const DISK = '700M';
const WRITERS = 16;

/**
 * The power is cut while clerks write (T3, F-durability; measured M2): PostgreSQL on a disk in a file is frozen, the
 * file is copied without sync, and a second server recovers from the copy. Torn sectors are beyond this.
 */
export class PowerCuts {
  private cuts = 0;
  private constructor(
    private readonly base: string,
    private readonly disk: LoopDisk,
    private readonly server: PostgresAt,
    private readonly writers: AcknowledgingWriters,
    private readonly store: LogStore,
  ) {}

  static async begin(options: StartOptions = {}): Promise<PowerCuts> {
    const base = mkdtempSync(join(tmpdir(), 'ledger-power-'));
    chmodSync(base, 0o755);
    const disk = LoopDisk.make(base, 'disk', DISK);
    const server = await PostgresAt.make({ cluster: join(disk.folder, 'cluster'), log: join(base, 'server.log') });
    // A control as well begins on safe ground: only what is written under it may be lost.
    await server.start();
    await server.createLedger();
    await (await postgresStore({ connectionString: server.url() })).close();
    await server.stop();
    await server.start(options);
    const store = await postgresStore({ connectionString: server.url() });
    const writers = new AcknowledgingWriters(store, { writers: WRITERS });
    writers.start();
    return new PowerCuts(base, disk, server, writers, store);
  }

  /** Lets them write for a while, cuts, and looks at what was left. */
  async cutAfter(ms: number): Promise<Cut> {
    await pause(ms);
    this.server.freeze();
    const acknowledged = [...this.writers.acknowledged];
    const intended = new Set(this.writers.intended);
    const left = this.disk.afterPowerCut(`cut-${++this.cuts}`);
    this.server.thaw();
    try {
      return { acknowledged: acknowledged.length, ...(await this.recovered(left, acknowledged, intended)) };
    } finally {
      left.remove();
    }
  }

  private async recovered(
    left: LoopDisk,
    acknowledged: AcknowledgingWriters['acknowledged'],
    intended: ReadonlySet<string>,
  ): Promise<Omit<Cut, 'acknowledged'>> {
    const log = join(this.base, `recovered-${this.cuts}.log`);
    const server = await PostgresAt.at({ cluster: join(left.folder, 'cluster'), log });
    try {
      await server.start();
      const { lost, doubled, faults, foreign } = await logAgainstAnswers(server.url(), acknowledged, intended);
      await writesOn(server);
      return { lost, doubled, faults: faults + foreign };
    } catch (error) {
      const why = error instanceof DidNotStart ? error.message : (error as Error).name;
      return { lost: 0, doubled: 0, faults: 0, unusable: why };
    } finally {
      await server.stop('SIGQUIT');
    }
  }

  async end(): Promise<void> {
    this.server.thaw();
    await this.writers.end();
    await this.store.close();
    await this.server.stop('SIGQUIT');
    this.disk.remove();
    rmSync(this.base, { recursive: true, force: true });
  }
}

/** What came back takes new commands. */
async function writesOn(server: PostgresAt): Promise<void> {
  const store = await postgresStore({ connectionString: server.url() });
  const writers = new AcknowledgingWriters(store, { writers: 1 });
  writers.start();
  while (writers.acknowledged.length < 3 && writers.refused.length === 0) await pause(5);
  await writers.end();
  await store.close();
  if (writers.refused.length > 0) throw writers.refused[0];
}
