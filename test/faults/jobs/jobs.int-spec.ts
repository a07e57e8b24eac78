import { listDrafts, listReminders, runJob, type Job } from '@app/jobs';
import { JobBureau } from './job-bureau';

/** 00:30 of 15 January in Shanghai, the day before in the rest of the world. */
const INSTANT = '2025-01-14T16:30:00Z';
const SWEEP: Job = { name: 'sweep', data: { on: '2025-01-15' } };
const LAPSED = ['CorrectionLapsed', 'CaseClosed'];

describe('the jobs', () => {
  let bureau: JobBureau;
  beforeEach(async () => {
    bureau = await JobBureau.open(INSTANT);
  });
  afterEach(() => bureau.close());

  it('record a lapse once, however often the sweep runs', async () => {
    const caseId = await bureau.unanswered();
    const parts = { pool: bureau.pool, ports: bureau.ports() };
    expect(await runJob(SWEEP, parts)).toMatchObject({ lapsed: 1, refused: [], failed: [] });
    expect(await runJob(SWEEP, parts)).toMatchObject({ lapsed: 0, refused: [], failed: [] });
    expect(await bureau.happened(caseId)).toEqual(LAPSED);
  });

  it('record a lapse once when two workers sweep from the same list', async () => {
    const caseIds = [await bureau.unanswered(), await bureau.unanswered()];
    const list = await bureau.ports().openClocks('2025-01-15');
    const parts = { pool: bureau.pool, ports: bureau.ports({ openClocks: () => Promise.resolve(list) }) };
    const [one, two] = await Promise.all([runJob(SWEEP, parts), runJob(SWEEP, parts)]);
    expect([one.failed, two.failed]).toEqual([[], []]);
    expect(Number(one.lapsed) + Number(two.lapsed)).toBe(2);
    for (const caseId of caseIds) expect(await bureau.happened(caseId)).toEqual(LAPSED);
  });

  it('go on with the next case where one cannot be asked', async () => {
    const [poison, sound] = [await bureau.unanswered(), await bureau.unanswered()];
    const { act } = bureau.ports();
    const ports = bureau.ports({
      act: (request) => (request.caseId === poison ? Promise.reject(new RangeError('poison')) : act(request)),
    });
    const failed = [{ caseId: poison, clock: 'C2', error: 'RangeError' }];
    expect(await runJob(SWEEP, { pool: bureau.pool, ports })).toMatchObject({ lapsed: 1, failed });
    expect(await bureau.happened(sound)).toEqual(LAPSED);
  });

  it('remind of a clock once per kind, and settle it when the clock stops', async () => {
    const caseId = await bureau.unanswered();
    const parts = { pool: bureau.pool, ports: bureau.ports() };
    const ofCase = async () =>
      (await listReminders(bureau.pool, 'D01'))
        .filter((each) => each.caseId === caseId)
        .map(({ clock, kind, firstSeen, lastSeen }) => [clock, kind, firstSeen, lastSeen]);
    for (const on of ['2025-01-10', '2025-01-13', '2025-01-13']) await runJob({ name: 'sweep', data: { on } }, parts);
    expect(await ofCase()).toEqual([['C2', 'due_soon', '2025-01-10', '2025-01-13']]);
    await runJob({ name: 'sweep', data: { on: '2025-01-14' } }, parts);
    expect(await ofCase()).toEqual([['C2', 'due_today', '2025-01-14', '2025-01-14']]);
    await runJob(SWEEP, parts);
    expect(await ofCase()).toEqual([]);
  });

  it('draft the report of the past year once a day, with the checks it fails', async () => {
    const parts = { pool: bureau.pool, ports: bureau.ports() };
    const draft: Job = { name: 'draft', data: { unit: 'D01', year: 2024, on: '2025-01-01' } };
    await runJob(draft, parts);
    await runJob(draft, parts);
    expect(await listDrafts(bureau.pool, 'D01')).toMatchObject([{ unit: 'D01', year: 2024, position: 1 }]);
  });
});

const BACKENDS: [string, string | undefined][] = [
  ['PostgreSQL', undefined],
  ...(process.env['REDIS_URL'] ? [['Redis', process.env['REDIS_URL']] as [string, string]] : []),
];
if (!process.env['REDIS_URL']) process.stderr.write('NOT RUN: the queue on Redis, since REDIS_URL is not set\n');

describe.each(BACKENDS)('the job office with its queue on %s', (_name, redisUrl) => {
  let bureau: JobBureau;
  beforeEach(async () => {
    bureau = await JobBureau.open(INSTANT);
  });
  afterEach(() => bureau.close());
  const hire = () => bureau.office(redisUrl === undefined ? undefined : { redisUrl });

  it('does at its start what the day asks for', async () => {
    const caseId = await bureau.unanswered();
    const { office, next } = hire();
    const done = Promise.all([next('sweep'), next('draft')]);
    office.start();
    await done;
    expect(await office.state()).toMatchObject({ state: 'up' });
    await office.stop();
    expect(await bureau.happened(caseId)).toEqual(LAPSED);
    expect(await listDrafts(bureau.pool, 'D01')).toHaveLength(1);
  });
});

describe('a queue that is lost', () => {
  it('is made again, and what was due is done (F29)', async () => {
    const bureau = await JobBureau.open(INSTANT);
    const { office, next } = bureau.office();
    const first = next('sweep');
    office.start();
    await first;
    const caseId = await bureau.unanswered();
    // Nobody knows any more that the day's sweep was done, nor where it would be asked for.
    await bureau.pool.query('drop schema bullmq cascade; delete from jobs.job_result');
    expect(await office.state()).toEqual({ state: 'down' });
    const again = next('sweep');
    await office.reconcile();
    await again;
    expect(await office.state()).toMatchObject({ state: 'up' });
    expect(await bureau.happened(caseId)).toEqual(LAPSED);
    await office.stop();
    await bureau.close();
  });
});
