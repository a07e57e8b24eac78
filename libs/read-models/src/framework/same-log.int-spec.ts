import { inMemoryStore } from '@app/event-store';
import { interleaved, logOf } from '../../test/a-log';
import { FollowedLog } from '../../test/followed-log';
import { ListUnits } from '../units/list-units';
import { Projector } from './projector';
import { ReadModelsOfAnotherLog } from './refusals';

const log = interleaved(8, 5);

describe('read models made from another log (F31, F32)', () => {
  let followed: FollowedLog;
  beforeEach(async () => {
    followed = await FollowedLog.open(await logOf(log));
    await followed.projector.catchUp();
  });
  afterEach(() => followed.close());

  const on = (store: ConstructorParameters<typeof Projector>[0]['store']) =>
    new Projector({ store, dataSource: followed.dataSource });

  it('are refused when the log is empty', async () => {
    await expect(on(inMemoryStore()).start()).rejects.toMatchObject({ reason: 'ahead_of_log', position: log.length });
  });

  it('are refused when the log was restored to an earlier day', async () => {
    const earlier = await logOf(log.slice(0, 10));
    const sameId = { ...(await earlier.head()), storeId: (await followed.store.head()).storeId };
    const restored = Object.assign(Object.create(earlier) as typeof earlier, { head: () => Promise.resolve(sameId) });
    // One view was behind: what is lost is told by the one that had come furthest.
    await followed.dataSource.query(
      `update read_models.checkpoint set position = position - 1 where projection = 'applicant-months'`,
    );
    await expect(on(restored).catchUp()).rejects.toMatchObject({
      reason: 'ahead_of_log',
      message: expect.stringContaining(`positions 11 to ${log.length} are not in it`) as string,
    });
  });

  it('are refused when the log has another identity', async () => {
    await expect(on(await logOf(log)).start()).rejects.toMatchObject({ reason: 'other_store' });
  });

  it('are refused when the log went another way before the checkpoint', async () => {
    const other = await logOf([
      ...interleaved(8, 6),
      ...interleaved(1, 1).map(([s, f]) => [`${s}x`, f] as (typeof log)[0]),
    ]);
    const sameId = { ...(await other.head()), storeId: (await followed.store.head()).storeId };
    const forked = Object.assign(Object.create(other) as typeof other, {
      head: () => Promise.resolve(sameId),
      readAll: other.readAll.bind(other),
    });
    expect(sameId.position).toBeGreaterThan(log.length);
    await expect(on(forked).start()).rejects.toMatchObject({ reason: 'other_history' });
  });

  it('name the command that makes them anew, and it does', async () => {
    const other = await logOf(interleaved(3, 9));
    const projector = on(other);
    const refusal = await projector.start().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ReadModelsOfAnotherLog);
    expect((refusal as ReadModelsOfAnotherLog).advice).toBe('ledger rebuild');
    await projector.rebuild();
    await projector.start();
    expect(await projector.waitFor((await other.head()).position, 20_000)).toBe(true);
    expect((await projector.status()).every(({ lag }) => lag === 0)).toBe(true);
    await projector.stop();
    expect(await followed.ask(new ListUnits())).toHaveLength(1);
  });
});
