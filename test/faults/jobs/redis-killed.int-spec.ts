import { RedisServer } from '../../support/redis/redis-server';
import { JobBureau } from './job-bureau';

const INSTANT = '2025-01-14T16:30:00Z';
const LAPSED = ['CorrectionLapsed', 'CaseClosed'];

describe('a Redis that is killed', () => {
  let redis: RedisServer;
  let bureau: JobBureau;
  beforeEach(async () => {
    [redis, bureau] = await Promise.all([RedisServer.start(), JobBureau.open(INSTANT)]);
  });
  afterEach(async () => {
    await bureau.close();
    await redis.stop();
  });

  it('stops no case, and once it is back, empty, what was due is done (F29)', async () => {
    const { office, next, all } = bureau.office({ redisUrl: redis.url });
    const first = all();
    office.start();
    await first;
    await redis.kill();
    // Registering and acting go on without a queue.
    const caseId = await bureau.unanswered();
    await office.reconcile();
    expect(await office.state()).toEqual({ state: 'down' });
    expect(await bureau.happened(caseId)).toEqual([]);

    await bureau.pool.query('delete from jobs.job_result');
    await redis.run();
    const again = next('sweep');
    await office.reconcile();
    await again;
    expect(await bureau.happened(caseId)).toEqual(LAPSED);
    await office.stop();
  });
});
