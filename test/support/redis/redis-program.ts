import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface RedisProgram {
  path: string;
  /** Where an unpacked program finds its libraries. */
  env: NodeJS.ProcessEnv;
}

const ADVICE = `The tests of the queue need a real Redis and found none. One of these helps:
  Debian, Ubuntu   apt-get install redis-server   (as root)
  macOS            brew install redis
  anywhere         put redis-server on the PATH
`;

/** Unpacked once per checkout; `npm ci` removes it. */
const UNPACKED = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'disclosure-ledger', 'redis');

/** What a bare Debian lacks of the libraries that its Redis is linked with. */
const PACKAGES = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1', 'libatomic1', 'libsystemd0', 'libssl3'];
const OF_SYSTEMD = ['libgcrypt20', 'libgpg-error0', 'libcap2', 'liblz4-1', 'libzstd1', 'liblzma5'];

/**
 * A redis-server: on the PATH, or Debian's packages unpacked into a folder of this checkout, which needs neither root nor
 * an installation. @throws Error with advice
 */
export function redisProgram(): RedisProgram {
  const installed = { path: 'redis-server', env: process.env };
  if (answers(installed)) return installed;
  if (!answers(unpacked())) unpack();
  if (!answers(unpacked())) throw new Error(ADVICE);
  return unpacked();
}

function unpacked(): RedisProgram {
  const libraries = existsSync(join(UNPACKED, 'usr', 'lib'))
    ? readdirSync(join(UNPACKED, 'usr', 'lib')).map((name) => join(UNPACKED, 'usr', 'lib', name))
    : [];
  return {
    path: join(UNPACKED, 'usr', 'bin', 'redis-server'),
    env: { ...process.env, LD_LIBRARY_PATH: libraries.join(':') },
  };
}

const answers = ({ path, env }: RedisProgram): boolean => spawnSync(path, ['--version'], { env }).status === 0;

function unpack(): void {
  mkdirSync(join(UNPACKED, '..'), { recursive: true });
  const work = mkdtempSync(`${UNPACKED}-`);
  try {
    for (const folder of ['lists/partial', 'cache/archives/partial', 'out'])
      mkdirSync(join(work, folder), { recursive: true });
    // Lists and cache of its own: those of the machine may be missing, old or not ours to write.
    const options = [
      ['-o', `Dir::State::Lists=${join(work, 'lists')}`],
      ['-o', `Dir::Cache=${join(work, 'cache')}`],
      ['-o', 'Debug::NoLocking=1'],
    ].flat();
    const run = (...[command, args]: [string, string[]]) => execFileSync(command, args, { cwd: work, stdio: 'pipe' });
    run('apt-get', [...options, 'update']);
    run('apt-get', [...options, 'download', ...PACKAGES, ...OF_SYSTEMD]);
    for (const file of readdirSync(work).filter((name) => name.endsWith('.deb')))
      run('dpkg', ['-x', file, join(work, 'out')]);
    // Older layouts keep libraries in /lib.
    if (existsSync(join(work, 'out', 'lib'))) run('cp', ['-a', 'out/lib/.', 'out/usr/lib/']);
    rmSync(UNPACKED, { recursive: true, force: true });
    renameSync(join(work, 'out'), UNPACKED);
  } catch (error) {
    throw new Error(`${ADVICE}(unpacking Debian's packages failed: ${said(error)})`, { cause: error });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const said = (error: unknown): string => {
  const { stderr } = error as { stderr?: Buffer };
  return stderr?.toString().trim().split('\n').at(-1) ?? String(error);
};
