import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  dataFolderAt,
  prepareDataFolder,
  readRecord,
  type DataFolder,
  type ServerRecord,
} from '../../libs/database/src/data-folder';
import { ensureRunning } from '../../libs/database/src/embedded-server';
import { withFolderLock } from '../../libs/database/src/folder-lock';
import { runningServer, stopServer } from '../../libs/database/src/server-process';

/** Set by jest's global setup for its workers: the folder of this run. */
export const RUN_FOLDER = 'DISCLOSURE_LEDGER_TEST_RUN';

/** The server of this run, without fsync; started by whichever spec asks first, left running for the others. */
export async function testServer(): Promise<ServerRecord> {
  const folder = folderOfRun();
  prepareDataFolder(folder);
  return withFolderLock(folder.lock, async () => {
    if (existsSync(folder.record) && runningServer(folder.cluster)) return readRecord(folder);
    return (await ensureRunning(folder, { unsafeForTests: true }, () => undefined)).record;
  });
}

/** Ends the run: the server is stopped at once, if there is one, and its folder goes. */
export async function removeTestServer(runFolder: string): Promise<void> {
  const folder = dataFolderAt(join(runFolder, 'data'));
  const server = runningServer(folder.cluster);
  if (server) await stopServer(server, 'SIGQUIT');
  rmSync(runFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** The pid of the run's server, for tests that kill it; undefined when none runs. */
export function testServerPid(): number | undefined {
  const path = join(folderOfRun().cluster, 'postmaster.pid');
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : undefined;
}

function folderOfRun(): DataFolder {
  const run = process.env[RUN_FOLDER];
  if (run === undefined)
    throw new Error(`${RUN_FOLDER} is not set: run this spec through jest, whose global setup sets it`);
  return dataFolderAt(join(run, 'data'));
}
