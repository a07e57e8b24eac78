import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { masterKeyOf, MasterKeyRefused, postgresStore, protectedStore } from '@app/event-store';
import { collect, newStream, noting, PROTECTION } from '../contracts/event-store.samples';
import { freshDatabase, type FreshDatabase } from '../support/postgres';

jest.setTimeout(900_000);

const KILLS = Number(process.env['FAULT_KILLS'] ?? 5);
const PERSONS = 24;
const keyOf = (hex: string) => masterKeyOf(Buffer.from(hex, 'hex'));

let database: FreshDatabase;
beforeAll(async () => (database = await freshDatabase()));
afterAll(() => database.drop());

async function withLog<T>(
  hex: string,
  use: (log: Awaited<ReturnType<typeof protectedStore>>) => Promise<T>,
): Promise<T> {
  const raw = await postgresStore({ connectionString: database.connectionString });
  try {
    return await use(await protectedStore(raw, { key: keyOf(hex), protection: PROTECTION }));
  } finally {
    await raw.close();
  }
}

/** Every protected text, or false where the log does not know the key. */
async function readWith(hex: string): Promise<unknown[] | false> {
  try {
    return await withLog(hex, async (log) => (await collect(log.readAll())).map(({ data }) => data['secret']));
  } catch (error) {
    if (error instanceof MasterKeyRefused && error.code === 'OTHER_KEY') return false;
    throw error;
  }
}

/** Kills it behind so many pages; true when it had ended before. */
function rotate(from: string, to: string, pages: number): Promise<boolean> {
  const script = [join(__dirname, '../../bin/run-ts.js'), join(__dirname, 'rotating-child.ts')];
  const args = [...script, database.connectionString, from, to];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let seen = '';
  child.stdout.on('data', (chunk: Buffer) => {
    seen += chunk.toString();
    if (seen.split('at ').length > pages) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('exit', () => {
      if (seen.includes('error')) reject(new Error(seen.slice(-200)));
      else resolve(seen.endsWith('done\n'));
    });
  });
}

it('a rotation that is killed with -9 leaves every name readable with exactly one of the two keys', async () => {
  const texts = Array.from({ length: PERSONS }, (_, n) => `某人${n}`);
  let from = randomBytes(32).toString('hex');
  let to = randomBytes(32).toString('hex');
  const head = await withLog(from, async (log) => {
    for (const secret of texts) await log.append(noting(newStream(), 'no_stream', [{ secret }]));
    return log.head();
  });

  const figures = { faults: 0, kind: 'kill -9 of a master key rotation', stillFormer: 0, alreadyNew: 0, unreadable: 0 };
  // From the first page to the commit, and past it.
  for (let pages = 1; figures.faults < KILLS; pages = (pages % (PERSONS / 3 + 1)) + 1) {
    const ended = await rotate(from, to, pages);
    if (!ended) figures.faults++;
    const [former, now] = [await readWith(from), await readWith(to)];
    if (JSON.stringify(former || now) !== JSON.stringify(texts) || (former && now)) figures.unreadable++;
    expect([former, now]).toEqual(former ? [texts, false] : [false, texts]);
    if (former) figures.stillFormer++;
    else {
      figures.alreadyNew++;
      expect(await rotate(from, to, Infinity)).toBe(true);
      [from, to] = [to, randomBytes(32).toString('hex')];
    }
  }
  expect(await rotate(from, to, Infinity)).toBe(true);
  expect(await readWith(to)).toEqual(texts);
  expect(await withLog(to, (log) => log.head())).toEqual(head);
  process.stderr.write(`${JSON.stringify(figures)}\n`);
});
