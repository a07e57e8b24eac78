import type { Pool } from 'pg';
import { recordDraft } from './drafts';
import { jobIdOf, type Job, type JobData, type JobName } from './job';
import { clockKey, recordLapses } from './lapses';
import type { JobPorts } from './ports';
import { keepReminders } from './reminders';

export interface JobParts {
  pool: Pool;
  ports: JobPorts;
}

type JobResult = Record<string, unknown>;

const RUN: { [N in JobName]: (data: JobData[N], parts: JobParts) => Promise<JobResult> } = {
  sweep: async ({ on }, { pool, ports }) => {
    const { over, ...lapses } = await recordLapses(await ports.openClocks(on), on, ports);
    // Asked again: a lapse stops clocks and lets others run on.
    // The due list goes on showing a lapsed clock; nobody is to be reminded of it.
    const running = (await ports.openClocks(on)).filter((clock) => !over.has(clockKey(clock)));
    const reminders = await keepReminders(pool, running, on, await ports.calendar());
    return { ...lapses, ...reminders };
  },
  draft: async (data, { pool, ports }) => ({ ...(await recordDraft(pool, data, ports)) }),
};

/** Does a job and notes that it is done. May run twice: what it makes is unique where it is stored (F30). */
export async function runJob({ name, data }: Job, parts: JobParts): Promise<JobResult> {
  const run = RUN[name] as (data: Job['data'], parts: JobParts) => Promise<JobResult>;
  const result = await run(data, parts);
  await parts.pool.query(
    'insert into jobs.job_result (job_id, result) values ($1, $2) on conflict (job_id) do nothing',
    [jobIdOf(name, data as never), JSON.stringify(result)],
  );
  return result;
}

/** Those of the jobs that nobody has finished yet. */
export async function unfinished(jobs: readonly Job[], pool: Pool): Promise<Job[]> {
  const ids = jobs.map(({ name, data }) => jobIdOf(name, data as never));
  const { rows } = await pool.query<{ job_id: string }>('select job_id from jobs.job_result where job_id = any($1)', [
    ids,
  ]);
  const done = new Set(rows.map((row) => row.job_id));
  return jobs.filter((_, index) => !done.has(ids[index]!));
}
