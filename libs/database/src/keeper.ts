import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { DataFolder } from './data-folder';
import { ensureRunning, type EmbeddedOptions, type EmbeddedServer } from './embedded-server';
import { withFolderLock } from './folder-lock';
import { DatabaseRefused } from './refusals';
import { runningServer, stopServer } from './server-process';
import { adminClient } from './server-sessions';

/** Every open process keeps one session of this name; the one that finds no other when leaving stops the server. */
const PRESENCE = 'disclosure-ledger keeper';
/** A server killed again and again while it is opened. */
const ATTEMPTS = 3;
const LONGEST_PAUSE_MS = 30_000;

/**
 * This process's hold on the embedded server: present while open, starts the server again when it dies under us,
 * and stops it on leaving as the last.
 */
export class Keeper {
  private presence: Client | undefined;
  private leaving: Promise<void> | undefined;
  private readonly stopReviving = new AbortController();
  private reviving: Promise<void> = Promise.resolve();

  private constructor(
    private readonly folder: DataFolder,
    private readonly options: EmbeddedOptions,
    private readonly log: (line: string) => void,
  ) {}

  /** Adopts or starts the server and marks our presence, as one step for other processes. */
  static async open(
    folder: DataFolder,
    options: EmbeddedOptions,
    log: (line: string) => void,
  ): Promise<{ keeper: Keeper; opened: EmbeddedServer }> {
    const keeper = new Keeper(folder, options, log);
    return { keeper, opened: await keeper.enter(options) };
  }

  private enter(options: EmbeddedOptions): Promise<EmbeddedServer> {
    return withFolderLock(this.folder.lock, async () => {
      let createdNow = false;
      for (let attempt = 1; ; attempt += 1) {
        const opened = await ensureRunning(this.folder, options, this.log);
        createdNow ||= opened.createdNow;
        try {
          await this.bePresent(opened);
          return { ...opened, createdNow };
        } catch (error) {
          if (attempt === ATTEMPTS)
            throw new DatabaseRefused('START_FAILED', 'the server keeps going away', { cause: error });
        }
      }
    });
  }

  private async bePresent({ record }: EmbeddedServer): Promise<void> {
    const presence = adminClient(record, `${PRESENCE} ${process.pid}`);
    await presence.connect();
    holdLoop(presence, false); // a process with nothing else to do may end without us
    presence.once('end', () => this.lost(presence, record.port));
    this.presence = presence;
  }

  private lost(presence: Client, port: number): void {
    if (this.presence !== presence || this.leaving) return;
    this.presence = undefined;
    this.log('the session to PostgreSQL has ended; looking after the server');
    this.reviving = this.revive(port);
  }

  /** The same port again: the pools of this process know no other. */
  private async revive(port: number): Promise<void> {
    const { signal } = this.stopReviving;
    for (let wait = 250; !signal.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      try {
        await this.enter({ ...this.options, port });
        return;
      } catch (error) {
        this.log(`PostgreSQL cannot be started again: ${error instanceof Error ? error.message : String(error)}`);
      }
      await pause(wait, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Leaves; the last one to leave stops the server and waits until it has. May be called more than once. */
  close(): Promise<void> {
    this.leaving ??= this.leave();
    return this.leaving;
  }

  private async leave(): Promise<void> {
    this.stopReviving.abort();
    await this.reviving;
    await withFolderLock(this.folder.lock, async () => {
      const alone = await this.aloneAfterLeaving();
      const server = alone ? runningServer(this.folder.cluster) : undefined;
      if (server && !(await stopServer(server))) this.log(`PostgreSQL (pid ${server.process.pid}) is still stopping`);
    });
  }

  private async aloneAfterLeaving(): Promise<boolean> {
    const presence = this.presence;
    this.presence = undefined;
    if (presence === undefined) return false; // it died and was not revived: whoever starts it next owns it
    holdLoop(presence, true);
    try {
      const others = await presence.query(
        `SELECT 1 FROM pg_stat_activity WHERE application_name LIKE $1 AND pid <> pg_backend_pid() LIMIT 1`,
        [`${PRESENCE} %`],
      );
      await presence.end();
      return others.rowCount === 0;
    } catch {
      return false; // the server died at this very moment
    }
  }
}

/** Whether this session keeps the process alive; the driver has both methods, its types lack them. */
function holdLoop(client: Client, hold: boolean): void {
  const held = client as Client & { ref(): void; unref(): void };
  if (hold) held.ref();
  else held.unref();
}
