import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessRole } from '@app/runtime';
import { itAtLength } from '../ground/at-length';
import { countOf, randomOf } from '../ground/seed';
import { sayFigures } from '../stand/figures';
import type { Load } from '../stand/load';
import { UNHARMED } from '../stand/oracles';
import { Stand, type StandOptions } from '../stand/stand';
import type { Twist } from '../stand/twisted-server';

// kill -9 under load (T2). FAULT_KILL_ROUNDS = how many kills; the checker is asked every CHECK_EVERY of them. FAULT_SEED.
const KILLS = countOf('FAULT_KILL_ROUNDS', 3);
const CHECK_EVERY = 30;
/** Acknowledged between two kills. */
const BETWEEN = 8;
jest.setTimeout(3_600_000);

const random = randomOf('kills');
const ROLES: ProcessRole[] = ['api', 'projector', 'worker'];

/** A process is replaced by one that stands still at a named point, and is killed there. */
async function killAt(stand: Stand, role: ProcessRole, point: Twist): Promise<number> {
  const [one] = stand.of(role);
  await one!.end('SIGKILL');
  await one!.start(point);
  const there = await one!.halted();
  await one!.end('SIGKILL');
  await one!.start(stand.twistOf(role));
  return there ? 2 : 1;
}

const kill =
  (role: ProcessRole) =>
  async (stand: Stand): Promise<number> => {
    for (const each of stand.of(role)) await each.end('SIGKILL');
    await stand.startProcesses();
    return 1;
  };

/** Each answers how many processes it killed. */
const KINDS = {
  api: kill('api'),
  projector: kill('projector'),
  worker: kill('worker'),
  PostgreSQL: async (stand) => {
    await stand.killPostgres();
    await stand.startProcesses();
    return 1;
  },
  Redis: async (stand) => {
    await stand.redis.kill();
    await stand.redis.run();
    return 1;
  },
  'api after append, before the answer': (stand) => killAt(stand, 'api', 'halts after append, before the answer'),
  'projector after rows, before the checkpoint': (stand) =>
    killAt(stand, 'projector', 'halts after rows, before the checkpoint'),
} satisfies Record<string, (stand: Stand) => Promise<number>>;
type Kind = keyof typeof KINDS;

interface Round {
  kinds: readonly Kind[];
  twists?: StandOptions['twists'];
  load?: Parameters<Stand['beginLoad']>[0];
  between?: number;
}

async function killed({ kinds, twists, load: options, between = BETWEEN }: Round) {
  const stand = await Stand.open({ roles: ROLES, random, ...(twists && { twists }) });
  let faults = 0;
  try {
    const load: Load = stand.beginLoad(options);
    const told: Partial<Record<Kind, number>> = {};
    for (const kind of kinds) {
      await load.acknowledges(between);
      await pause(150 * random());
      const hit = await KINDS[kind](stand);
      faults += hit;
      told[kind] = (told[kind] ?? 0) + hit;
    }
    expect(await load.acknowledges(between)).toBe(true);
    return { faults, told, load, checked: await stand.check(), deaths: stand.deaths };
  } finally {
    await stand.close();
  }
}

it(`kill -9 of any process, at any moment and at named points, loses nothing acknowledged and doubles nothing (${KILLS})`, async () => {
  const all = Object.keys(KINDS) as Kind[];
  // Every kind has its turn; the order and what comes over is by chance.
  const shuffled = all.map((kind) => ({ kind, at: random() })).toSorted((a, b) => a.at - b.at);
  for (let done = 0, turn = 0; done < KILLS;) {
    const kinds: Kind[] = [];
    while (kinds.length < Math.min(CHECK_EVERY, KILLS - done)) kinds.push(shuffled[turn++ % all.length]!.kind);
    const { faults, told, load, checked, deaths } = await killed({ kinds });
    sayFigures('kills', faults, checked, load, { told, deaths });
    done += kinds.length;
    expect(checked).toMatchObject(UNHARMED);
    expect(deaths).toBe(0);
  }
});

describe('the checker catches', () => {
  itAtLength('a store that acknowledges before the commit', async () => {
    const kinds: Kind[] = ['api', 'api', 'api'];
    const { faults, load, checked } = await killed({ kinds, twists: { api: 'acknowledges before the commit' } });
    sayFigures('kills, saboteur: acknowledges before the commit', faults, checked, load);
    expect(checked.lost).toBeGreaterThan(0);
  });

  it('a checkpoint that is committed before its rows', async () => {
    const kinds: Kind[] = ['projector', 'projector'];
    const { faults, load, checked } = await killed({ kinds, twists: { projector: 'checkpoint before rows' } });
    sayFigures('kills, saboteur: checkpoint before rows', faults, checked, load);
    expect(checked.diverging.length).toBeGreaterThan(0);
    expect(checked).toMatchObject({ lost: 0, doubled: 0 });
  });

  itAtLength('a client that asks again under another id', async () => {
    const kinds: Kind[] = Array<Kind>(4).fill('api after append, before the answer');
    const { faults, load, checked } = await killed({ kinds, load: { freshIds: true } });
    sayFigures('kills, saboteur: fresh ids', faults, checked, load);
    expect(checked.doubled).toBeGreaterThan(0);
  });
});
