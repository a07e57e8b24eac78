import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { ProcessRole } from '@app/runtime';
import { itAtLength } from '../ground/at-length';
import { countOf, randomOf } from '../ground/seed';
import { sayFigures } from '../stand/figures';
import { UNHARMED } from '../stand/oracles';
import type { NamedProcess } from '../stand/named-process';
import { Stand, type StandOptions } from '../stand/stand';
import type { Twist } from '../stand/twisted-server';

// Processes that stand still and go on, and lock sessions that die under their holder (T5). FAULT_PAUSES = how many; the
// checker is asked every CHECK_EVERY of them. FAULT_SEED.
const PAUSES = countOf('FAULT_PAUSES', 3);
const CHECK_EVERY = 40;
const BETWEEN = 8;
jest.setTimeout(3_600_000);

const random = randomOf('pauses');
const ROLES: ProcessRole[] = ['api', 'api', 'projector', 'projector', 'worker'];
/** A view that does not forgive stands beside the product's: applied twice or never, it shows (F13, F14). */
const COUNTING: StandOptions['twists'] = { projector: 'counts as well' };

const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;

/** Mostly shorter than any time-out of ours, now and then longer. */
const standStill = () => pause(random() < 0.85 ? 300 + random() * 1_500 : 6_500);

async function paused(process: NamedProcess): Promise<void> {
  process.signal('SIGSTOP');
  await standStill();
  process.signal('SIGCONT');
}

/** Ends the session that holds the leading projector's lock; its holder does not know at once. Answers whether there was one. */
async function endLockSession(stand: Stand): Promise<boolean> {
  const ended = await stand.postgres.sql(
    `select pg_terminate_backend(l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and a.application_name = 'disclosure-ledger projector'`,
  );
  return ended.length > 0;
}

const KINDS = {
  api: (stand) => paused(one(stand.of('api'))),
  projector: (stand) => paused(one(stand.of('projector'))),
  worker: (stand) => paused(one(stand.of('worker'))),
  PostgreSQL: async (stand) => {
    stand.postgres.freeze();
    await standStill();
    stand.postgres.thaw();
  },
  'lock session': async (stand) => {
    await endLockSession(stand);
  },
  /** The leader stands still, the other takes over, and the leader goes on with what it had in hand. */
  'leader without its lock': async (stand) => {
    for (const each of stand.of('projector')) each.signal('SIGSTOP');
    await endLockSession(stand);
    const [first, second] = random() < 0.5 ? [0, 1] : [1, 0];
    stand.of('projector')[first]!.signal('SIGCONT');
    await pause(1_500);
    stand.of('projector')[second]!.signal('SIGCONT');
    await pause(300);
  },
} satisfies Record<string, (stand: Stand) => Promise<void>>;
type Kind = keyof typeof KINDS;

async function stoodStill(kinds: readonly Kind[], twists: StandOptions['twists']) {
  const stand = await Stand.open({ roles: ROLES, random, ...(twists && { twists }) });
  try {
    const load = stand.beginLoad();
    const told: Partial<Record<Kind, number>> = {};
    for (const kind of kinds) {
      await load.acknowledges(BETWEEN);
      await KINDS[kind](stand);
      told[kind] = (told[kind] ?? 0) + 1;
      await stand.startProcesses();
    }
    expect(await load.acknowledges(BETWEEN)).toBe(true);
    await load.end();
    await stand.projected();
    const miscounted = await countedWrong(stand);
    return { faults: kinds.length, told, load, miscounted, checked: await stand.check(), deaths: stand.deaths };
  } finally {
    await stand.close();
  }
}

