import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVER_ENVIRONMENT, type Binaries } from './binaries';
import { requireSpace, syncFolder, type DataFolder, type ServerRecord } from './data-folder';
import { DatabaseRefused, refusalOfFileError } from './refusals';
import { clusterNameFor } from './server-process';
import type { ServerUser } from './server-user';
import { refusalOfOutput } from './start-failure';

/**
 * Runs initdb aside and moves the finished cluster into place, so that a crash half-way leaves no half cluster.
 * Checksums on; UTF8; locale C (byte order, the same on every host); scram for every connection.
 */
export function createCluster(
  folder: DataFolder,
  binaries: Binaries,
  user: ServerUser | undefined,
  record: ServerRecord,
  unsafeForTests: boolean,
): void {
  requireSpace(folder);
  sweepDrafts(folder);
  let stage: string | undefined;
  try {
    stage = mkdtempSync(join(folder.database, 'draft-'));
    const cluster = join(stage, 'cluster');
    const password = join(stage, 'password');
    mkdirSync(cluster, { mode: 0o700 });
    writeFileSync(password, record.adminPassword, { mode: 0o600 });
    if (user) for (const path of [stage, cluster, password]) chownSync(path, user.uid, user.gid);
    runInitdb(binaries, cluster, user, unsafeForTests);
    rmSync(password);
    renameSync(cluster, folder.cluster);
    if (!unsafeForTests) syncFolder(folder.database);
  } catch (error) {
    throw refusalOfFileError(error, folder.cluster);
  } finally {
    if (stage !== undefined && existsSync(stage)) rmSync(stage, { recursive: true, force: true });
  }
}

function runInitdb(binaries: Binaries, cluster: string, user: ServerUser | undefined, noSync: boolean): void {
  const options = ['--username=postgres', '--pwfile=../password', '--auth=scram-sha-256', '--data-checksums'];
  const result = spawnSync(
    binaries.initdb,
    [
      '-D',
      clusterNameFor(cluster, user),
      ...options,
      '--encoding=UTF8',
      '--locale=C',
      ...(noSync ? ['--no-sync'] : []),
    ],
    {
      cwd: cluster,
      env: SERVER_ENVIRONMENT,
      encoding: 'utf8',
      ...(user && { uid: user.uid, gid: user.gid }),
    },
  );
  if (result.status === 0) return;
  throw (
    refusalOfOutput(`${result.stderr}\n${result.error?.message ?? ''}`, cluster) ??
    new DatabaseRefused('START_FAILED', 'initdb')
  );
}

function sweepDrafts(folder: DataFolder): void {
  for (const name of readdirSync(folder.database)) {
    if (name.startsWith('draft-')) rmSync(join(folder.database, name), { recursive: true, force: true });
  }
}
