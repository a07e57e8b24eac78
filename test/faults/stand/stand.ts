import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessRole } from '@app/runtime';
import { RedisServer } from '../../support/redis/redis-server';
import { PostgresAt } from '../ground/postgres-at';
import { History, type HistoryLine } from './history';
import { Load, UNIT, type LoadOptions } from './load';
import { NamedProcess, type Ground } from './named-process';
import { checkOracles, type Checked, type Outcome } from './oracles';
import type { Twist } from './twisted-server';

const ADMIN = { 'content-type': 'application/json', 'x-role': 'admin', 'x-actor': 'admin' };
/** Commands of unknown outcome that an api is asked about at the end. */
const ASKED_AGAIN = 60;

export interface StandOptions {
  /** One process each, in this order; a role may stand several times. */
  roles: readonly ProcessRole[];
  random: () => number;
  /** What the servers are told instead of the database and the Redis themselves, e.g. a bad wire to them. */
  reach?: (real: { databaseUrl: string; redisUrl: string }) => Promise<{ databaseUrl: string; redisUrl: string }>;
  /** By role: what its processes have other than the product. */
  twists?: Partial<Record<ProcessRole, Twist>>;
}

/** A real PostgreSQL and a real Redis of its own, server processes by role, clients, and one history. */
export class Stand {
  readonly history: History;
  processes: NamedProcess[] = [];
  redis!: RedisServer;
  private ground!: Ground;
  private load: Load | undefined;

  private constructor(
    private readonly folder: string,
    readonly postgres: PostgresAt,
    private readonly options: StandOptions,
  ) {
    this.history = new History(join(folder, 'history.jsonl'));
  }

  static async open(options: StandOptions): Promise<Stand> {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-stand-'));
    // The server's account is another than root's, and has to reach its cluster.
    chmodSync(folder, 0o755);
    const site = { cluster: join(folder, 'cluster'), log: join(folder, 'postgres.log') };
    const stand = new Stand(folder, await PostgresAt.make(site), options);
    try {
      await stand.begin();
      return stand;
    } catch (error) {
      await stand.close();
      throw error;
    }
  }

  private async begin(): Promise<void> {
    await this.postgres.start();
    await this.postgres.createLedger();
    this.redis = await RedisServer.start();
    const real = { databaseUrl: this.postgres.url(), redisUrl: this.redis.url };
    const reached = (await this.options.reach?.(real)) ?? real;
    this.ground = { ...reached, masterKey: randomBytes(32).toString('hex') };
    for (const role of this.options.roles) this.processes.push(await NamedProcess.of(role, this.ground));
    // The first makes the tables.
    await this.processes[0]?.start(this.twistOf(this.processes[0].role));
    await this.startProcesses();
    const body = JSON.stringify({ unit: UNIT, name: '示例单位' });
    const answer = await fetch(`${this.urls[0]}/api/v1/units`, { method: 'POST', headers: ADMIN, body });
    if (!answer.ok) throw new Error(`the unit was not registered: ${answer.status} ${await answer.text()}`);
    // A saboteur may store it a moment later.
    await pause(400);
  }

  /** Of the processes that answer. */
  get urls(): string[] {
    return this.of('api').map(({ url }) => url);
  }

  of(role: ProcessRole): NamedProcess[] {
    return this.processes.filter((each) => each.role === role);
  }

  twistOf(role: ProcessRole): Twist | undefined {
    return this.options.twists?.[role];
  }

  /** Whatever does not run is started. */
  async startProcesses(): Promise<void> {
    const ended = this.processes.filter(({ runs }) => !runs);
    await Promise.all(ended.map((each) => each.start(this.twistOf(each.role))));
  }

  beginLoad(options: Partial<LoadOptions> = {}): Load {
    this.load = new Load({ urls: this.urls, history: this.history, random: this.options.random, ...options });
    this.load.start();
    return this.load;
  }

  /** The postmaster and every session at once, and up again. */
  async killPostgres(): Promise<void> {
    this.postgres.signal('SIGKILL');
    for (let attempt = 1; ; attempt++) {
      await pause(100);
      try {
        await this.postgres.start();
        return;
      } catch (error) {
        // A dead postmaster not yet reaped leaves its memory in use.
        if (attempt === 20) throw error;
      }
    }
  }

  /** Deaths that no fault asked for. */
  get deaths(): number {
    return this.processes.reduce((sum, { deaths }) => sum + deaths, 0);
  }

  /** Until every view, those beside the product's as well, stands at the head of the log. */
  async projected(withinMs = 60_000): Promise<void> {
    const end = Date.now() + withinMs;
    for (;;) {
      const [row] = await this.postgres.sql<{ behind: number }>(
        `select count(*)::int as behind from read_models.checkpoint where position < (select position from log.head)`,
      );
      if (row?.behind === 0) return;
      if (Date.now() > end) throw new Error(`a view did not come to the head of the log: ${await this.standing()}`);
      await pause(50);
    }
  }

  /** For whoever asks why: where every view stands, who holds the lock, what waits for what. */
  private async standing(): Promise<string> {
    const views = await this.postgres.sql(
      `select projection, position, epoch, stopped_position, stopped_reason from read_models.checkpoint`,
    );
    const sessions = await this.postgres.sql(
      `select a.pid, application_name, state, wait_event, left(query, 60) as query,
              exists (select from pg_locks l where l.pid = a.pid and l.locktype = 'advisory') as locks
         from pg_stat_activity a where datname = 'ledger'`,
    );
    const said = await Promise.all(
      this.of('projector').map(({ url }) =>
        fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(3_000) }).then((answer) => answer.text(), String),
      ),
    );
    return JSON.stringify({ views, sessions, said }, undefined, 1);
  }

  /** Ends the load and every process, and asks the one checker. */
  async check(): Promise<Checked> {
    await this.load?.end();
    this.load = undefined;
    const history = this.history.read();
    const outcomes = await this.outcomes(history);
    await Promise.all(this.processes.map((each) => each.end('SIGTERM')));
    return checkOracles({
      connectionString: this.postgres.url(),
      masterKey: this.ground.masterKey,
      history,
      outcomes,
    });
  }

  /** What an api says of the last commands that somebody once got no answer to. */
  private async outcomes(history: readonly HistoryLine[]): Promise<Map<string, Outcome | undefined>> {
    const unsure = [...new Set(history.flatMap(({ at, commandId }) => (at === 'unknown' ? [commandId] : [])))];
    const told = new Map<string, Outcome | undefined>();
    for (const id of unsure.slice(-ASKED_AGAIN)) {
      const answer = await fetch(`${this.urls[0]}/api/v1/commands/${id}`, { headers: ADMIN });
      if (!answer.ok && answer.status !== 404) throw new Error(`the outcome of a command: ${answer.status}`);
      told.set(id, answer.ok ? ((await answer.json()) as Outcome) : undefined);
    }
    return told;
  }

  async close(): Promise<void> {
    await Promise.all(this.processes.map((each) => each.end('SIGKILL')));
    await this.load?.abandon();
    await this.redis?.stop();
    if (this.postgres.running) {
      this.postgres.thaw();
      await this.postgres.stop('SIGQUIT');
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
