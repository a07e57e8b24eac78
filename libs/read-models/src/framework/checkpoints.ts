import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction';
import type { Transaction } from '../database/transaction';
import type { Projection } from './projection';
import type { CheckpointRow } from './checkpoint-row.entity';

/** Another projector has taken over; whatever this one was writing is rolled back (F14). */
export class Fenced extends Error {
  override readonly name = 'Fenced';
  constructor(readonly projection: string) {
    super(`another projector has taken over ${projection}`);
  }
}

/** Where a projector stands: the position it moved to last and the epoch that lets it move. */
export interface Standing {
  position: number;
  epoch: number;
}

const COLUMNS = `projection, version, position, epoch, store_id as "storeId", hash,
  stopped_position as "stoppedPosition", stopped_reason as "stoppedReason"`;

/** The checkpoints of one schema. */
export class Checkpoints {
  constructor(
    readonly dataSource: DataSource,
    readonly schema: string,
  ) {}

  /** Makes the rows of projections that have none, at position 0. */
  async ensure(projections: readonly Projection[]): Promise<void> {
    await inTransaction(this.dataSource, this.schema, async (tx) => {
      for (const { name, version } of projections) {
        await tx.execute(
          `insert into checkpoint (projection, version) values ($1, $2) on conflict (projection)
           do update set version = excluded.version where checkpoint.position = 0 and checkpoint.version <> $2`,
          [name, version],
        );
      }
    });
  }

  async read(names: readonly string[]): Promise<CheckpointRow[]> {
    const table = `"${this.schema}".checkpoint`;
    return this.dataSource.query<CheckpointRow[]>(
      `select ${COLUMNS} from ${table} where projection = any($1) order by projection`,
      [names],
    );
  }

  /** Takes a projection over: from now on only writes with the new epoch pass. A stop is tried again. */
  async take(name: string): Promise<Standing> {
    return inTransaction(this.dataSource, this.schema, async (tx) => {
      const [taken] = await tx.query<Standing>(
        `update checkpoint set epoch = epoch + 1, stopped_position = null, stopped_reason = null
         where projection = $1 returning position, epoch`,
        [name],
      );
      if (!taken) throw new Fenced(name);
      return taken;
    });
  }

  /** Moves the checkpoint in the transaction that wrote the rows. @throws Fenced, which rolls both back */
  async advance(
    tx: Transaction,
    name: string,
    from: Standing,
    to: { position: number; hash: string; storeId: string },
  ): Promise<void> {
    const moved = await tx.execute(
      `update checkpoint set position = $4, hash = $5, store_id = $6
       where projection = $1 and position = $2 and epoch = $3`,
      [name, from.position, from.epoch, to.position, to.hash, to.storeId],
    );
    if (moved === 0) throw new Fenced(name);
  }

  /** Says visibly that a statutory view stopped before an event (F15). */
  async stop(name: string, at: Standing, stopped: { position: number; reason: string }): Promise<void> {
    await inTransaction(this.dataSource, this.schema, async (tx) => {
      const marked = await tx.execute(
        `update checkpoint set stopped_position = $4, stopped_reason = $5
         where projection = $1 and position = $2 and epoch = $3`,
        [name, at.position, at.epoch, stopped.position, stopped.reason],
      );
      if (marked === 0) throw new Fenced(name);
    });
  }
}
