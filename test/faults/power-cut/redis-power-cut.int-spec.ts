import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { JobBureau } from '../jobs/job-bureau';
import { LoopDisk, whyNoLoopDisk } from '../ground/loop-disk';
import { canRun } from '../ground/not-run';
import { RedisAt } from '../ground/redis-at';
import { countOf, randomOf, SEED } from '../ground/seed';

jest.setTimeout(3_600_000);

const CUTS = countOf('FAULT_REDIS_CUTS', 1);
const LAPSED = ['CorrectionLapsed', 'CaseClosed'];

if (canRun('power-cut redis', whyNoLoopDisk())) {
  it(`a Redis that comes back from ${CUTS} power cuts with an older file loses no work and doubles none (F29)`, async () => {
    const random = randomOf('redis-cut');
    const base = mkdtempSync(join(tmpdir(), 'ledger-redis-cut-'));
    chmodSync(base, 0o755);
    let disk = LoopDisk.make(base, 'disk', '64M');
    const redis = await RedisAt.start(disk.folder);
    const bureau = await JobBureau.open('2025-01-14T16:30:00Z');
    try {
      const { office } = bureau.office({ redisUrl: redis.url }, 1_000);
      office.start();
      for (let cut = 1; cut <= CUTS; cut++) {
        await bureau.unanswered();
        await bureau.pool.query('delete from jobs.job_result');
        await office.reconcile();
        await pause(random() * 300);
        redis.signal('SIGSTOP');
        const left = disk.afterPowerCut(`cut-${cut}`);
        await redis.kill();
        disk.remove();
        disk = left;
        await redis.run(disk.folder);
      }
      await bureau.pool.query('delete from jobs.job_result');
      while (!(await allLapsed(bureau))) {
        await office.reconcile();
        await pause(200);
      }
      const happened = await Promise.all(bureau.caseIds.map((id) => bureau.happened(id)));
      const doubled = happened.filter((types) => types.length > LAPSED.length).length;
      const figures = { acknowledged: bureau.caseIds.length, lost: 0, doubled, diverging: 0, seed: SEED };
      process.stderr.write(`${JSON.stringify({ faults: CUTS, kind: 'power-cut redis', ...figures })}\n`);
      expect(happened).toEqual(bureau.caseIds.map(() => LAPSED));
    } finally {
      await bureau.close();
      await redis.kill();
      disk.remove();
      rmSync(base, { recursive: true, force: true });
    }
  });
}

async function allLapsed(bureau: JobBureau): Promise<boolean> {
  const happened = await Promise.all(bureau.caseIds.map((id) => bureau.happened(id)));
  return happened.every((types) => types.length >= LAPSED.length);
}
