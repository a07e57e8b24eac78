import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { SERVER_ENVIRONMENT, usableBinaries, type Binaries } from '../../../libs/database/src/binaries';
import { freePort } from '../../../libs/database/src/free-port';
import { serverUserFor, type ServerUser } from '../../../libs/database/src/server-user';

/** Where a server lies: its cluster on the disk under test, its log anywhere else. */
export interface Site {
  cluster: string;
  /** Write-ahead log on a disk of its own. */
  walFolder?: string;
  log: string;
}

export interface StartOptions {
  /** Settings over the safe ones, e.g. `{ fsync: 'off' }`: how a control is made. */
  settings?: Record<string, string>;
  /** Beside the environment of every server, e.g. a clock of its own. */
  env?: NodeJS.ProcessEnv;
}

const SAFE: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  max_connections: '60',
  shared_buffers: '32MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_error_statement: 'panic',
};
const STARTING_MS = 60_000;

/** A real PostgreSQL on a disk, with a clock and with settings that a fault family chooses. */
export class PostgresAt {
  private constructor(
    readonly site: Site,
    private readonly binaries: Binaries,
    private readonly user: ServerUser | undefined,
    readonly port: number,
    private child?: ChildProcess,
  ) {}

  /** initdb, written through to the disk; `ledger` belongs to `app`, who is no superuser. */
  static async make(site: Site): Promise<PostgresAt> {
    const server = await PostgresAt.at(site);
    const { user } = server;
    for (const folder of [site.cluster, ...(site.walFolder ? [site.walFolder] : [])]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (user) chownSync(folder, user.uid, user.gid);
    }
    const options = ['--username=postgres', '--auth=trust', '--data-checksums', '--encoding=UTF8', '--locale=C'];
    const wal = site.walFolder ? [`--waldir=${site.walFolder}`] : [];
    // Small segments: what is copied and filled stays small.
    const made = spawnSync(
      server.binaries.initdb,
      ['-D', site.cluster, ...options, ...wal, '--wal-segsize=4', '-c', 'max_wal_size=64MB', '-c', 'min_wal_size=16MB'],
      { cwd: '/', env: SERVER_ENVIRONMENT, encoding: 'utf8', ...(user && { uid: user.uid, gid: user.gid }) },
    );
    if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
    return server;
  }

  /** A cluster that is there already, e.g. a copy, on another port. */
  static async at(site: Site): Promise<PostgresAt> {
    const user = serverUserFor(site.cluster, join(site.cluster, '..'));
    return new PostgresAt(site, usableBinaries(user, join(site.log, '..')), user, await freePort());
  }

  url(database = 'ledger', account = 'app'): string {
    return `postgres://${account}@127.0.0.1:${this.port}/${database}`;
  }

  /** Starts it and waits for an answer, or gives its last words. */
  async start({ settings = {}, env = {} }: StartOptions = {}): Promise<void> {
    rmSync(join(this.site.cluster, 'postmaster.pid'), { force: true });
    const all = { ...SAFE, port: `${this.port}`, ...settings };
    const log = openSync(this.site.log, 'a');
    const child = spawn(
      this.binaries.postgres,
      ['-D', this.site.cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        cwd: '/',
        env: { ...SERVER_ENVIRONMENT, ...env },
        stdio: ['ignore', log, log],
        ...(this.user && { uid: this.user.uid, gid: this.user.gid }),
      },
    );
    closeSync(log);
    this.child = child;
    const giveUpAt = Date.now() + STARTING_MS;
    while (!(await this.answers())) {
      if (ended(child)) throw new DidNotStart(lastWords(this.site.log));
      if (Date.now() > giveUpAt) throw new DidNotStart('no answer within a minute');
      await pause(50);
    }
  }

  async createLedger(): Promise<void> {
    await this.sql('create role app login', 'postgres');
    await this.sql('create database ledger owner app', 'postgres');
  }

  async sql<R extends object = Record<string, unknown>>(text: string, database = 'ledger'): Promise<R[]> {
    const client = new Client({ connectionString: this.url(database, 'postgres') });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<R>(text)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async answers(): Promise<boolean> {
    return this.sql('select 1', 'postgres').then(
      () => true,
      () => false,
    );
  }

  get running(): boolean {
    return this.child !== undefined && !ended(this.child);
  }

  /** The postmaster and its sessions, by pid. */
  pids(): number[] {
    const postmaster = this.child?.pid;
    if (postmaster === undefined || !this.running) return [];
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n');
    const children = lines
      .map((line) => line.trim().split(/\s+/).map(Number))
      .flatMap(([pid, parent]) => (pid !== undefined && parent === postmaster ? [pid] : []));
    return [postmaster, ...children];
  }

  signal(signal: NodeJS.Signals): void {
    // Again: a session that was born in between must not go on while the others stand.
    for (const _ of [1, 2]) for (const pid of this.pids()) tell(pid, signal);
  }

  freeze(): void {
    this.signal('SIGSTOP');
  }

  thaw(): void {
    this.signal('SIGCONT');
  }

  /** SIGINT ends sessions and writes everything; SIGQUIT nothing. */
  async stop(signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
    const child = this.child;
    if (!child || ended(child)) return;
    const gone = once(child, 'exit');
    tell(child.pid!, signal);
    await gone;
  }
}

export class DidNotStart extends Error {
  override readonly name = 'DidNotStart';
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // ended in between
  }
}

export function lastWords(log: string): string {
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  return (
    lines
      .filter((line) => /FATAL|PANIC|ERROR/.test(line))
      .slice(-3)
      .join(' | ') ||
    (lines.at(-1) ?? '')
  );
}
