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

/** A job that did not come to its end, and is asked for again. */
export interface UnfinishedJob {
  jobId: string;
  /** Runs so far. */
  tries: number;
  /** Instants (UTC): of the last run, and from which it is asked for again. */
  endedAt: string;
  againAt: string;
  /** What it said: the name of the error it broke off with, or the cases it left. */
  result: unknown;
}

/** What was not done yet, the most tried first. */
export async function listUnfinished(pool: Pool): Promise<UnfinishedJob[]> {
  const { rows } = await pool.query<{
    job_id: string;
    tries: number;
    finished_at: Date;
    again_at: Date;
    result: unknown;
  }>(
    `select job_id, tries, finished_at, again_at, result from jobs.job_result where again_at is not null
     order by tries desc, job_id`,
  );
  return rows.map(({ job_id: jobId, tries, finished_at, again_at, result }) => ({
    jobId,
    tries,
    endedAt: finished_at.toISOString(),
    againAt: again_at.toISOString(),
    result,
  }));
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
