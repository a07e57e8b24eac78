import type { DataSource } from 'typeorm';
import type { EventStore } from '@app/event-store';
import { READ_MODELS_SCHEMA } from '../database/data-source';
import { inTransaction } from '../database/in-transaction';
import { allEnded } from './all-ended';
import { Checkpoints } from './checkpoints';
import { LogReader } from './log-reader';
import type { Projection, ProjectionName } from './projection';
import { ProjectionRun } from './projection-run';
import type { RebuildProgress } from './projection-status';
import { ProjectionStopped } from './refusals';

/** Where a rebuild writes until it has caught up; emptied at the next rebuild if one was cut off. */
const BESIDE = 'read_models_rebuild';
const FRAMEWORK_TABLES = ['checkpoint', 'parked_stream'];

export interface RebuildOf {
  store: EventStore;
  dataSource: DataSource;
  projections: readonly Projection[];
  batchSize?: number;
}

const tablesOf = (projections: readonly Projection[]) => projections.flatMap(({ tables }) => tables);

/** Empty tables of the same columns and unique keys, unlogged: they live only until the swap. */
async function layOut({ dataSource, projections }: RebuildOf): Promise<void> {
  await inTransaction(dataSource, BESIDE, async (tx) => {
    await tx.execute(`drop schema if exists ${BESIDE} cascade`);
    await tx.execute(`create schema ${BESIDE}`);
    for (const table of [...FRAMEWORK_TABLES, ...tablesOf(projections)]) {
      await tx.execute(
        `create unlogged table "${BESIDE}"."${table}" (like "${READ_MODELS_SCHEMA}"."${table}" including defaults)`,
      );
      const indexes = await tx.query<{ definition: string }>(
        `select pg_get_indexdef(indexrelid) as definition from pg_index
         where indrelid = $1::regclass and indisunique`,
        [`"${READ_MODELS_SCHEMA}"."${table}"`],
      );
      for (const { definition } of indexes) {
        await tx.execute(definition.replace(` ON ${READ_MODELS_SCHEMA}.`, ` ON ${BESIDE}.`));
      }
    }
  });
}

/** Replays the log into the schema beside, up to the head seen at the start. @throws ProjectionStopped */
async function replayBeside(rebuild: RebuildOf, onProgress?: (progress: RebuildProgress) => void): Promise<void> {
  const { store, dataSource, projections } = rebuild;
  const head = await store.head();
  await layOut(rebuild);
  const checkpoints = new Checkpoints(dataSource, BESIDE);
  await checkpoints.ensure(projections);
  const reader = new LogReader(store, rebuild.batchSize);
  const replay = async (projection: Projection) => {
    const run = new ProjectionRun(projection, reader, checkpoints, head.storeId);
    await run.takeOver();
    while (run.position < head.position) {
      const step = await run.step();
      if (step === 'stopped') {
        throw new ProjectionStopped(projection.name as ProjectionName, run.position, head.position);
      }
      onProgress?.({ projection: projection.name, position: run.position, head: head.position });
      if (step === 'idle') return;
    }
  };
  try {
    await allEnded(projections.map(replay));
  } finally {
    await reader.close();
  }
}

/**
 * Puts the replayed rows in the place of the served ones, in one transaction: a reader sees all of the old or all of
 * the new (F19). Not `truncate`, which a running snapshot would see as an empty table. Tables are locked before the
 * checkpoint, the order in which a projector takes them.
 */
async function swapIn({ dataSource, projections }: RebuildOf): Promise<void> {
  const tables = tablesOf(projections);
  const names = projections.map(({ name }) => name);
  await inTransaction(dataSource, READ_MODELS_SCHEMA, async (tx) => {
    if (tables.length > 0)
      await tx.execute(`lock table ${tables.map((table) => `"${table}"`).join(', ')} in exclusive mode`);
    await tx.execute(
      `update checkpoint as served set version = made.version, position = made.position, hash = made.hash,
         store_id = made.store_id, epoch = served.epoch + 1, stopped_position = null, stopped_reason = null
       from ${BESIDE}.checkpoint as made where made.projection = served.projection`,
    );
    for (const table of tables) {
      await tx.execute(`delete from "${table}"`);
      await tx.execute(`insert into "${table}" select * from ${BESIDE}."${table}"`);
    }
    await tx.execute('delete from parked_stream where projection = any($1)', [names]);
    await tx.execute(`insert into parked_stream select * from ${BESIDE}.parked_stream`);
    await tx.execute(`drop schema ${BESIDE} cascade`);
  });
  for (const table of tables) await dataSource.query(`analyze "${READ_MODELS_SCHEMA}"."${table}"`);
}

/** Replays, and swaps between two steps of the runs that follow the log meanwhile. */
export async function rebuildUnder(
  runs: readonly ProjectionRun[],
  rebuild: RebuildOf,
  onProgress?: (progress: RebuildProgress) => void,
): Promise<void> {
  await replayBeside(rebuild, onProgress);
  const concerned = runs.filter(({ projection }) => rebuild.projections.includes(projection));
  const swap = () => swapIn(rebuild);
  await concerned.reduceRight<() => Promise<void>>((inner, run) => () => run.whileReplaced(inner), swap)();
}
