import { createHash } from 'node:crypto';
import { createPostgresBackend, Queue, Worker, type JobsOptions } from 'bullmq';
import { jobIdOf, type Job } from './job';

export type QueueBackend = { redisUrl: string } | { connectionString: string };

export interface JobQueue {
  /** Adds what is not there yet. @throws when the queue does not answer */
  add(jobs: readonly Job[]): Promise<void>;
  /** @throws when the queue does not answer */
  counts(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

export interface QueueEars {
  onDone?: (job: Job) => void;
  onFault: (fault: Error) => void;
}

const NAME = 'jobs';
/** Nothing stays: what was done is in our own table, and an id that stays could not be asked for again. */
const OPTIONS: JobsOptions = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: true,
  removeOnFail: true,
};

/**
 * The queue, on Redis where its URL is given, else in schema `bullmq` of our own PostgreSQL: no other file knows which.
 * With `work`, this process takes jobs as well.
 */
export async function openQueue(
  backend: QueueBackend,
  ears: QueueEars,
  work?: (job: Job) => Promise<unknown>,
): Promise<JobQueue> {
  const inPostgres = 'connectionString' in backend;
  const connection = inPostgres
    ? { connectionString: backend.connectionString, schema: 'bullmq', migrate: true, max: 2 }
    : { url: backend.redisUrl, maxRetriesPerRequest: null };
  // The types tie a connection to its factory, which is chosen here at run time.
  const factory = (inPostgres ? createPostgresBackend : undefined) as never;
  const queue = new Queue(NAME, { connection }, factory);
  queue.on('error', ears.onFault);
  let worker: Worker | undefined;
  const close = async (): Promise<void> => {
    await worker?.close();
    await queue.close();
  };
  try {
    await queue.waitUntilReady();
    if (work) {
      worker = new Worker(NAME, (taken) => work(jobOf(taken)), { connection, concurrency: 1 }, factory);
      worker.on('error', ears.onFault);
      worker.on('failed', (_job, error) => ears.onFault(error));
      worker.on('completed', (taken) => ears.onDone?.(jobOf(taken)));
      await worker.waitUntilReady();
    }
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  return {
    add: async (jobs) => {
      await queue.addBulk(
        jobs.map(({ name, data }) => ({
          name,
          data,
          opts: { ...OPTIONS, jobId: queueId(jobIdOf(name, data as never)) },
        })),
      );
    },
    counts: () => queue.getJobCounts('waiting', 'active', 'delayed', 'failed'),
    close,
  };
}

/** The queue allows no colon in an id and a unit's code may hold anything. */
const queueId = (jobId: string): string => `j-${createHash('sha256').update(jobId).digest('hex').slice(0, 32)}`;

const jobOf = ({ name, data }: { name: string; data: unknown }): Job => ({ name, data }) as Job;
