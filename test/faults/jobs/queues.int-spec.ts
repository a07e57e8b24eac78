import { listDrafts, type QueueBackend } from '@app/jobs';
import { JobBureau } from './job-bureau';
import { QUEUE_GROUNDS, type QueueGround } from './queue-grounds';

const INSTANT = '2025-01-14T16:30:00Z';
const LAPSED = ['CorrectionLapsed', 'CaseClosed'];
const GROUNDS = Object.entries(QUEUE_GROUNDS);

describe.each(GROUNDS)('the job office with its queue on %s', (_name, open) => {
  let ground: QueueGround;
  let bureau: JobBureau;
  beforeAll(async () => {
    ground = await open();
  });
  afterAll(() => ground.close());
  beforeEach(async () => {
    bureau = await JobBureau.open(INSTANT);
  });
  afterEach(() => bureau.close());
  const hire = () => bureau.office(ground.backendOf(bureau));

  it('does at its start what the day asks for', async () => {
    const caseId = await bureau.unanswered();
    const { office, all } = hire();
    const done = all();
    office.start();
    await done;
    expect(await office.state()).toMatchObject({ state: 'up' });
    await office.stop();
    expect(await bureau.happened(caseId)).toEqual(LAPSED);
    expect(await listDrafts(bureau.pool, 'D01')).toHaveLength(1);
  });

  it('asks for a job once, however often it is asked for (deterministic ids)', async () => {
    const { office, all } = hire();
    const done = all();
    office.start();
    await done;
    const runs = async () =>
      (await bureau.pool.query<{ tries: number }>('select tries from jobs.job_result')).rows.map(({ tries }) => tries);
    await Promise.all([office.reconcile(), office.reconcile(), office.reconcile()]);
    expect(await office.state()).toMatchObject({ counts: { waiting: 0, active: 0, delayed: 0 } });
    await office.stop();
    expect(await runs()).toEqual(bureau.ofTheDay().map(() => 1));
  });

  it('is made again where its queue was lost, and what was due is done (F29)', async () => {
    const { office, next, all } = hire();
    const first = all();
    office.start();
    await first;
    const caseId = await bureau.unanswered();
    // Nobody knows any more that the day's sweep was done, nor where it would be asked for.
    await ground.lose(bureau);
    await bureau.pool.query('delete from jobs.job_result');
    const again = next('sweep');
    await office.reconcile();
    await again;
    expect(await office.state()).toMatchObject({ state: 'up' });
    expect(await bureau.happened(caseId)).toEqual(LAPSED);
    await office.stop();
  });

  it('leaves the jobs of another installation alone', async () => {
    const other = await JobBureau.open(INSTANT);
    const [ours, theirs] = [await bureau.unanswered(), await other.unanswered()];
    const { office, all } = hire();
    const second = other.office(ground.backendOf(other));
    const both = Promise.all([all(), second.all()]);
    office.start();
    second.office.start();
    await both;
    await Promise.all([office.stop(), second.office.stop()]);
    expect(await bureau.happened(ours)).toEqual(LAPSED);
    expect(await other.happened(theirs)).toEqual(LAPSED);
    await other.close();
  });
});

describe('a queue that was never there', () => {
  it('keeps nobody from starting or stopping (F29)', async () => {
    const bureau = await JobBureau.open(INSTANT);
    // Port 1 answers nobody.
    const nowhere: QueueBackend = { redisUrl: 'redis://127.0.0.1:1' };
    const { office } = bureau.office(nowhere);
    office.start();
    expect(await office.state()).toEqual({ state: 'down' });
    await office.reconcile();
    expect(await office.state()).toEqual({ state: 'down' });
    await office.stop();
    await bureau.close();
  });
});
