import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkshop, type Workshop } from '../test/workshop';
import { withFolderLock } from './folder-lock';

let workshop: Workshop;
let folder: string;
beforeAll(() => {
  workshop = openWorkshop();
});
afterAll(() => workshop.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'disclosure-ledger-lock-'));
  writeFileSync(join(folder, 'number'), '0');
});
afterEach(() => rmSync(folder, { recursive: true }));

const number = () => Number(readFileSync(join(folder, 'number'), 'utf8'));

function contender(rounds: number): ChildProcess {
  return fork(
    join(workshop.root, 'test', 'contender.js'),
    [join(folder, 'lock'), join(folder, 'number'), String(rounds)],
    { execArgv: [] },
  );
}

it('lets one process at a time work', async () => {
  const all = [1, 2, 3, 4].map(() => once(contender(25), 'exit'));
  for (const ended of all) expect(await ended).toEqual([0, null]);
  expect(number()).toBe(100);
});

it('is free again after a kill -9 of its holder', async () => {
  const holder = contender(1_000_000);
  while (number() < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  await expect(withFolderLock(join(folder, 'lock'), () => Promise.resolve('mine'))).resolves.toBe('mine');
});

it('is free again after work that failed', async () => {
  const lock = join(folder, 'lock');
  await expect(withFolderLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(withFolderLock(lock, () => Promise.resolve('yes'))).resolves.toBe('yes');
});

it('is not held by a process that merely has the number of a dead one', async () => {
  const lock = join(folder, 'lock');
  await withFolderLock(lock, () => Promise.resolve());
  writeFileSync(join(lock, 'ticket-7'), JSON.stringify({ pid: process.pid, started: 'in another life' }));
  await expect(withFolderLock(lock, () => Promise.resolve('mine'))).resolves.toBe('mine');
});
