import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { normalUser } from '../test/database-process';
import { Yard } from '../test/yard';
import { packagedNative, usableBinaries } from './binaries';
import { dataFolderAt } from './data-folder';
import { DatabaseRefused } from './refusals';
import { serverUserFor } from './server-user';

/** Below root's closed home the programs are copied here; the test removes only what it made. */
const CACHE = '/var/cache/disclosure-ledger';

let yard: Yard;
afterEach(() => yard.clear());

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

const links = (native: string) =>
  readdirSync(join(native, 'lib')).filter((name) => lstatSync(join(native, 'lib', name)).isSymbolicLink());

it('runs from packages installed without install scripts: the missing links are made in place', async () => {
  yard = new Yard();
  expect(links(yard.workshop.native)).toEqual([]);
  const app = yard.process();
  await app.open(yard.dataDir(), 'unsafe');
  expect(links(yard.workshop.native)).toContain('libicuuc.so.60');
  await app.close();
});

it('runs from packages installed without install scripts that cannot be written: a copy is made', async () => {
  yard = new Yard();
  chmodSync(join(yard.workshop.native, 'lib'), 0o555); // root would not mind, so a normal user opens it
  const [dataDir, app] = [yard.dataDir(normalUser()), yard.process(normalUser())];
  await app.open(dataDir, 'unsafe');
  expect(links(yard.workshop.native)).toEqual([]);
  expect(readdirSync(dataFolderAt(dataDir).database).join()).toMatch(/postgresql-18\./);
  await app.close();
  chmodSync(join(yard.workshop.native, 'lib'), 0o755);
});

it('runs with packages and data below a home that is closed to everybody else', async () => {
  const before = existsSync(CACHE);
  yard = new Yard(0o700);
  const [dataDir, first, second] = [yard.dataDir(undefined, 0o700), yard.process(), yard.process()];
  await first.open(dataDir, 'unsafe');
  await first.sql('CREATE TABLE kept AS SELECT 1 AS one');
  await first.close();
  expect(await second.open(dataDir, 'unsafe')).toMatchObject({ createdNow: false });
  expect(await second.sql('SELECT one FROM kept')).toEqual([{ one: 1 }]);
  await second.close();
  expect(existsSync(join(dataFolderAt(dataDir).cluster, 'PG_VERSION'))).toBe(true); // the data did not go elsewhere
  if (!before) rmSync(CACHE, { recursive: true, force: true });
});

describe('on a platform whose programs do not run', () => {
  function refusalOf(program: string): DatabaseRefused {
    yard = new Yard();
    const [native, copies] = [join(yard.folder(), 'native'), yard.folder()];
    mkdirSync(join(native, 'bin'), { recursive: true });
    writeFileSync(join(native, 'bin', 'postgres'), program, { mode: 0o755 });
    writeFileSync(join(native, 'pg-symlinks.json'), '[]');
    const version = `0.0.0-test-${randomUUID()}`;
    writeFileSync(join(native, '..', 'package.json'), JSON.stringify({ version }));
    try {
      usableBinaries(serverUserFor(copies, copies), copies, native);
    } catch (error) {
      if (error instanceof DatabaseRefused) return error;
      throw error;
    } finally {
      for (const place of [CACHE, join(tmpdir(), 'disclosure-ledger-cache')]) {
        rmSync(join(place, `postgresql-${version}-${process.arch}`), { recursive: true, force: true });
        removeIfEmpty(place);
      }
    }
    throw new Error('it was not refused');
  }

  it('says that musl has no glibc when the loader is missing', () => {
    expect(refusalOf('#!/lib/ld-linux-of-another-libc\n')).toMatchObject({
      code: 'UNSUPPORTED_PLATFORM',
      detail: expect.stringContaining('glibc') as string,
    });
  });

  it('passes on what the program said', () => {
    expect(refusalOf('#!/bin/sh\necho "cannot open shared object file" >&2; exit 127\n').detail).toContain(
      'shared object',
    );
  });

  it('names the package that is not there', () => {
    yard = new Yard();
    const platform = Object.getOwnPropertyDescriptor(process, 'arch')!;
    Object.defineProperty(process, 'arch', { ...platform, value: 's390x' });
    try {
      expect(() => packagedNative()).toThrow(/s390x is not installed/);
    } finally {
      Object.defineProperty(process, 'arch', platform);
    }
  });
});
