import { UnknownEvent } from '@app/disclosure';
import { inTransaction } from '../database/in-transaction';
import type { Transaction } from '../database/transaction';
import { Fenced, type Checkpoints, type Standing } from './checkpoints';
import type { LogEntry, LogReader } from './log-reader';
import { ignore, type Projected, type Projection } from './projection';
import { isTransient, reasonOf } from './transient';

/** `advanced`: some events were applied; `idle`: there were none; `stopped`: a statutory view met a poison event. */
export type Step = 'advanced' | 'idle' | 'stopped';

/** Who looks on while a batch is applied, as a span or a figure. */
export type AroundBatch = (
  batch: { projection: string; events: number; position: number },
  work: () => Promise<void>,
) => Promise<void>;

/** The code that made the rows is another version than this one (F27). */
const otherVersion = (made: number, here: number) => `rows of version ${made}, this is version ${here}: ledger rebuild`;

/** One projection under one epoch. Steps never overlap. */
export class ProjectionRun {
  private standing: Standing = { position: 0, epoch: -1 };
  private parked = new Set<string>();
  private last: Promise<unknown> = Promise.resolve();
  stopped: { position: number; reason: string } | undefined;

  constructor(
    readonly projection: Projection,
    private readonly reader: LogReader,
    private readonly checkpoints: Checkpoints,
    private readonly storeId: string,
    private readonly around: AroundBatch = (_batch, work) => work(),
  ) {
    reader.join(this);
  }

  get position(): number {
    return this.standing.position;
  }

  /** Takes the projection over from whoever had it, at the position stored. */
  takeOver(): Promise<void> {
    return this.exclusively(() => this.takeOverNow());
  }

  /** Lets something replace the rows and the checkpoint between two steps, and goes on from there. */
  whileReplaced(replace: () => Promise<void>): Promise<void> {
    return this.exclusively(async () => {
      await replace();
      await this.takeOverNow();
    });
  }

  /** Applies the next batch. @throws Fenced when another projector took over, and whatever may pass by itself */
  step(): Promise<Step> {
    return this.exclusively(async () => {
      if (this.stopped) return 'stopped';
      const batch = await this.reader.batchAfter(this.standing.position);
      if (batch.length === 0) return 'idle';
      return (await this.attempt(batch)) === undefined ? 'advanced' : this.applyOneByOne(batch);
    });
  }

  /** Steps and replacements never meet. */
  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }

  private async takeOverNow(): Promise<void> {
    const { name, version } = this.projection;
    this.standing = await this.checkpoints.take(name);
    this.stopped = undefined;
    this.parked = new Set(await this.parkedStreams());
    const [row] = await this.checkpoints.read([name]);
    if (row && row.version !== version) await this.stopBefore(row.position + 1, otherVersion(row.version, version));
  }

  /** After a commit whose outcome is unknown: the stored checkpoint says whether it took place. */
  private async lookAgain(): Promise<void> {
    const [row] = await this.checkpoints.read([this.projection.name]);
    if (!row || row.epoch !== this.standing.epoch) throw new Fenced(this.projection.name);
    this.standing = { position: row.position, epoch: row.epoch };
  }

  /** Applies the events before the one that cannot be applied, and stops there or parks its stream (F15). */
  private async applyOneByOne(batch: readonly LogEntry[]): Promise<Step> {
    for (const entry of batch) {
      const poison = await this.attempt([entry]);
      if (poison === undefined) continue;
      // What this version cannot read is a matter of the software, not of one case: nobody goes past it (F16, F37).
      if (this.projection.statutory || !entry.projected || poison.error instanceof UnknownEvent) {
        await this.stopBefore(entry.position, `${entry.storedType}: ${reasonOf(poison.error)}`);
        return 'stopped';
      }
      await this.park(entry, reasonOf(poison.error));
    }
    return 'advanced';
  }

  /** The error if the events themselves are the trouble. @throws Fenced, and whatever may pass by itself */
  private async attempt(entries: readonly LogEntry[]): Promise<{ error: unknown } | undefined> {
    try {
      await this.apply(entries);
      return undefined;
    } catch (error) {
      if (error instanceof Fenced) throw error;
      if (!isTransient(error)) return { error };
      await this.lookAgain();
      throw error;
    }
  }

  /** Rows and checkpoint of some events in one transaction (D8). */
  private async apply(entries: readonly LogEntry[]): Promise<void> {
    const last = entries.at(-1);
    if (!last) return;
    const changes = entries.flatMap((entry) => this.changeOf(entry));
    const batch = { projection: this.projection.name, events: entries.length, position: last.position };
    await this.around(batch, () =>
      this.commit(last, async (tx) => {
        if (changes.length > 0) await this.projection.write(tx, changes, this.reader.contextAt(last.position));
      }),
    );
  }

  private changeOf(entry: LogEntry): unknown[] {
    if (!entry.projected) throw entry.unreadable ?? new TypeError('unreadable event');
    if (this.parked.has(entry.stream)) return [];
    const { event } = entry.projected;
    const handler = this.projection.on[event.type] as typeof ignore | ((projected: Projected) => unknown) | undefined;
    if (handler === undefined) throw new UnknownEvent(event.type, 0, event.position);
    return handler === ignore ? [] : [handler(entry.projected)];
  }

  private async commit(last: LogEntry, rows: (tx: Transaction) => Promise<void>): Promise<void> {
    const to = { position: last.position, hash: last.hash, storeId: this.storeId };
    await inTransaction(this.checkpoints.dataSource, this.checkpoints.schema, async (tx) => {
      await rows(tx);
      await this.checkpoints.advance(tx, this.projection.name, this.standing, to);
    });
    this.standing = { ...this.standing, position: last.position };
    this.reader.moved();
  }

  private async park(entry: LogEntry, reason: string): Promise<void> {
    await this.commit(entry, async (tx) => {
      await tx.execute(
        `insert into parked_stream (projection, stream, case_id, position, reason) values ($1, $2, $3, $4, $5)
         on conflict do nothing`,
        [this.projection.name, entry.stream, entry.caseId, entry.position, `${entry.storedType}: ${reason}`],
      );
    });
    this.parked.add(entry.stream);
  }

  private async stopBefore(position: number, reason: string): Promise<void> {
    await this.checkpoints.stop(this.projection.name, this.standing, { position, reason });
    this.stopped = { position, reason };
    this.reader.moved();
  }

  private async parkedStreams(): Promise<string[]> {
    const rows = await this.checkpoints.dataSource.query<{ stream: string }[]>(
      `select stream from "${this.checkpoints.schema}".parked_stream where projection = $1`,
      [this.projection.name],
    );
    return rows.map(({ stream }) => stream);
  }
}
