import type { Pool } from 'pg';
import { jobIdOf, type Job } from './job';

/** How a run of a job ended. */
export type JobEnding = 'done' | 'left_some' | 'broke_off';

/** Minutes until the job may be asked for again, doubled with every run up to an hour; `null`: never. */
const AGAIN_AFTER_MIN: Record<JobEnding, number | null> = { done: null, left_some: 60, broke_off: 1 };
const LAST_AGAIN_MIN = 60;

/** Notes the end of a run; what was done once stays done. */
export async function noteEnding(pool: Pool, jobId: string, ending: JobEnding, result: object): Promise<void> {
  await pool.query(
    `insert into jobs.job_result as old (job_id, result, again_at)
     values ($1, $2, now() + make_interval(mins => $3::integer))
     on conflict (job_id) do update set finished_at = now(), result = excluded.result, tries = old.tries + 1,
       again_at = case when $3::integer is not null -- "least" would pass over it
         then now() + make_interval(mins => least($4::integer, $3::integer * (1 << least(old.tries, 10)))) end
     where old.again_at is not null`,
    [jobId, JSON.stringify(result), AGAIN_AFTER_MIN[ending], LAST_AGAIN_MIN],
  );
}

/** Those of the jobs that are to be asked for now: never run, or run without coming to the end and rested since. */
export async function unfinished(jobs: readonly Job[], pool: Pool): Promise<Job[]> {
  const ids = jobs.map(({ name, data }) => jobIdOf(name, data as never));
  const { rows } = await pool.query<{ job_id: string }>(
    'select job_id from jobs.job_result where job_id = any($1) and (again_at is null or again_at > now())',
    [ids],
  );
  const resting = new Set(rows.map((row) => row.job_id));
  return jobs.filter((_, index) => !resting.has(ids[index]!));
}
