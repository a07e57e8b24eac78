import { Client } from 'pg';
import { proxyTo, through } from '../../../../test/support/tcp-proxy';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/postgres';
import { LeadLock } from './lead-lock';

const LEASE_MS = 400;

describe('the lock that chooses a projector', () => {
  let database: FreshDatabase;
  beforeEach(async () => (database = await freshDatabase()));
  afterEach(() => database.drop());

  const take = (onLost: () => void = () => undefined, url = database.connectionString) =>
    LeadLock.tryTake(url, onLost, LEASE_MS);

  async function taken(): Promise<LeadLock> {
    const giveUpAt = Date.now() + 20_000;
    for (;;) {
      const lock = await take();
      if (lock) return lock;
      if (Date.now() > giveUpAt) throw new Error('nobody gave the lock up');
    }
  }

  /** By the clock of the database, which ends what it does not hear of. */
  async function leasePasses(): Promise<void> {
    const client = new Client({ connectionString: database.connectionString });
    await client.connect();
    await client.query('select pg_sleep($1)', [(LEASE_MS * 3) / 1_000]);
    await client.end();
  }

  it('stays with a holder that is heard of, and is free as soon as it is released', async () => {
    const lost = jest.fn();
    const holder = await take(lost);
    await leasePasses();
    expect(await take()).toBeUndefined();
    expect([holder!.lost, lost.mock.calls.length]).toEqual([false, 0]);
    await holder!.release();
    const next = await taken();
    await next.release();
  });

  it('goes to another when its holder stands still, who is told once it goes on (T5)', async () => {
    const beats = jest.spyOn(globalThis, 'setInterval').mockReturnValueOnce(undefined as never);
    const lost = jest.fn();
    const still = await take(lost);
    beats.mockRestore();
    const next = await taken();
    while (!still!.lost) await new Promise(setImmediate);
    expect(lost).toHaveBeenCalledTimes(1);
    await Promise.all([still!.release(), next.release()]);
    expect(lost).toHaveBeenCalledTimes(1);
  });

  it('goes to another when the wire of its holder swallows everything, and the holder gives up by itself', async () => {
    const proxy = await proxyTo(database.connectionString);
    const lost = jest.fn();
    const cutOff = await take(lost, through(proxy, database.connectionString));
    proxy.stall();
    const next = await taken();
    while (!cutOff!.lost) await new Promise(setImmediate);
    expect(lost).toHaveBeenCalledTimes(1);
    await Promise.all([cutOff!.release(), next.release()]);
    await proxy.close();
  });
});
