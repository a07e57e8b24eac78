import { Client } from 'pg';
import type { EventStore, SubscriptionItem } from '@app/event-store';
import { append, caseStreamOf, idOf, interleaved, logOf, registered } from '../../test/a-log';
import { countedBy, counting, countsIn, makeCountingTable } from '../../test/counting';
import { FollowedLog } from '../../test/followed-log';
import { READ_MODELS_SCHEMA } from '../database/data-source';
import { Checkpoints } from './checkpoints';
import { Projector } from './projector';
import { AnotherProjector } from './refusals';

/** Ends the connection before the checkpoint moves, once. */
class Mortal extends Checkpoints {
  private moves = 0;
  constructor(
    { dataSource }: FollowedLog,
    private readonly fatal: number,
  ) {
    super(dataSource, READ_MODELS_SCHEMA);
  }
  override async advance(...moved: Parameters<Checkpoints['advance']>): Promise<void> {
    this.moves += 1;
    if (this.moves === this.fatal) throw Object.assign(new Error('killed'), { code: '57P01' });
    await super.advance(...moved);
  }
}

const log = interleaved(20, 5);
const head = log.length;

describe('a projector', () => {
  let followed: FollowedLog;
  beforeEach(async () => {
    followed = await FollowedLog.open(await logOf(log));
    await makeCountingTable(followed.dataSource);
  });
  afterEach(() => followed.close());

  const projector = (options: Partial<ConstructorParameters<typeof Projector>[0]> = {}) =>
    new Projector({ store: followed.store, dataSource: followed.dataSource, projections: [counting()], ...options });

  it('that dies between rows and checkpoint loses and doubles nothing, wherever it dies (F13)', async () => {
    for (let fatal = 1; fatal <= 8; fatal++) {
      await followed.dataSource.query('delete from read_models.counting; delete from read_models.checkpoint');
      const dying = { checkpoints: new Mortal(followed, fatal), batchSize: 6, patienceMs: 0 };
      await expect(projector(dying).catchUp()).rejects.toThrow('killed');
      expect(await countedBy(followed.dataSource)).toEqual(countsIn(log, (fatal - 1) * 6));
      await projector({ batchSize: 6 }).catchUp();
      expect(await countedBy(followed.dataSource)).toEqual(countsIn(log));
    }
  });

  it('whose connection is cut while it catches up tries again', async () => {
    await projector({ checkpoints: new Mortal(followed, 3), batchSize: 6 }).catchUp();
    expect(await countedBy(followed.dataSource)).toEqual(countsIn(log));
  });

  it('whose checkpoint commits apart from its rows counts twice: the spec above can tell', async () => {
    const apart = { ...counting(), name: 'counting' };
    const outside = {
      ...apart,
      write: (_tx: unknown, streams: string[]) =>
        followed.dataSource.transaction(async (manager) => {
          const execute = async (sql: string, parameters?: unknown[]) => {
            await manager.query('set local search_path = read_models');
            await manager.query(sql, parameters);
            return 1;
          };
          await apart.write({ execute } as never, streams, undefined as never);
        }),
    };
    const dying = { projections: [outside], checkpoints: new Mortal(followed, 1), patienceMs: 0 };
    await expect(projector(dying).catchUp()).rejects.toThrow('killed');
    await projector({ projections: [outside] }).catchUp();
    expect(await countedBy(followed.dataSource)).not.toEqual(countsIn(log));
  });

  it('leads alone: another stands by and takes over when it stops', async () => {
    const [first, second] = [projector(), projector()];
    await first.start();
    await second.start();
    expect((await first.status())[0]?.state).toBe('running');
    expect((await second.status())[0]?.state).toBe('standby');
    expect(await second.waitFor(head, 20_000)).toBe(true);
    await expect(second.rebuild()).rejects.toThrow(AnotherProjector);
    await first.stop();
    const next = await append(followed.store, `case-${idOf('next')}`, registered('2025-9', '2025-03-03'));
    expect(await second.waitFor(next, 20_000)).toBe(true);
    expect((await second.status())[0]).toMatchObject({ state: 'running', position: next, head: next, lag: 0 });
    await second.stop();
    expect(Object.keys(await countedBy(followed.dataSource))).toContain(`case-${idOf('next')}`);
  });

  it('whose lock session is cut hands over, and nothing is counted twice (F14)', async () => {
    const [first, second] = [projector({ batchSize: 1 }), projector({ batchSize: 1 })];
    await first.start();
    await second.start();
    const admin = new Client({ connectionString: followed.connectionString });
    await admin.connect();
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'disclosure-ledger projector'
       and datname = current_database()`,
    );
    await admin.end();
    const next = await append(followed.store, `case-${idOf('cut')}`, registered('2025-9', '2025-03-03'));
    expect(await second.waitFor(next, 30_000)).toBe(true);
    await Promise.all([first.stop(), second.stop()]);
    expect(await countedBy(followed.dataSource)).toEqual({ ...countsIn(log), [`case-${idOf('cut')}`]: 1 });
  });

  it('goes on when the subscription never tells of anything, and when it breaks (F17, F18)', async () => {
    const deaf = (subscribe: EventStore['subscribe']): EventStore =>
      Object.assign(Object.create(followed.store) as EventStore, {
        subscribe,
        readAll: followed.store.readAll.bind(followed.store),
        readStream: followed.store.readStream.bind(followed.store),
        head: followed.store.head.bind(followed.store),
      });

    async function* silent({ signal }: { signal: AbortSignal }): AsyncIterable<SubscriptionItem> {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    }

    async function* broken(): AsyncIterable<SubscriptionItem> {
      await Promise.resolve();
      throw new Error('connection lost');
    }
    for (const [n, subscribe] of [silent, broken].entries()) {
      const hardOfHearing = projector({ store: deaf(subscribe as EventStore['subscribe']) });
      await hardOfHearing.start();
      expect(await hardOfHearing.waitFor((await followed.store.head()).position, 20_000)).toBe(true);
      const next = await append(followed.store, `case-${idOf(`quiet ${n}`)}`, registered('2025-9', '2025-03-03'));
      expect(await hardOfHearing.waitFor(next, 20_000)).toBe(true);
      await hardOfHearing.stop();
    }
  });

  it('says no when a position does not come in time', async () => {
    await projector().catchUp();
    expect(await projector().waitFor(head, 0)).toBe(true);
    expect(await projector().waitFor(head + 1, 60)).toBe(false);
  });

  it('catches up while another process leads', async () => {
    const leader = projector();
    await leader.start();
    await projector().catchUp();
    expect(await countedBy(followed.dataSource)).toEqual(countsIn(log));
    await leader.stop();
  });

  it('rebuilds beside the rows that are served, while it leads (F19)', async () => {
    const leader = projector({ batchSize: 3 });
    await leader.start();
    await leader.waitFor(head, 20_000);
    await followed.dataSource.query('update read_models.counting set n = 99');
    const during: unknown[] = [];
    await leader.rebuild(undefined, () => {
      during.push(countedBy(followed.dataSource).then((counts) => Object.values(counts).every((n) => n === 99)));
    });
    // Whoever asked before the end saw the old rows, whole.
    expect((await Promise.all(during)).slice(0, -2).every(Boolean)).toBe(true);
    expect(await countedBy(followed.dataSource)).toEqual(countsIn(log));
    const next = await append(followed.store, caseStreamOf(0), registered('2025-0000', '2025-03-03'));
    expect(await leader.waitFor(next, 20_000)).toBe(true);
    await leader.stop();
  });
});
