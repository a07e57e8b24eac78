import type { ProcessRole } from '@app/runtime';
import { itAtLength } from '../ground/at-length';
import { countOf, randomOf } from '../ground/seed';
import { BadWire, WIRE_FAULTS, type WireFault } from '../stand/bad-wire';
import { sayFigures } from '../stand/figures';
import { UNHARMED } from '../stand/oracles';
import { Stand } from '../stand/stand';

// Wires before PostgreSQL and Redis that cut, swallow, crawl and go dead, under load (T4). FAULT_WIRES = how many times;
// the checker is asked every CHECK_EVERY of them. FAULT_SEED.
const TIMES = countOf('FAULT_WIRES', 4);
const CHECK_EVERY = 56;
const BETWEEN = 5;
jest.setTimeout(3_600_000);

const random = randomOf('connections');
const ROLES: ProcessRole[] = ['api', 'projector', 'worker'];
const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;

/** Which connection is bad: to the database, to the queue, or the clients' own to the api. */
type Wires = Record<'PostgreSQL' | 'Redis' | 'HTTP', BadWire>;
type Place = keyof Wires;
/** Requests worth hitting: the call that appends, a command; anything of Redis. */
const NEEDLE: Record<Place, string> = { PostgreSQL: 'append', Redis: '', HTTP: 'POST ' };

const PLACES: readonly Place[] = ['PostgreSQL', 'PostgreSQL', 'Redis', 'HTTP'];

interface Round {
  faults: readonly WireFault[];
  load?: Parameters<Stand['beginLoad']>[0];
  places?: readonly Place[];
  /** Only requests with this text. */
  only?: string;
}

async function badlyWired({ faults, load: options, places = PLACES, only }: Round) {
  const wires: Partial<Wires> = {};
  const stand = await Stand.open({
    roles: ROLES,
    random,
    reach: async ({ databaseUrl, redisUrl }) => {
      wires.PostgreSQL = await BadWire.before(databaseUrl);
      wires.Redis = await BadWire.before(redisUrl);
      return { databaseUrl: wires.PostgreSQL.through(databaseUrl), redisUrl: wires.Redis.through(redisUrl) };
    },
  });
  const told: Record<string, number> = {};
  let [met, hits] = [0, 0];
  try {
    const [api] = stand.urls;
    wires.HTTP = await BadWire.before(api!);
    const load = stand.beginLoad({ urls: [new URL(wires.HTTP.through(api!)).origin], ...options });
    for (const fault of faults) {
      await load.acknowledges(BETWEEN);
      const place = one(places);
      const needle = only ?? (random() < 0.7 ? NEEDLE[place] : '');
      const times = 1 + Math.floor(random() * 3);
      const hit = await wires[place]!.misbehave(fault, { needle, times, lastsMs: 300 + random() * 1_500 });
      // What met nothing was no fault.
      if (hit === 0) continue;
      met++;
      hits += hit;
      told[`${fault}, ${place}`] = (told[`${fault}, ${place}`] ?? 0) + 1;
      await stand.startProcesses();
    }
    expect(await load.acknowledges(BETWEEN)).toBe(true);
    return { faults: met, hits, told, load, checked: await stand.check(), deaths: stand.deaths };
  } finally {
    await stand.close();
    for (const wire of Object.values(wires)) await wire.close();
  }
}

it(`wires that cut, swallow, crawl and go dead lose nothing acknowledged and double nothing (${TIMES})`, async () => {
  for (let done = 0; done < TIMES;) {
    const count = Math.min(CHECK_EVERY, TIMES - done);
    const turns = Array.from({ length: count }, (_, n) => WIRE_FAULTS[(done + n) % WIRE_FAULTS.length]!);
    const { faults, load, checked, ...more } = await badlyWired({ faults: turns });
    sayFigures('connections', faults, checked, load, more);
    done += count;
    expect(checked).toMatchObject(UNHARMED);
    expect(faults).toBeGreaterThan(0);
    expect(more.deaths).toBe(0);
  }
});

itAtLength('while Redis is a black hole, every command is answered', async () => {
  let wire: BadWire | undefined;
  const stand = await Stand.open({
    roles: ROLES,
    random,
    reach: async ({ databaseUrl, redisUrl }) => {
      wire = await BadWire.before(redisUrl);
      return { databaseUrl, redisUrl: wire.through(redisUrl) };
    },
  });
  try {
    const load = stand.beginLoad();
    await load.acknowledges(5);
    const dark = wire!.misbehave('black hole', { lastsMs: 5_000 });
    expect(await load.acknowledges(30)).toBe(true);
    await dark;
    const checked = await stand.check();
    sayFigures('connections, Redis in the dark', 1, checked, load);
    // Not one of them was unsure.
    expect(load.unknown).toBe(0);
    expect(checked).toMatchObject(UNHARMED);
  } finally {
    await stand.close();
    await wire?.close();
  }
});

it('the checker catches a client that asks again under another id', async () => {
  const swallowed: WireFault[] = Array<WireFault>(8).fill('swallowed answer');
  const { faults, hits, load, checked } = await badlyWired({
    faults: swallowed,
    load: { freshIds: true },
    places: ['HTTP'],
    // The same complaint twice is in order, so that nothing but the id keeps it from being recorded twice.
    only: 'complaints',
  });
  sayFigures('connections, saboteur: fresh ids', faults, checked, load, { hits });
  expect(checked.doubled).toBeGreaterThan(0);
});
