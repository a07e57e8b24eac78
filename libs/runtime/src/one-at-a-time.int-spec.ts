import { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from '../../../test/support/postgres';
import { oneAtATimeOn } from './one-at-a-time';

let database: FreshDatabase;
let watch: Client;

beforeAll(async () => {
  database = await freshDatabase();
  watch = new Client({ connectionString: database.connectionString });
  await watch.connect();
});
afterAll(async () => {
  await watch.end();
  await database.drop();
});

/** Until as many sessions wait for a lock. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await watch.query<{ count: string }>(
      `select count(*) from pg_locks where locktype = 'advisory' and not granted`,
    );
    if (Number(rows[0]!.count) === count) return;
  }
}

describe('work under the lock of the tree, by two processes', () => {
  it('is done one after the other', async () => {
    const [one, other] = [oneAtATimeOn(database.connectionString), oneAtATimeOn(database.connectionString)];
    const seen: string[] = [];
    let finish: () => void = () => undefined;
    let begun: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (begun = resolve));
    const first = one(async () => {
      begun();
      await new Promise<void>((resolve) => (finish = resolve));
      seen.push('first');
    });
    await started;
    const second = other(() => Promise.resolve(seen.push('second')));
    await waiting(1);
    expect(seen).toEqual([]);
    finish();
    await Promise.all([first, second]);
    expect(seen).toEqual(['first', 'second']);
  });

  it('gives the lock back when it fails', async () => {
    const alone = oneAtATimeOn(database.connectionString);
    await expect(alone(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(alone(() => Promise.resolve('done'))).resolves.toBe('done');
  });
});
