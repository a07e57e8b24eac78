import { randomBytes } from 'node:crypto';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { usableBinaries, type Binaries } from './binaries';
import { clusterExists, ownLikeParent, readRecord, writeRecord } from './data-folder';
import type { DataFolder, ServerRecord } from './data-folder';
import { freePort, isFree } from './free-port';
import { createCluster } from './new-cluster';
import { isAlive } from './process-identity';
import { DatabaseRefused } from './refusals';
import { answers, applicationReady } from './server-sessions';
import { runningServer, spawnServer, type RunningServer } from './server-process';
import { giveClusterTo, serverUserFor, type ServerUser } from './server-user';
import { lastFatal, troubleOfOutput } from './start-failure';

export interface EmbeddedOptions {
  /** A fixed port; BUSY_PORT when another program has it. Without it the last port is taken again if it is free. */
  port?: number;
  /** No fsync: for test runs whose data nobody needs. */
  unsafeForTests?: boolean;
}

export interface EmbeddedServer {
  record: ServerRecord;
  server: RunningServer;
  /** initdb ran in this call. */
  createdNow: boolean;
}

type Log = (line: string) => void;

/** How long a start is tried again while an old server is not quite gone. */
const OLD_SERVER_MS = 30_000;
const FIRST_PAUSE_MS = 100;

/**
 * Adopts the server of this folder, or starts it, or first makes its cluster. Call it only under the folder's lock.
 * The server then runs whether or not we live; whoever comes next adopts it.
 */
export async function ensureRunning(folder: DataFolder, options: EmbeddedOptions, log: Log): Promise<EmbeddedServer> {
  const user = serverUserFor(folder.cluster, folder.root);
  const exists = clusterExists(folder);
  const adopted = exists ? await adopt(folder, log) : undefined;
  if (adopted) return { ...adopted, createdNow: false };
  if (options.port !== undefined && !(await isFree(options.port))) throw busy(options.port);
  const binaries = usableBinaries(user, folder.database);
  if (exists) giveClusterTo(user, folder.cluster);
  else await makeCluster(folder, binaries, user, options, log);
  return { ...(await start(folder, binaries, user, options, log)), createdNow: !exists };
}

/** The server that runs already, after the death of the process that started it or beside one that lives. */
async function adopt(
  folder: DataFolder,
  log: Log,
): Promise<{ record: ServerRecord; server: RunningServer } | undefined> {
  const server = runningServer(folder.cluster);
  if (server === undefined) return undefined;
  const record = { ...readRecord(folder), port: server.port };
  const ready = (await answers(record, () => !isAlive(server.process), log)) && (await applicationReady(record));
  return ready ? { record, server } : undefined;
}

async function makeCluster(
  folder: DataFolder,
  binaries: Binaries,
  user: ServerUser | undefined,
  options: EmbeddedOptions,
  log: Log,
): Promise<void> {
  if (existsSync(folder.record) && readRecord(folder).complete) {
    throw new DatabaseRefused('NOT_A_DATA_FOLDER', `${folder.cluster} is missing`);
  }
  const password = () => randomBytes(24).toString('base64url');
  const port = options.port ?? (await freePort());
  const record: ServerRecord = { format: 1, complete: false, port, adminPassword: password(), appPassword: password() };
  // Passwords first: a cluster whose passwords were lost in a crash would be locked for ever.
  writeRecord(folder, record);
  log(`creating a PostgreSQL cluster in ${folder.cluster}`);
  createCluster(folder, binaries, user, record, options.unsafeForTests ?? false);
}

async function start(
  folder: DataFolder,
  binaries: Binaries,
  user: ServerUser | undefined,
  options: EmbeddedOptions,
  log: Log,
): Promise<{ record: ServerRecord; server: RunningServer }> {
  const last = readRecord(folder);
  const giveUpAt = Date.now() + OLD_SERVER_MS;
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, 2_000)) {
    const port = options.port ?? ((await isFree(last.port)) ? last.port : await freePort());
    const record: ServerRecord = { ...last, port, complete: true };
    const child = spawnServer({ ...options, binaries, user, port, cluster: folder.cluster, log: folder.log });
    ownLikeParent(folder, folder.log);
    const ready = (await answers(record, () => hasEnded(child), log)) && (await applicationReady(record));
    const server = ready ? runningServer(folder.cluster) : undefined;
    if (server) {
      if (port !== last.port || !last.complete) writeRecord(folder, record);
      log(`PostgreSQL runs on 127.0.0.1:${port}`);
      return { record, server };
    }
    const output = readFileSync(folder.log, 'utf8');
    const trouble = troubleOfOutput(output, folder.cluster);
    if (trouble instanceof DatabaseRefused) throw trouble;
    if (trouble === 'PORT_TAKEN' && options.port !== undefined) throw busy(port);
    if (Date.now() > giveUpAt) throw new DatabaseRefused('START_FAILED', lastFatal(output));
    log(`PostgreSQL did not start yet (${lastFatal(output)}); trying again`);
    await pause(wait);
    const adopted = await adopt(folder, log); // it may have come back by itself
    if (adopted) return adopted;
  }
}

function busy(port: number): DatabaseRefused {
  return new DatabaseRefused('BUSY_PORT', `127.0.0.1:${port}`);
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}
