import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessRole } from '@app/runtime';
import { itAtLength } from '../ground/at-length';
import { countOf, randomOf, SEED } from '../ground/seed';
import { sayFigures } from '../stand/figures';
import { UNHARMED } from '../stand/oracles';
import { Stand, type StandOptions } from '../stand/stand';

// api, projector, worker, PostgreSQL and Redis ended and started again in some order, under load. FAULT_RESTART_ORDERS of
// the 120 orders, by chance (FAULT_SEED), the one that once stood still among them first.
const ORDERS = countOf('FAULT_RESTART_ORDERS', 1);
const ROLES = ['api', 'projector', 'worker'] as const satisfies readonly ProcessRole[];
const PARTS = [...ROLES, 'PostgreSQL', 'Redis'] as const;
type Part = (typeof PARTS)[number];
const FIRST: readonly Part[] = ['PostgreSQL', 'projector', 'api', 'worker', 'Redis'];
/** Acknowledged between two restarts. */
const BETWEEN = 8;
jest.setTimeout(3_600_000);

const random = randomOf('restart orders');
const shuffled = <T>(all: readonly T[]): T[] => {
  const left = [...all];
  return all.map(() => left.splice(Math.floor(random() * left.length), 1)[0]!);
};

const roleRestarted = (role: ProcessRole) => async (stand: Stand, kindly: boolean) => {
  // Whoever does not end when told to fails here.
  for (const each of stand.of(role)) await each.end(kindly ? 'SIGTERM' : 'SIGKILL');
  await stand.startProcesses();
};

/** Each ends the part, kindly or not, and starts it again. */
const RESTART: Record<Part, (stand: Stand, kindly: boolean) => Promise<void>> = {
  api: roleRestarted('api'),
  projector: roleRestarted('projector'),
  worker: roleRestarted('worker'),
  PostgreSQL: async (stand, kindly) => {
    if (!kindly) return stand.killPostgres();
    await stand.postgres.stop('SIGINT');
    await stand.postgres.start();
  },
  Redis: async (stand) => {
    await stand.redis.kill();
    await stand.redis.run();
  },
};

interface Restarts {
  orders: readonly (readonly Part[])[];
  twists?: StandOptions['twists'];
  isKindly: () => boolean;
}

async function restarted({ orders, twists, isKindly }: Restarts) {
  const stand = await Stand.open({ roles: ROLES, random, ...(twists && { twists }) });
  try {
    const load = stand.beginLoad();
    let [faults, kind] = [0, 0];
    for (const order of orders) {
      for (const part of order) {
        const went = await load.acknowledges(BETWEEN);
        if (!went) throw new Error(`no progress before ${part} of ${order.join(', ')} (seed ${SEED})`);
        await pause(200 * random());
        const kindly = isKindly();
        await RESTART[part](stand, kindly);
        faults++;
        if (kindly) kind++;
      }
    }
    expect(await load.acknowledges(BETWEEN)).toBe(true);
    return { faults, kindly: kind, load, checked: await stand.check(), deaths: stand.deaths };
  } finally {
    await stand.close();
  }
}

it(`five processes restarted in any order lose nothing acknowledged, double nothing, and each ends when told to (${ORDERS})`, async () => {
  const orders = [FIRST, ...Array.from({ length: ORDERS - 1 }, () => shuffled(PARTS))];
  const { faults, load, checked, ...more } = await restarted({ orders, isKindly: () => random() < 0.5 });
  sayFigures('restart-orders', faults, checked, load, { orders: ORDERS, ...more });
  expect(checked).toMatchObject(UNHARMED);
  expect(faults).toBe(ORDERS * PARTS.length);
  expect(more.deaths).toBe(0);
});

itAtLength('the checker catches an api that acknowledges before the commit', async () => {
  const { faults, load, checked } = await restarted({
    orders: [['api', 'api']],
    twists: { api: 'acknowledges before the commit' },
    isKindly: () => false,
  });
  sayFigures('restart-orders, saboteur: acknowledges before the commit', faults, checked, load);
  expect(checked.lost).toBeGreaterThan(0);
});
