import { createHash } from 'node:crypto';
import { createPostgresBackend, Queue, Worker, type JobsOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { JOB_NAMES, jobIdOf, type Job, type JobName } from './job';

export type QueueBackend = { redisUrl: string } | { connectionString: string };

export interface JobQueue {
  /** Adds what is not there yet. @throws when the queue does not answer */
  add(jobs: readonly Job[]): Promise<void>;
  /** @throws when the queue does not answer */
  counts(): Promise<Record<string, number>>;
  /** The same by kind of job. @throws when the queue does not answer */
  depth(): Promise<QueuedJobs[]>;
  close(): Promise<void>;
}

/** States a job of the queue can be in; nothing stays in it that is done. */
export const QUEUE_STATES = ['waiting', 'active', 'delayed', 'failed'] as const;

export interface QueuedJobs {
  kind: JobName;
  state: (typeof QUEUE_STATES)[number];
  jobs: number;
}

export interface QueueEars {
  onDone?: (job: Job) => void;
  onFault: (fault: Error) => void;
}

/** The queue did not answer within its time. A client of Redis would wait for ever. */
export class QueueSilent extends Error {
  override readonly name = 'QueueSilent';
}

const ANSWER_MS = 5_000;
/** After which the job of a worker that died is given to another. */
const STALLED_AFTER_MS = 30_000;

const NAME = 'jobs';
/**
 * Nothing stays: what was done, and what is to be tried again when, is in our own table, and an id that stays could not
 * be asked for again.
 */
const OPTIONS: JobsOptions = {
  attempts: 1,
  removeOnComplete: true,
  removeOnFail: true,
};

export interface QueueParts {
  backend: QueueBackend;
  /** Whose jobs these are; keeps those of others in the same Redis apart. */
  installation: string;
  ears: QueueEars;
  /** With it, this process takes jobs as well. */
  work?: (job: Job) => Promise<unknown>;
  /** After which the job of a worker that died is given to another, in ms; 30 s unless told. */
  stalledAfterMs?: number;
}

/**
 * The queue, on Redis where its URL is given, else in schema `bullmq` of our own PostgreSQL: no other file knows which.
 * @throws QueueSilent
 */
export async function openQueue({
  backend,
  installation,
  ears,
  work,
  stalledAfterMs = STALLED_AFTER_MS,
}: QueueParts): Promise<JobQueue> {
  const inPostgres = 'connectionString' in backend;
  const connection = inPostgres
    ? { connectionString: backend.connectionString, schema: 'bullmq', migrate: true, max: 2 }
    : { url: backend.redisUrl, maxRetriesPerRequest: null };
  if (!inPostgres) await knock(backend.redisUrl);
  // The types tie a connection to its factory, which is chosen here at run time.
  const factory = (inPostgres ? createPostgresBackend : undefined) as never;
  // The braces keep all keys of a queue on one node of a Redis cluster.
  const prefix = inPostgres ? undefined : `{disclosure-ledger:${installation}}`;
  const queue = new Queue(NAME, { connection, prefix }, factory);
  queue.on('error', ears.onFault);
  let worker: Worker | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const close = async (): Promise<void> => {
    const working = worker;
    const closed = working?.close();
    // The job that runs is waited for; the queue only for so long.
    await running.catch(() => undefined);
    if (working && closed) await answered(closed).catch(() => cutOff(working));
    await answered(queue.close()).catch(() => cutOff(queue));
  };
  try {
    await answered(queue.waitUntilReady());
    if (work) {
      const stalled = { lockDuration: stalledAfterMs, stalledInterval: stalledAfterMs };
      const options = { connection, prefix, concurrency: 1, ...stalled };
      worker = new Worker(NAME, (taken) => (running = work(jobOf(taken))), options, factory);
      worker.on('error', ears.onFault);
      worker.on('failed', (_job, error) => ears.onFault(error));
      worker.on('completed', (taken) => ears.onDone?.(jobOf(taken)));
      await answered(worker.waitUntilReady());
    }
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  return {
    add: async (jobs) => {
      const asked = jobs.map(({ name, data }) => ({
        name,
        data,
        opts: { ...OPTIONS, jobId: queueId(jobIdOf(name, data as never)) },
      }));
      if (asked.length > 0) await answered(queue.addBulk(asked));
    },
    counts: () => answered(queue.getJobCounts(...QUEUE_STATES)),
    depth: () => answered(depthOf(queue)),
    close,
  };
}

async function depthOf(queue: Queue): Promise<QueuedJobs[]> {
  const found = QUEUE_STATES.map(async (state) => {
    // A job that was taken while it was asked for is no job any more.
    const jobs = (await queue.getJobs([state])).filter(Boolean);
    return JOB_NAMES.map((kind) => ({ kind, state, jobs: jobs.filter(({ name }) => name === kind).length }));
  });
  return (await Promise.all(found)).flat();
}

/** The queue's own client would go on trying for ever, also when closed; so it is asked first whether anybody is there. */
async function knock(redisUrl: string): Promise<void> {
  const visitor = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: ANSWER_MS,
    disconnectTimeout: 100,
    retryStrategy: () => null,
  });
  visitor.on('error', () => undefined);
  try {
    await answered(visitor.connect());
  } finally {
    visitor.disconnect();
  }
}

/** What does not close in time is left without its connection. */
const cutOff = (part: { disconnect(): Promise<void> }): Promise<void> =>
  answered(part.disconnect()).catch(() => undefined);

async function answered<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueSilent('the queue does not answer')), ANSWER_MS);
  });
  // Whatever comes after the silence, nobody waits for it any more.
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** The queue allows no colon in an id and a unit's code may hold anything. */
const queueId = (jobId: string): string => `j-${createHash('sha256').update(jobId).digest('hex').slice(0, 32)}`;

const jobOf = ({ name, data }: { name: string; data: unknown }): Job => ({ name, data }) as Job;
