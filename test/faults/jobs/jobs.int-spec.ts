import { listDrafts, listReminders, runJob, unfinished, type Job } from '@app/jobs';
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

  it('draft the report of the past year once, with the checks it fails', async () => {
    const parts = { pool: bureau.pool, ports: bureau.ports() };
    for (const on of ['2025-01-01', '2025-01-02']) {
      await runJob({ name: 'draft', data: { unit: 'D01', year: 2024, on } }, parts);
    }
    expect(await listDrafts(bureau.pool, 'D01')).toMatchObject([
      { unit: 'D01', year: 2024, madeOn: '2025-01-01', position: 1 },
    ]);
  });

  it('count the day of the report by the kind of the unit (R-100, R-101)', async () => {
    await bureau.unit('G01', 'government');
    await bureau.unit('T01', 'township');
    const clocks = (await bureau.ports().openClocks('2025-01-15')).filter(({ clock }) => clock === 'C12');
    expect(clocks.map(({ unit, dueOn }) => [unit, dueOn])).toEqual([
      ['D01', '2025-01-31'],
      ['T01', '2025-01-31'],
      ['G01', '2025-03-31'],
    ]);
  });

  it('wait for the read models with a bound, and find what was missed later', async () => {
    const { projector } = bureau.ledger;
    await projector.stop();
    const caseId = await bureau.unanswered();
    const parts = { pool: bureau.pool, ports: bureau.ports({}, 0) };
    await expect(runJob(SWEEP, parts)).rejects.toMatchObject({ name: 'ReadModelBehind' });
    expect(await bureau.happened(caseId)).toEqual([]);
    await projector.start();
    expect(await runJob(SWEEP, { ...parts, ports: bureau.ports() })).toMatchObject({ lapsed: 1 });
  });

  it('end between two cases when told to, and are asked for again at once', async () => {
    await bureau.unanswered();
    await bureau.unanswered();
    const ending = new AbortController();
    const { act } = bureau.ports();
    const ports = bureau.ports({ act: (request) => act(request).finally(() => ending.abort()) });
    await expect(runJob(SWEEP, { pool: bureau.pool, ports, signal: ending.signal })).rejects.toThrow();
    expect(await unfinished([SWEEP], bureau.pool)).toEqual([SWEEP]);
    expect(await runJob(SWEEP, { pool: bureau.pool, ports: bureau.ports() })).toMatchObject({ lapsed: 1 });
  });
});

describe('a job that did not come to its end', () => {
  let bureau: JobBureau;
  beforeAll(async () => {
    bureau = await JobBureau.open(INSTANT);
  });
  afterAll(() => bureau.close());
  const pass = (minutes: number) =>
    bureau.pool.query('update jobs.job_result set again_at = again_at - make_interval(mins => $1)', [minutes]);

  it('because of one case is asked for again after an hour, until nothing is left', async () => {
    const caseId = await bureau.unanswered();
    const poisoned = bureau.ports({ act: () => Promise.reject(new RangeError('poison')) });
    await runJob(SWEEP, { pool: bureau.pool, ports: poisoned });
    await pass(59);
    expect(await unfinished([SWEEP], bureau.pool)).toEqual([]);
    await pass(1);
    expect(await unfinished([SWEEP], bureau.pool)).toEqual([SWEEP]);
    expect(await runJob(SWEEP, { pool: bureau.pool, ports: bureau.ports() })).toMatchObject({ lapsed: 1, failed: [] });
    await pass(1_000);
    expect(await unfinished([SWEEP], bureau.pool)).toEqual([]);
    expect(await bureau.happened(caseId)).toEqual(LAPSED);
  });

  it('rests longer after every run, an hour at most', async () => {
    const broken = bureau.ports({ openClocks: () => Promise.reject(new RangeError('broken')) });
    const rests: number[] = [];
    for (let run = 0; run < 9; run += 1) {
      const sweep: Job = { name: 'sweep', data: { on: '2025-01-16' } };
      await expect(runJob(sweep, { pool: bureau.pool, ports: broken })).rejects.toThrow(RangeError);
      const { rows } = await bureau.pool.query<{ rest: number; result: unknown }>(
        `select (extract(epoch from again_at - finished_at) / 60)::integer as rest, result
         from jobs.job_result where job_id = 'sweep:2025-01-16'`,
      );
      rests.push(rows[0]!.rest);
      expect(rows[0]!.result).toEqual({ error: 'RangeError' });
    }
    expect(rests).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });
});
