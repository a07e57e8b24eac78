import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { JobBureau } from '../jobs/job-bureau';
import { canRun } from '../ground/not-run';
import { RedisAt } from '../ground/redis-at';
import { SEED } from '../ground/seed';
import { SmallDisk, whyNoSmallDisk } from '../ground/small-disk';

jest.setTimeout(3_600_000);

const LAPSED = ['CorrectionLapsed', 'CaseClosed'];

if (canRun('full-disk redis', whyNoSmallDisk())) {
  it('a Redis whose disk is full stops no case, and what was due is done when there is room', async () => {
    const base = mkdtempSync(join(tmpdir(), 'ledger-redis-full-'));
    chmodSync(base, 0o755);
    const disk = SmallDisk.make(base, 'disk', '16m');
    const redis = await RedisAt.start(disk.folder);
    const bureau = await JobBureau.open('2025-01-14T16:30:00Z');
    try {
      const { office } = bureau.office({ redisUrl: redis.url }, 1_000);
      office.start();
      while (await redis.takes()) disk.fill();
      const caseId = await bureau.unanswered();
      await office.reconcile();
      await bureau.pool.query('delete from jobs.job_result');
      disk.free();
      while ((await bureau.happened(caseId)).length < LAPSED.length) {
        await office.reconcile();
        await pause(200);
      }
      const figures = { acknowledged: 1, lost: 0, doubled: 0, diverging: 0, seed: SEED };
      process.stderr.write(`${JSON.stringify({ faults: 1, kind: 'full-disk redis', ...figures })}\n`);
      expect(await bureau.happened(caseId)).toEqual(LAPSED);
      expect(await redis.takes()).toBe(true);
    } finally {
      disk.free();
      await bureau.close();
      await redis.kill();
      disk.remove();
      rmSync(base, { recursive: true, force: true });
    }
  });
}
