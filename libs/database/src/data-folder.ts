import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
} from 'node:fs';
import { renameSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { SERVER_MAJOR } from './binaries';
import { makeFolder } from './make-folder';
import { DatabaseRefused, errnoOf, refusalOfFileError } from './refusals';
import { runningAsRoot } from './server-user';

/** What stands in `<data folder>/database/server.json`. `format` counts shapes of this file. */
export interface ServerRecord {
  format: 1;
  /** False until the first initdb has ended: a missing cluster is then a crash half-way, not a loss. */
  complete: boolean;
  /** 127.0.0.1 only. The port of the last start; the next start takes it again if it is free. */
  port: number;
  /** Bootstrap superuser `postgres`: used by the launcher only. */
  adminPassword: string;
  /** Owner of the database `ledger`, no superuser: what the application logs in with. */
  appPassword: string;
}

/** The places inside one data folder. */
export interface DataFolder {
  root: string;
  /** Ours: everything below is the embedded database. */
  database: string;
  cluster: string;
  record: string;
  lock: string;
  log: string;
}

const MARKER_FOLDER = 'database';
/** A fresh volume, or keys laid down before the first start, do not make a folder somebody else's. */
const HARMLESS = /^(\.|lost\+found$|master[-_.]?key)/;
/** An empty cluster with its first log segment takes about 40 MB; below this the first start would fail half-way. */
const NEEDED_BYTES = 96 * 1024 * 1024;

export function dataFolderAt(dataDir: string): DataFolder {
  const root = isAbsolute(dataDir) ? dataDir : resolve(dataDir);
  const database = join(root, MARKER_FOLDER);
  return {
    root,
    database,
    cluster: join(database, 'cluster'),
    record: join(database, 'server.json'),
    lock: join(database, 'lock'),
    log: join(database, 'server.log'),
  };
}

/** Makes the folder, or refuses one that is not ours (NOT_A_DATA_FOLDER), not writable (READ_ONLY) or too full (DISK_FULL). */
export function prepareDataFolder(folder: DataFolder): void {
  try {
    if (lstatSync(folder.root, { throwIfNoEntry: false }) && !statSync(folder.root).isDirectory()) {
      throw new DatabaseRefused('NOT_A_DATA_FOLDER', folder.root);
    }
    // Others may pass through (the server's user must, when we are root) but not list; files guard themselves.
    makeFolder(folder.root, runningAsRoot() ? 0o711 : 0o700);
    if (!existsSync(folder.database)) {
      const foreign = readdirSync(folder.root).filter((name) => name !== MARKER_FOLDER && !HARMLESS.test(name));
      if (foreign.length > 0) throw new DatabaseRefused('NOT_A_DATA_FOLDER', `${folder.root} (${foreign[0]}, …)`);
      makeFolder(folder.database, runningAsRoot() ? 0o711 : 0o700);
      ownLikeParent(folder, folder.database);
    }
    refuseForeignOwner(folder.database);
    if (!existsSync(folder.lock)) {
      makeFolder(folder.lock, 0o700);
      ownLikeParent(folder, folder.lock);
    }
  } catch (error) {
    throw refusalOfFileError(error, folder.root);
  }
}

function refuseForeignOwner(path: string): void {
  const { uid } = statSync(path);
  if (!runningAsRoot() && uid !== process.getuid?.()) throw new DatabaseRefused('WRONG_OWNER', `${path} (uid ${uid})`);
}

/** Refuses before initdb starts what would fail half-way (DISK_FULL). */
export function requireSpace(folder: DataFolder): void {
  const { bavail, bsize } = statfsSync(folder.root);
  if (bavail * bsize < NEEDED_BYTES) {
    throw new DatabaseRefused(
      'DISK_FULL',
      `${folder.root}: ${mebibytes(bavail * bsize)} MiB < ${mebibytes(NEEDED_BYTES)} MiB`,
    );
  }
}

function mebibytes(bytes: number): number {
  return Math.floor(bytes / 1024 / 1024);
}

/** True when a complete cluster is there; WRONG_VERSION when another major version wrote it. */
export function clusterExists(folder: DataFolder): boolean {
  let version: string;
  try {
    version = readFileSync(join(folder.cluster, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw refusalOfFileError(error, folder.cluster);
  }
  if (version !== SERVER_MAJOR)
    throw new DatabaseRefused('WRONG_VERSION', `${folder.cluster}: ${version}, ${SERVER_MAJOR}`);
  return true;
}

export function readRecord(folder: DataFolder): ServerRecord {
  try {
    return JSON.parse(readFileSync(folder.record, 'utf8')) as ServerRecord;
  } catch (error) {
    if (errnoOf(error) === 'EACCES') throw new DatabaseRefused('WRONG_OWNER', folder.record, { cause: error });
    throw new DatabaseRefused('NOT_A_DATA_FOLDER', folder.record, { cause: error });
  }
}

/** Durable and all or nothing: losing the passwords would lock us out of the cluster. 0600. */
export function writeRecord(folder: DataFolder, record: ServerRecord): void {
  const draft = `${folder.record}.new`;
  try {
    rmSync(draft, { force: true });
    const file = openSync(draft, 'wx', 0o600);
    writeSync(file, `${JSON.stringify(record, null, 2)}\n`);
    fsyncSync(file);
    closeSync(file);
    chmodSync(draft, 0o600);
    ownLikeParent(folder, draft);
    renameSync(draft, folder.record);
    syncFolder(folder.database);
  } catch (error) {
    throw refusalOfFileError(error, folder.record);
  }
}

export function syncFolder(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** What root makes in somebody's data folder stays usable for that somebody. */
export function ownLikeParent(folder: DataFolder, path: string): void {
  if (!runningAsRoot()) return;
  const { uid, gid } = statSync(folder.root);
  chownSync(path, uid, gid);
}
