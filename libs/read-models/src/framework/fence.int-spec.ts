import type { EventStore } from '@app/event-store';
import { interleaved, logOf, numbersFrom } from '../../test/a-log';
import { countedBy, counting, countsIn, makeCountingTable } from '../../test/counting';
import { FollowedLog } from '../../test/followed-log';
import { READ_MODELS_SCHEMA } from '../database/data-source';
import { inTransaction } from '../database/in-transaction';
import type { Transaction } from '../database/transaction';
import { Checkpoints, Fenced, type Standing } from './checkpoints';
import { LogReader } from './log-reader';
import { ProjectionRun } from './projection-run';

/** Where a projector may be held up: with its batch in hand, or with its rows written and its checkpoint not. */
type Pause = 'before_rows' | 'before_checkpoint';

/** Checkpoints whose owner can be held up before it moves one. */
class Held extends Checkpoints {
  before: () => Promise<void> = () => Promise.resolve();
  override async advance(...moved: Parameters<Checkpoints['advance']>): Promise<void> {
    const before = this.before;
    this.before = () => Promise.resolve();
    await before();
    await super.advance(...moved);
  }
}

/** The saboteur: a checkpoint that anybody may move. */
class Unfenced extends Held {
  override async advance(
    tx: Transaction,
    name: string,
    _from: Standing,
    to: { position: number; hash: string; storeId: string },
  ): Promise<void> {
    const before = this.before;
    this.before = () => Promise.resolve();
    await before();
    await tx.execute('update checkpoint set position = $2, hash = $3, store_id = $4 where projection = $1', [
      name,
      to.position,
      to.hash,
      to.storeId,
    ]);
  }
}

/** A projection whose writing can be held up before the first row. */
function heldCounting() {
  const held = { before: () => Promise.resolve() };
  const projection = counting();
  return {
    held,
    projection: {
      ...projection,
      write: async (...batch: Parameters<typeof projection.write>) => {
        const before = held.before;
        held.before = () => Promise.resolve();
        await before();
        await projection.write(...batch);
      },
    },
  };
}

interface Interleaving {
  pause: Pause;
  /** Events in the old projector's batches, and steps it takes before it is held up. */
  oldBatch: number;
  oldSteps: number;
  newBatch: number;
  newSteps: number;
}

const below = numbersFrom(7);
const INTERLEAVINGS: Interleaving[] = Array.from({ length: 50 }, (_, n) => ({
  pause: n % 2 === 0 ? 'before_rows' : 'before_checkpoint',
  oldBatch: 1 + below(9),
  oldSteps: below(4),
  newBatch: 1 + below(9),
  newSteps: 1 + below(4),
}));

const log = interleaved(12, 3);
const head = log.length;

describe('two projectors on one projection', () => {
  let followed: FollowedLog;
  let store: EventStore;

  beforeAll(async () => {
    store = await logOf(log);
    followed = await FollowedLog.open(store);
    await makeCountingTable(followed.dataSource);
  });
  afterAll(() => followed.close());

  async function play(plan: Interleaving, Moved: typeof Held): Promise<{ refused: boolean }> {
    const { dataSource } = followed;
    await dataSource.query(
      `delete from read_models.counting; delete from read_models.checkpoint where projection = 'counting'`,
    );
    const { storeId } = await store.head();
    const oldMoves = new Moved(dataSource, READ_MODELS_SCHEMA);
    const { held, projection } = heldCounting();
    await oldMoves.ensure([projection]);
    const old = new ProjectionRun(projection, new LogReader(store, plan.oldBatch), oldMoves, storeId);
    await old.takeOver();
    for (let step = 0; step < plan.oldSteps; step++) await old.step();

    const plain = new Moved(dataSource, READ_MODELS_SCHEMA);
    const successor = new ProjectionRun(counting(), new LogReader(store, plan.newBatch), plain, storeId);
    let ahead: Promise<void> = Promise.resolve();
    const takeOver = async () => {
      await successor.takeOver();
      // Rows the old one has written and not committed keep the new one waiting; it goes on when those are gone.
      ahead = (async () => {
        for (let step = 0; step < plan.newSteps; step++) await successor.step();
      })();
      if (plan.pause === 'before_rows') await ahead;
    };
    if (plan.pause === 'before_rows') held.before = takeOver;
    else oldMoves.before = takeOver;

    const refused = await old.step().then(
      () => false,
      (error: unknown) => error instanceof Fenced,
    );
    await ahead;
    while ((await successor.step()) !== 'idle');
    return { refused };
  }

  it('the old one is refused in each of 50 interleavings, and every event counts once', async () => {
    expect(head).toBeGreaterThan(40);
    for (const plan of INTERLEAVINGS) {
      const { refused } = await play(plan, Held);
      expect({ plan, refused, counts: await countedBy(followed.dataSource) }).toEqual({
        plan,
        refused: true,
        counts: countsIn(log),
      });
    }
  });

  it('without the fence events count twice: the counts above can tell', async () => {
    let wrong = 0;
    for (const plan of INTERLEAVINGS.filter(({ pause }) => pause === 'before_rows')) {
      await play(plan, Unfenced);
      const counts = await countedBy(followed.dataSource);
      if (JSON.stringify(Object.entries(counts).sort()) !== JSON.stringify(Object.entries(countsIn(log)).sort()))
        wrong++;
    }
    expect(wrong).toBe(25);
  });

  it('a refused write leaves neither rows nor checkpoint', async () => {
    const { dataSource } = followed;
    const checkpoints = new Checkpoints(dataSource, READ_MODELS_SCHEMA);
    const standing = await checkpoints.take('counting');
    const before = await countedBy(dataSource);
    const zombie = { ...standing, epoch: standing.epoch - 1 };
    const write = inTransaction(dataSource, READ_MODELS_SCHEMA, async (tx) => {
      await tx.execute(`insert into counting values ('zombie', 1)`);
      await checkpoints.advance(tx, 'counting', zombie, { position: head + 1, hash: 'x', storeId: 'x' });
    });
    await expect(write).rejects.toThrow(Fenced);
    expect(await countedBy(dataSource)).toEqual(before);
    expect((await checkpoints.read(['counting']))[0]?.position).toBe(standing.position);
  });
});
