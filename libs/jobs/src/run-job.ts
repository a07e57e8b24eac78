import type { Pool } from 'pg';
import { recordDraft } from './drafts';
import { jobIdOf, type Job, type JobData, type JobName } from './job';
import { recordLapses } from './lapses';
import type { JobPorts } from './ports';
import { keepReminders } from './reminders';
import { noteEnding } from './results';

/** Who looks on while a job is done, as a span or a figure. */
export type AroundJob = (job: Job, work: () => Promise<JobResult>) => Promise<JobResult>;

export interface JobParts {
  pool: Pool;
  ports: JobPorts;
  /** Ends a sweep between two cases; what it left is done by whoever asks for it next. */
  signal?: AbortSignal;
}

/** `failed` lists what could not be done: the job is not finished then. */
export type JobResult = Record<string, unknown> & { failed?: unknown[] };

const RUN: { [N in JobName]: (data: JobData[N], parts: JobParts) => Promise<JobResult> } = {
  sweep: async ({ on }, { pool, ports, signal }) => {
    const lapses = await recordLapses(await ports.openClocks(on), on, ports, signal);
    // Asked again: a lapse stops clocks and lets others run on.
    const reminders = await keepReminders(pool, await ports.openClocks(on), on, await ports.calendar());
    return { ...lapses, ...reminders };
  },
  draft: async (data, { pool, ports }) => {
    const { position, failed: checks } = await recordDraft(pool, data, ports);
    return { position, checks };
  },
  self_audit: async ({ on }, { ports }) => {
    const { position, differences } = await ports.selfAudit(on);
    // What differs stands in the log, with unit, cell and case; whoever watches the server's log is told that it does.
    if (differences > 0) ports.log(`jobs: self_audit found ${differences} differences at position ${position}`);
    return { position, differences };
  },
  seal: ({ on }, { ports }) => ports.seal(on),
};

/**
 * Does a job and notes how it ended. May run twice: what it makes is unique where it is stored (F30). A job that throws,
 * or leaves cases undone, may be asked for again later: `unfinished`.
 */
export async function runJob({ name, data }: Job, parts: JobParts): Promise<JobResult> {
  const { pool, ports, signal } = parts;
  const id = jobIdOf(name, data as never);
  const run = RUN[name] as (data: Job['data'], parts: JobParts) => Promise<JobResult>;
  let result: JobResult;
  try {
    result = await run(data, parts);
  } catch (error) {
    // The queue tells of the first error, not of the note that could not be made either.
    if (!signal?.aborted) await noteEnding(pool, id, 'broke_off', { error: nameOf(error) }).catch(() => undefined);
    throw error;
  }
  const undone = result.failed?.length ?? 0;
  if (undone > 0) ports.log(`jobs: ${name} left ${undone} cases for later`);
  await noteEnding(pool, id, undone > 0 ? 'left_some' : 'done', result);
  return result;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
