import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, openSync, closeSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BLOCK = 64 * 1024;

/** A disk that is soon full: tmpfs of a given size. Needs root. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  static make(base: string, name: string, size: string): SmallDisk {
    const folder = join(base, name);
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder], { stdio: 'pipe' });
    chmodSync(folder, 0o755);
    return new SmallDisk(folder);
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }

  /** Takes what is free now, except so many bytes. */
  fill(leaving = 0): void {
    const ballast = openSync(join(this.folder, '.ballast'), 'a');
    try {
      const block = Buffer.alloc(BLOCK);
      while (this.freeBytes > leaving) writeSync(ballast, block, 0, Math.min(BLOCK, this.freeBytes - leaving));
    } catch (error) {
      // Whoever writes beside us was quicker.
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(ballast);
    }
  }

  free(): void {
    rmSync(join(this.folder, '.ballast'), { force: true });
  }

  remove(): void {
    spawnSync('umount', [this.folder]);
  }
}

export function whyNoSmallDisk(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root may mount a tmpfs';
  const base = mkdtempSync(join(tmpdir(), 'ledger-tmpfs-'));
  try {
    SmallDisk.make(base, 'probe', '1m').remove();
    return undefined;
  } catch {
    return 'a tmpfs cannot be mounted';
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
