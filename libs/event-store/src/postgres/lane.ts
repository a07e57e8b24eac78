import { DataKeyConflict, IdempotencyConflict, RevisionConflict, StoreUnavailable } from '../errors';
import type { Appended, AppendRequest, Position } from '../port';
import { appendQuery, type Slice, verdictsOf, type Verdict } from './append-call';
import type { Connections } from './connections';
import { StoreFault } from './faults';

interface Waiting extends Slice {
  resolve(appended: Appended): void;
  reject(error: Error): void;
}

const MAX_COMMANDS = 256;
const MAX_EVENTS = 4_096;
const MAX_BYTES = 8_388_608;

/**
 * The process's one way into the log: what is asked for while a call is under way goes together in the next one
 * (group commit), and every command gets its own answer. Idle, it sends at once.
 */
export class Lane {
  private queue: Waiting[] = [];
  private busy = false;
  private draining: Promise<void> = Promise.resolve();

  constructor(
    private readonly connections: Connections,
    private readonly onAppended: (position: Position) => void,
    private readonly onGroup: (appends: number) => void = () => undefined,
  ) {}

  append(slice: Slice): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.queue.push({ ...slice, resolve, reject });
      if (!this.busy) this.draining = this.drain();
    });
  }

  /** Until everything that was asked for has its answer. Never rejects. */
  flushed(): Promise<void> {
    return this.draining;
  }

  private async drain(): Promise<void> {
    this.busy = true;
    while (this.queue.length > 0) {
      // Whoever was answered a moment ago and asks again goes with this group, not with the next.
      await new Promise(setImmediate);
      await this.send(this.takeGroup());
    }
    this.busy = false;
  }

  /** In order of asking, up to a size that one call should carry; at least one. */
  private takeGroup(): Waiting[] {
    let events = 0;
    let bytes = 0;
    let size = 0;
    for (const slice of this.queue) {
      events += slice.bodies.length;
      bytes += slice.bytes;
      if (size > 0 && (events > MAX_EVENTS || bytes > MAX_BYTES || size >= MAX_COMMANDS)) break;
      size++;
    }
    return this.queue.splice(0, size);
  }

  private async send(group: Waiting[]): Promise<void> {
    try {
      const result = await this.connections.write<{ append: string }>(appendQuery(group));
      this.onGroup(group.length);
      const verdicts = verdictsOf(result.rows[0]!.append);
      group.forEach((slice, index) => settle(slice, verdicts[index]!));
      const stored = verdicts.filter(({ kind }) => kind === 'ok').map(({ position }) => position);
      if (stored.length > 0) this.onAppended(Math.max(...stored));
    } catch (error) {
      await this.sendFailed(group, error as Error);
    }
  }

  private async sendFailed(group: Waiting[], error: Error): Promise<void> {
    if (error instanceof StoreUnavailable) {
      group.forEach((slice) => slice.reject(error));
    } else if (group.length > 1) {
      // One of them cannot be stored and took the others with it: each alone.
      for (const slice of group) await this.send([slice]);
    } else {
      const [slice] = group;
      const known = error instanceof StoreFault && error.constraint === 'events_id';
      slice!.reject(known ? new IdempotencyConflict(slice!.request.commandId) : error);
    }
  }
}

const REFUSALS: Record<
  Exclude<Verdict['kind'], 'ok' | 'duplicate'>,
  (request: AppendRequest, actual: number) => Error
> = {
  conflict: (request, actual) => new RevisionConflict(request.stream, request.expectedRevision, actual),
  other_content: (request) => new IdempotencyConflict(request.commandId),
  other_key: (request) => new DataKeyConflict(request.stream),
};

function settle(slice: Waiting, { kind, revision, position }: Verdict): void {
  if (kind === 'ok' || kind === 'duplicate') {
    slice.resolve({ stream: slice.request.stream, revision, position, duplicate: kind === 'duplicate' });
  } else {
    slice.reject(REFUSALS[kind](slice.request, revision));
  }
}
