import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unpackDebian, unpackedHome } from '../debian-packages';

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

const UNPACKED = unpackedHome('redis');

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
  if (!answers(unpacked())) unpackDebian(UNPACKED, [...PACKAGES, ...OF_SYSTEMD], ADVICE);
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