/** Streams whose number of events the counting view has wrong. */
async function countedWrong(stand: Stand): Promise<number> {
  const client = new Client({ connectionString: stand.postgres.url() });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select stream from (select stream, count(*)::int as n from log.events where stream like 'case-%' group by stream) l
         full join read_models.counting c using (stream) where l.n is distinct from c.n`,
    );
    return rows.length;
  } finally {
    await client.end();
  }
}

it(`processes that stand still and go on apply nothing twice and lose nothing (${PAUSES})`, async () => {
  const all = Object.keys(KINDS) as Kind[];
  const shuffled = all.map((kind) => ({ kind, at: random() })).toSorted((a, b) => a.at - b.at);
  for (let done = 0, turn = 0; done < PAUSES;) {
    const kinds: Kind[] = [];
    while (kinds.length < Math.min(CHECK_EVERY, PAUSES - done)) kinds.push(shuffled[turn++ % all.length]!.kind);
    const { faults, load, checked, ...more } = await stoodStill(kinds, COUNTING);
    sayFigures('pauses', faults, checked, load, more);
    done += kinds.length;
    expect(checked).toMatchObject(UNHARMED);
    expect(more).toMatchObject({ miscounted: 0, deaths: 0 });
  }
});

/** Stops one of two apis in the middle of its appends, again and again, until the other does not go on meanwhile. */
async function othersGoOn(times: number, twists?: StandOptions['twists']) {
  const stand = await Stand.open({ roles: ['api', 'api'], random, ...(twists && { twists }) });
  try {
    const load = stand.beginLoad({ every: 5, clients: 8 });
    let wentOn = 0;
    for (let turn = 0; turn < times && wentOn === turn; turn++) {
      await load.acknowledges(BETWEEN);
      const [first] = stand.of('api');
      first!.signal('SIGSTOP');
      await pause(100);
      // Longer than any lock of ours is waited for; whoever goes on needs a fraction of it.
      if (await load.acknowledges(5, 8_000)) wentOn++;
      first!.signal('SIGCONT');
    }
    return { wentOn, load, checked: await stand.check() };
  } finally {
    await stand.close();
  }
}

itAtLength('whoever stands still in the middle of an append stops nobody else (F4)', async () => {
  const { wentOn, load, checked } = await othersGoOn(6);
  sayFigures('pauses, a writer stands still', 6, checked, load, { wentOn });
  expect(wentOn).toBe(6);
  expect(checked).toMatchObject(UNHARMED);
});

itAtLength('a writer that holds the head of the log over a round trip stops the others, and is caught', async () => {
  const { wentOn, load, checked } = await othersGoOn(12, { api: 'holds the head over a round trip' });
  sayFigures('pauses, saboteur: holds the head over a round trip', wentOn + 1, checked, load, { wentOn });
  expect(wentOn).toBeLessThan(12);
});

/** The leader stands still with a batch in hand, another takes over and counts the same events, and the first goes on. */
async function overtaken(projector: Twist) {
  const stand = await Stand.open({ roles: ['api', 'projector', 'projector'], random, twists: { projector } });
  try {
    const load = stand.beginLoad();
    const leader = await Promise.any(
      stand.of('projector').map(async (each) => ((await each.halted()) ? each : Promise.reject(new Error('none')))),
    );
    await endLockSession(stand);
    while (!(await countedByAnother(stand))) await pause(20);
    leader.signal('SIGCONT');
    expect(await load.acknowledges(BETWEEN)).toBe(true);
    await load.end();
    await stand.projected();
    const miscounted = await countedWrong(stand);
    return { load, miscounted, checked: await stand.check() };
  } finally {
    await stand.close();
  }
}

async function countedByAnother(stand: Stand): Promise<boolean> {
  const rows = await stand.postgres.sql(
    `select from read_models.checkpoint where projection = 'counting' and epoch > 1
        and exists (select from read_models.counting)`,
  );
  return rows.length > 0;
}

itAtLength('a leader that was overtaken in the middle of its batch writes nothing of it (F14)', async () => {
  const { load, checked, miscounted } = await overtaken('counts as well, stops in its first batch');
  sayFigures('pauses, a leader is overtaken', 1, checked, load, { miscounted });
  expect(checked).toMatchObject(UNHARMED);
  expect(miscounted).toBe(0);
});

it('the checker catches two projectors without a fence', async () => {
  const { load, checked, miscounted } = await overtaken('no fence, counts as well, stops in its first batch');
  sayFigures('pauses, saboteur: no fence', 1, checked, load, { miscounted });
  expect(miscounted).toBeGreaterThan(0);
});
