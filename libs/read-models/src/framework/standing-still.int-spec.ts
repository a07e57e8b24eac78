import { logOf, interleaved } from '../../test/a-log';
import { countedBy, counting, countsIn, makeCountingTable } from '../../test/counting';
import { FollowedLog } from '../../test/followed-log';
import { READ_MODELS_SCHEMA } from '../database/data-source';
import { Checkpoints, Fenced } from './checkpoints';
import { LogReader } from './log-reader';
import { ProjectionRun } from './projection-run';
import { isTransient } from './transient';

const log = interleaved(4, 3);

/** Checkpoints whose owner stands still with its rows written, until it is woken. */
class Sleeping extends Checkpoints {
  wake: () => void = () => undefined;
  asleep: () => void = () => undefined;
  override async advance(...moved: Parameters<Checkpoints['advance']>): Promise<void> {
    this.asleep();
    await new Promise<void>((resolve) => (this.wake = resolve));
    await super.advance(...moved);
  }
}

it('a projector that stands still in the middle of its batch does not hold up the next one for ever (T5)', async () => {
  const followed = await FollowedLog.open(await logOf(log));
  await makeCountingTable(followed.dataSource);
  const { store, dataSource } = followed;
  const { storeId } = await store.head();
  const [sleeping, plain] = [Sleeping, Checkpoints].map((Kind) => new Kind(dataSource, READ_MODELS_SCHEMA));
  await plain!.ensure([counting()]);
  const runOn = (checkpoints: Checkpoints) => new ProjectionRun(counting(), new LogReader(store), checkpoints, storeId);
  const [old, successor] = [runOn(sleeping!), runOn(plain!)];

  await old.takeOver();
  const asleep = new Promise<void>((resolve) => ((sleeping as Sleeping).asleep = resolve));
  const step = old.step().catch((error: unknown) => error);
  await asleep;
  await successor.takeOver();
  // Its rows wait for the same rows of the sleeper, which PostgreSQL takes back.
  while ((await successor.step()) !== 'idle');
  (sleeping as Sleeping).wake();

  // What it had begun is gone; it looks again, and meets the fence.
  const error = await step;
  expect(error instanceof Fenced || isTransient(error)).toBe(true);
  expect(await countedBy(dataSource)).toEqual(countsIn(log));
  await followed.close();
});
