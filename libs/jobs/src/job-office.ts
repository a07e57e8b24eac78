import type { Pool } from 'pg';
import { jobsDue, type Job } from './job';
import type { JobPorts } from './ports';
import { openQueue, type JobQueue, type QueueBackend, type QueuedJobs } from './queue';
import { unfinished } from './results';
import { runJob, type AroundJob } from './run-job';

export interface JobOfficeParts {
  backend: QueueBackend;
  /** The tables of the jobs: asked for at every turn, since the database may not answer at the first. */
  tables: () => Promise<Pool>;
  ports: JobPorts;
  /** A job ended well in this process. */
  onDone?: (job: Job) => void;
  /** Looks on while this process does a job. */
  around?: AroundJob;
  /** After which the job of a worker that died is given to another, in ms; 30 s unless told. */
  stalledAfterMs?: number;
}

export type QueueState = { state: 'up'; counts: Record<string, number> } | { state: 'down' };

const EVERY_MS = 60_000;

/**
 * Works, and every minute asks for what is due and not done (F29). Asking is no job itself: a queue that was lost would
 * have lost it too.
 */
export class JobOffice {
  private queue: JobQueue | undefined;
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();
  private readonly ending = new AbortController();

  constructor(private readonly parts: JobOfficeParts) {}

  /** Begins in the background: a process starts whether or not its queue can be reached. */
  start(): void {
    this.timer = setInterval(() => void this.reconcile(), EVERY_MS);
    this.timer.unref();
    void this.reconcile();
  }

  /** Waits for the job that runs; a sweep ends after the case it is at. */
  async stop(): Promise<void> {
    this.ending.abort();
    clearInterval(this.timer);
    await this.turn;
    await this.closeQueue();
  }

  /** Asks for every job that is due and not done; opens the queue anew where it does not answer. Never throws. */
  reconcile(): Promise<void> {
    this.turn = this.turn.then(() => this.askForDue());
    return this.turn;
  }

  async state(): Promise<QueueState> {
    try {
      return this.queue ? { state: 'up', counts: await this.queue.counts() } : { state: 'down' };
    } catch {
      return { state: 'down' };
    }
  }

  /** How many jobs of which kind are in which state; `undefined` while the queue does not answer. */
  async depth(): Promise<QueuedJobs[] | undefined> {
    return this.queue?.depth().catch(() => undefined);
  }

  private get stopping(): boolean {
    return this.ending.signal.aborted;
  }

  private async askForDue(): Promise<void> {
    if (this.stopping) return;
    const { tables, ports } = this.parts;
    try {
      const pool = await tables();
      if ((await this.state()).state === 'down') await this.reopen(pool);
      const jobs = await unfinished(jobsDue(ports.now(), await ports.units()), pool);
      if (!this.stopping) await this.queue?.add(jobs);
    } catch (error) {
      this.say(error);
    }
  }

  private async reopen(pool: Pool): Promise<void> {
    await this.closeQueue();
    if (this.stopping) return;
    const { backend, ports, onDone, stalledAfterMs, around = (_job, work) => work() } = this.parts;
    const { signal } = this.ending;
    this.queue = await openQueue({
      backend,
      installation: await ports.installation(),
      ears: { onDone, onFault: (fault) => this.say(fault) },
      work: (job) => around(job, () => runJob(job, { pool, ports, signal })),
      stalledAfterMs,
    });
  }

  private async closeQueue(): Promise<void> {
    const queue = this.queue;
    this.queue = undefined;
    await queue?.close().catch((error: unknown) => this.say(error));
  }

  /** Only the name: a message may quote what was entered. */
  private say(error: unknown): void {
    this.parts.ports.log(`jobs: ${error instanceof Error ? error.name : 'unknown fault'}`);
  }
}
