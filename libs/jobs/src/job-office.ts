import type { Pool } from 'pg';
import { jobsDue, type Job } from './job';
import type { JobPorts } from './ports';
import { openQueue, type JobQueue, type QueueBackend } from './queue';
import { runJob, unfinished } from './run-job';

export interface JobOfficeParts {
  backend: QueueBackend;
  pool: Pool;
  ports: JobPorts;
  /** A job ended well in this process. */
  onDone?: (job: Job) => void;
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
  private stopping = false;

  constructor(private readonly parts: JobOfficeParts) {}

  /** A queue that cannot be reached is tried again every minute; the process starts without it. */
  async start(): Promise<void> {
    await this.reconcile();
    this.timer = setInterval(() => void this.reconcile(), EVERY_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    this.stopping = true;
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

  private async askForDue(): Promise<void> {
    if (this.stopping) return;
    const { pool, ports } = this.parts;
    try {
      const jobs = await unfinished(jobsDue(ports.now(), await ports.units()), pool);
      if ((await this.state()).state === 'down') await this.reopen();
      await this.queue!.add(jobs);
    } catch (error) {
      this.say(error);
    }
  }

  private async reopen(): Promise<void> {
    await this.closeQueue();
    const { backend, pool, ports, onDone } = this.parts;
    this.queue = await openQueue(backend, { onDone, onFault: (fault) => this.say(fault) }, (job) =>
      runJob(job, { pool, ports }),
    );
  }

  private async closeQueue(): Promise<void> {
    const queue = this.queue;
    this.queue = undefined;
    await queue?.close().catch((error: unknown) => this.say(error));
  }

  private say(error: unknown): void {
    this.parts.ports.log(`jobs: ${error instanceof Error ? error.name : 'unknown fault'}`);
  }
}
