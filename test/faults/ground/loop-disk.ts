import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk in a file: ext4 on an image, mounted through a loop device. Needs root and loop devices. */
export class LoopDisk {
  private mounted = false;
  private constructor(
    readonly image: string,
    /** Where it is mounted. */
    readonly folder: string,
  ) {}

  static make(base: string, name: string, size: string): LoopDisk {
    const disk = new LoopDisk(join(base, `${name}.img`), join(base, name));
    execFileSync('truncate', ['-s', size, disk.image]);
    execFileSync('mkfs.ext4', ['-q', '-F', '-E', 'lazy_itable_init=1', disk.image]);
    disk.mount();
    chmodSync(disk.folder, 0o755);
    return disk;
  }

  /**
   * What a power cut at this moment leaves: the bytes that reached the image, without those that stand only in the page
   * cache of the mounted file system. Whoever writes must stand still.
   */
  afterPowerCut(name: string): LoopDisk {
    const copy = new LoopDisk(join(this.image, '..', `${name}.img`), join(this.image, '..', name));
    execFileSync('cp', ['--sparse=always', this.image, copy.image]);
    copy.mount();
    return copy;
  }

  private mount(): void {
    mkdirSync(this.folder, { recursive: true });
    // The journal is replayed by mounting, as after a real cut.
    execFileSync('mount', ['-t', 'ext4', '-o', 'loop', this.image, this.folder], { stdio: 'pipe' });
    this.mounted = true;
  }

  remove(): void {
    if (this.mounted) execFileSync('umount', [this.folder], { stdio: 'pipe' });
    this.mounted = false;
    rmSync(this.image, { force: true });
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Why this machine cannot mount an image; undefined when it can. Tried, not guessed. */
export function whyNoLoopDisk(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root may mount an image';
  if (spawnSync('mkfs.ext4', ['-V']).status !== 0) return 'mkfs.ext4 is not there (Debian: apt-get install e2fsprogs)';
  const base = mkdtempSync(join(tmpdir(), 'ledger-loop-'));
  try {
    LoopDisk.make(base, 'probe', '16M').remove();
    return undefined;
  } catch (error) {
    return `an image cannot be mounted through a loop device: ${(error as Error).message.split('\n').at(-1)}`;
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
