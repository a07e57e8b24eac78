import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SERVER_ENVIRONMENT, type Binaries } from './binaries';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity';
import { errnoOf } from './refusals';
import type { ServerUser } from './server-user';

/** What a running server wrote into `postmaster.pid`, checked against the process table. */
export interface RunningServer {
  process: ProcessIdentity;
  port: number;
}

/** The living server of this cluster; undefined when there is none or the file is a left-over. */
export function runningServer(cluster: string): RunningServer | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
  const identity = identityOf(Number(lines[0]));
  const port = Number(lines[3]);
  return identity && looksLikeServer(identity.pid) && port > 0 ? { process: identity, port } : undefined;
}

/** After a reboot the pid in a left-over file may be anybody's. */
function looksLikeServer(pid: number): boolean {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
    } catch {
      return false;
    }
  }
  return /postgres/.test(spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
}

/**
 * How the server's user names the cluster. Below a folder closed to that user (root's home) an absolute path does not
 * work for it; the process is then put into the cluster while it is still root and calls it by its working directory.
 */
export function clusterNameFor(cluster: string, user: ServerUser | undefined): string {
  if (user === undefined || process.platform !== 'linux') return cluster;
  const reachable =
    spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', cluster], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0;
  return reachable ? cluster : '/proc/self/cwd';
}

export interface Launch {
  binaries: Binaries;
  cluster: string;
  user: ServerUser | undefined;
  port: number;
  log: string;
  /** Trades durability for speed; only a test run sets it. */
  unsafeForTests?: boolean | undefined;
}

/** Starts the server detached: a Ctrl-C in our terminal, or our death, must not take it down with sessions open. */
export function spawnServer(launch: Launch): ChildProcess {
  if (existsSync(launch.log)) renameSync(launch.log, `${launch.log}.1`);
  const log = openSync(launch.log, 'wx', 0o600);
  const child = spawn(
    launch.binaries.postgres,
    ['-D', clusterNameFor(launch.cluster, launch.user), ...settings(launch)],
    {
      cwd: launch.cluster,
      detached: true,
      env: SERVER_ENVIRONMENT,
      stdio: ['ignore', log, log],
      ...(launch.user && { uid: launch.user.uid, gid: launch.user.gid }),
    },
  );
  closeSync(log);
  child.on('error', () => undefined); // read from the exit state by the waiter
  child.unref();
  return child;
}

function settings({ port, unsafeForTests = false }: Launch): string[] {
  const values: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    // Said here, so that no edited configuration file can weaken it.
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    password_encryption: 'scram-sha-256',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Starts, stops and crashes only: no statements, parameters or row contents, which are personal data.
    log_min_messages: 'log',
    log_checkpoints: 'off',
    logging_collector: 'off',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    ...(unsafeForTests && {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      autovacuum: 'off',
      log_min_messages: 'fatal',
    }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const STOPPING_MS = 60_000;

/**
 * Ends the server and waits; false when it still runs after a minute. SIGINT is the fast shutdown (sessions end,
 * everything is written); SIGQUIT writes nothing.
 */
export async function stopServer(server: RunningServer, signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<boolean> {
  try {
    process.kill(server.process.pid, signal);
  } catch (error) {
    if (errnoOf(error) !== 'ESRCH') throw error;
  }
  const giveUpAt = Date.now() + STOPPING_MS;
  while (isAlive(server.process)) {
    if (Date.now() > giveUpAt) return false;
    await pause(20);
  }
  return true;
}
