import { Bell } from './bell';

/** Whoever asks for batches: where it stands, and whether it still goes on. */
export interface Follower {
  readonly position: number;
  readonly stopped?: unknown;
}

interface Shared<Entry> {
  batch: Promise<readonly Entry[]>;
  /** Position of the batch's last entry, once read. */
  end?: number;
}

/** How long one that is ahead waits for those behind it before it goes on alone. */
const PATIENCE_MS = 2_000;

/**
 * Batches kept for the followers that come to them a moment later. One that runs ahead waits a little while the room is
 * full of batches others still need: reading them twice costs more than waiting. One that is stuck holds nobody for long.
 */
export class SharedBatches<Entry extends { position: number }> {
  /** By the position they come after; the oldest first. */
  private readonly shared = new Map<number, Shared<Entry>>();
  private readonly followers = new Set<Follower>();
  private readonly progress = new Bell();

  constructor(private readonly room: number) {}

  join(follower: Follower): void {
    this.followers.add(follower);
  }

  /** A follower moved or stopped. */
  moved(): void {
    this.progress.ring();
  }

  after(position: number): Promise<readonly Entry[]> | undefined {
    return this.shared.get(position)?.batch;
  }

  /** Keeps a batch under way; an empty or failed one is not kept, for it may be longer next time. */
  keep(position: number, batch: Promise<readonly Entry[]>): void {
    const kept: Shared<Entry> = { batch };
    this.shared.set(position, kept);
    const forget = () => {
      if (this.shared.get(position) === kept) this.shared.delete(position);
    };
    batch.then((entries) => {
      kept.end = entries.at(-1)?.position;
      if (kept.end === undefined) forget();
    }, forget);
  }

  /** Makes room for one more. */
  async makeRoom(): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    while (this.shared.size > this.room) {
      const heard = this.progress.heard;
      const needed = this.needed();
      const spare = [...this.shared].find(([position, { end }]) => end !== undefined && !needed.has(position));
      const left = end - performance.now();
      if (spare) this.shared.delete(spare[0]);
      else if (left <= 0) return this.dropOldest();
      else await this.progress.next(heard, left);
    }
  }

  /** The batches some follower comes to by going from batch to batch. */
  private needed(): Set<number> {
    const needed = new Set<number>();
    for (const { position, stopped } of this.followers) {
      if (stopped !== undefined) continue;
      let next: number | undefined = position;
      while (next !== undefined && this.shared.has(next)) {
        needed.add(next);
        next = this.shared.get(next)?.end;
      }
    }
    return needed;
  }

  private dropOldest(): void {
    for (const [position, { end }] of this.shared) {
      if (this.shared.size <= this.room) return;
      if (end !== undefined) this.shared.delete(position);
    }
  }
}
