import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { kurrentStore, type LogStore, postgresStore } from '@app/event-store';
import { collect, newStream, noting } from '../contracts/event-store.samples';
import { KurrentDouble } from '../support/kurrent-double/kurrent-double';
import { freshDatabase, type FreshDatabase } from '../support/postgres';

jest.setTimeout(300_000);

const undo: (() => Promise<unknown>)[] = [];
let from: FreshDatabase;
let source: LogStore;

beforeAll(async () => {
  from = await freshDatabase();
  source = await postgresStore({ connectionString: from.connectionString });
  for (let n = 0; n < 30; n++) {
    await source.append(
      noting(
        newStream(),
        'no_stream',
        Array.from({ length: 1 + (n % 5) }, () => ({ open: n })),
      ),
    );
  }
});
afterAll(async () => {
  await source.close();
  for (const each of undo.reverse()) await each();
  await from.drop();
});

/** Runs the copy and kills it behind so many pages; true when it had ended before. */
function run(args: string[], pages: number): Promise<boolean> {
  const script = [join(__dirname, '../../bin/run-ts.js'), join(__dirname, 'copying-child.ts')];
  const child = spawn(process.execPath, [...script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
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

/** Kills again and again, each time a little later, until a run comes to its end. */
async function killedUntilDone(args: string[]): Promise<number> {
  let kills = 0;
  while (!(await run(args, 3 + (kills % 4)))) kills++;
  return kills;
}

it('a copy to PostgreSQL whose process is killed with -9 goes on and ends with the same head', async () => {
  const to = await freshDatabase();
  undo.push(() => to.drop());
  expect(await killedUntilDone([from.connectionString, to.connectionString])).toBeGreaterThan(3);
  const copy = await postgresStore({ connectionString: to.connectionString });
  undo.push(() => copy.close());
  expect(await copy.head()).toEqual(await source.head());
  expect(await collect(copy.readStored())).toEqual(await collect(source.readStored()));
});

it('a copy to KurrentDB, here a double, whose process is killed with -9 goes on and ends with the same head', async () => {
  const [double, beside] = [await KurrentDouble.start(), await freshDatabase()];
  undo.push(
    () => double.stop(),
    () => beside.drop(),
  );
  expect(await killedUntilDone([from.connectionString, double.url, beside.connectionString])).toBeGreaterThan(3);
  const copy = await kurrentStore({ kurrentUrl: double.url, connectionString: beside.connectionString });
  undo.push(() => copy.close());
  expect(await copy.head()).toEqual(await source.head());
  expect(await collect(copy.readStored())).toEqual(await collect(source.readStored()));
});
