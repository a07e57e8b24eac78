import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dataFolderAt } from '../src/data-folder';
import { runningServer, stopServer } from '../src/server-process';
import type { ServerUser } from '../src/server-user';
import { DatabaseProcess } from './database-process';
import { openWorkshop, type Workshop } from './workshop';

/** Folders and processes of one spec file; everything that was started is ended with it. */
export class Yard {
  private readonly mounts: string[] = [];
  private readonly processes: DatabaseProcess[] = [];
  private readonly root = mkdtempSync(join(tmpdir(), 'disclosure-ledger 数据-')); // a blank and Chinese, as in real life
  private opened: Workshop | undefined;

  constructor(private readonly workshopMode = 0o755) {
    chmodSync(this.root, 0o755);
  }

  /** Made when first needed: copying the server's programs takes a second. */
  get workshop(): Workshop {
    this.opened ??= openWorkshop(this.workshopMode);
    return this.opened;
  }

  /** An empty folder of that user, in which `data` does not exist yet. */
  dataDir(user?: ServerUser, mode = 0o755): string {
    const home = mkdtempSync(join(this.root, 'home-'));
    chmodSync(home, mode);
    if (user) chownSync(home, user.uid, user.gid);
    return join(home, 'data');
  }

  folder(user?: ServerUser): string {
    const path = this.dataDir(user);
    mkdirSync(path);
    if (user) chownSync(path, user.uid, user.gid);
    return path;
  }

  process(user?: ServerUser, fileBlocks?: number): DatabaseProcess {
    const started = DatabaseProcess.start(this.workshop, user, fileBlocks);
    this.processes.push(started);
    return started;
  }

  /** A data folder on a disk of its own, of e.g. `48m`. */
  onSmallDisk(size: string): string {
    const disk = this.folder();
    if (!mounted(disk, size)) throw new Error('this user may not mount');
    this.mounts.push(disk);
    return disk;
  }

  async clear(): Promise<void> {
    for (const started of this.processes) await started.kill();
    for (const home of readdirSync(this.root)) {
      const server = runningServer(dataFolderAt(join(this.root, home, 'data')).cluster);
      if (server) await stopServer(server, 'SIGQUIT');
    }
    for (const disk of this.mounts) spawnSync('umount', [disk]);
    rmSync(this.root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    this.opened?.remove();
  }
}

/** The pid of the server of a data folder; undefined when none runs. */
export function serverPid(dataDir: string): number | undefined {
  return runningServer(dataFolderAt(dataDir).cluster)?.process.pid;
}

/** The server and all its sessions at once, as the kernel's out-of-memory killer or a container's end does. */
export function killServer(pid: number): void {
  const children = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (child !== undefined && parent === pid ? [child] : []));
  for (const victim of [pid, ...children]) {
    try {
      process.kill(victim, 'SIGKILL');
    } catch {
      // a session that ended in between
    }
  }
}

/** Waits for a condition; the test's own limit ends it when it never comes. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(25);
}

function mounted(folder: string, size: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder]).status === 0;
}

/** Root may, unless a container keeps it from it. */
export function mayMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), 'disclosure-ledger-mount-'));
  const may = mounted(probe, '1m');
  if (may) spawnSync('umount', [probe]);
  rmSync(probe, { recursive: true });
  return may;
}
