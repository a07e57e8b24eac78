import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { listDrafts } from '@app/jobs';
import { JobBureau } from './job-bureau';
import { QUEUE_GROUNDS, type QueueGround } from './queue-grounds';
import type { ChildTask } from './working-child';

const INSTANT = '2025-01-14T16:30:00Z';
const ON = '2025-01-15';
const LAPSED = ['CorrectionLapsed', 'CaseClosed'];
const CASES = 6;
const STALLED_AFTER_MS = 1_000;
const root = join(__dirname, '..', '..', '..');

/** A worker in a process of its own, and the lines it says. */
class Child {
  readonly process: ChildProcess;
  private readonly lines: AsyncIterator<string>;

  constructor(task: ChildTask) {
    const args = [join(root, 'bin', 'run-ts.js'), join(__dirname, 'working-child.ts'), JSON.stringify(task)];
    this.process = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface(this.process.stdout!)[Symbol.asyncIterator]();
  }

  async line(): Promise<string | undefined> {
    const next = await this.lines.next();
    return next.done ? undefined : next.value;
  }
}

describe.each(Object.entries(QUEUE_GROUNDS))('worker processes with their queue on %s', (_name, open) => {
  let ground: QueueGround;
  let bureau: JobBureau;
  const children: Child[] = [];
  const hire = (way: ChildTask['way']) => {
    const { connectionString } = bureau.database;
    const backend = ground.backendOf(bureau);
    const task = { connectionString, backend, instant: INSTANT, on: ON, stalledAfterMs: STALLED_AFTER_MS, way };
    const child = new Child(task);
    children.push(child);
    return child;
  };
  const rows = async (question: string) => (await bureau.pool.query<{ n: string }>(question)).rows.map(({ n }) => n);

  beforeAll(async () => {
    ground = await open();
  });
  afterAll(() => ground.close());
  beforeEach(async () => {
    bureau = await JobBureau.open(INSTANT);
    for (let each = 0; each < CASES; each += 1) await bureau.unanswered();
  });
  afterEach(async () => {
    for (const { process } of children.splice(0)) process.kill('SIGKILL');
    await bureau.close();
  });

  it('leave a sweep that was killed in its midst to the next one, and nothing is doubled (F30)', async () => {
    const killed = hire('stand');
    expect(await killed.line()).toBe('standing');
    const exited = once(killed.process, 'exit');
    killed.process.kill('SIGKILL');
    await exited;
    const before = await Promise.all(bureau.caseIds.map((caseId) => bureau.happened(caseId)));
    expect(before.filter((types) => types.length > 0)).toHaveLength(3);
    expect(await rows("select job_id as n from jobs.job_result where job_id like 'sweep:%'")).toEqual([]);

    const { office, all } = bureau.office(ground.backendOf(bureau), STALLED_AFTER_MS);
    const finished = all();
    office.start();
    await finished;
    await office.stop();
    for (const caseId of bureau.caseIds) expect(await bureau.happened(caseId)).toEqual(LAPSED);
    expect(await rows('select job_id as n from jobs.job_result where again_at is null order by job_id')).toEqual([
      'draft:D01:2024',
      `seal:${ON}`,
      `self_audit:${ON}`,
      `sweep:${ON}`,
    ]);
    expect(await listDrafts(bureau.pool, 'D01')).toHaveLength(1);
  });

  it('that sweep at once record every lapse and every reminder once', async () => {
    const two = [hire('race'), hire('race')];
    for (const child of two) expect(await child.line()).toBe('ready');
    for (const child of two) child.process.stdin!.write('go\n');
    const results = await Promise.all(
      two.map(async (child) => JSON.parse((await child.line())!) as { lapsed: number; failed: unknown[] }),
    );
    expect(results.map(({ failed }) => failed)).toEqual([[], []]);
    expect(results.reduce((sum, { lapsed }) => sum + lapsed, 0)).toBe(CASES);
    for (const caseId of bureau.caseIds) expect(await bureau.happened(caseId)).toEqual(LAPSED);
    // All that is left to remind of is the report of the year.
    expect(await rows('select clock as n from jobs.reminder where settled_at is null')).toEqual([]);
  });
});
