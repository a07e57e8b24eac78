import type { EventStore } from '@app/event-store';
import { Bell } from './bell';
import { Fenced } from './checkpoints';
import type { ProjectionRun } from './projection-run';
import { reasonOf } from './transient';

/** How long a loop sleeps when nothing wakes it; a lost wake-up costs this much and nothing else (F17). */
export const POLL_MS = 1_500;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

/** What one projector does while it leads: a loop per projection and an ear on the log. Ends when told, or fenced. */
export class Leadership {
  /** Rings when some projection moved or stopped. */
  readonly progress = new Bell();
  private readonly news = new Bell();
  private readonly ending = new AbortController();
  private loops: Promise<unknown> = Promise.resolve();
  readonly errors = new Map<string, string>();

  constructor(
    private readonly store: EventStore,
    readonly runs: readonly ProjectionRun[],
    private readonly log: (line: string) => void,
  ) {}

  /** Resolves when every loop has ended. */
  begin(from: number): Promise<unknown> {
    this.loops = Promise.all([...this.runs.map((run) => this.follow(run)), this.listen(from)]);
    return this.loops;
  }

  end(): Promise<unknown> {
    this.ending.abort();
    this.news.ring();
    this.progress.ring();
    return this.loops;
  }

  get ended(): boolean {
    return this.ending.signal.aborted;
  }

  private async follow(run: ProjectionRun): Promise<void> {
    const { name } = run.projection;
    let retryMs = FIRST_RETRY_MS;
    let told: typeof run.stopped;
    while (!this.ended) {
      const heard = this.news.heard;
      try {
        const step = await run.step();
        this.errors.delete(name);
        retryMs = FIRST_RETRY_MS;
        if (step === 'advanced') {
          this.progress.ring();
          continue;
        }
        if (run.stopped && run.stopped !== told) {
          told = run.stopped;
          this.progress.ring();
          this.log(`${name} stopped before position ${told.position}: ${told.reason}`);
        }
        await this.news.next(heard, POLL_MS);
      } catch (error) {
        if (error instanceof Fenced) {
          this.log(`${name}: another projector has taken over`);
          this.ending.abort();
          this.news.ring();
          return;
        }
        const reason = reasonOf(error);
        if (this.errors.get(name) !== reason) this.log(`${name} tries again after ${reason}`);
        this.errors.set(name, reason);
        await this.news.next(this.news.heard, retryMs);
        retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
      }
    }
  }

  /** Subscribes again whenever the subscription ends or fails (F18); the loops read the log themselves. */
  private async listen(from: number): Promise<void> {
    let after = from;
    while (!this.ended) {
      try {
        for await (const item of this.store.subscribe({ after, signal: this.ending.signal })) {
          if (this.ended) return;
          if (item.kind !== 'event') continue;
          after = item.event.position;
          this.news.ring();
        }
      } catch {
        // Whatever it was, the loops poll meanwhile and the next subscription starts where this one ended.
      }
      if (!this.ended) await new Promise((resolve) => setTimeout(resolve, FIRST_RETRY_MS));
    }
  }
}
