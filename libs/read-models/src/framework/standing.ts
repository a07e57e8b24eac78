import type { EntityManager } from 'typeorm';
import type { EventStore } from '@app/event-store';
import { CheckpointRow } from './checkpoint-row.entity';
import type { ProjectionName } from './projection';
import { ProjectionStopped, ReadModelBehind } from './refusals';

async function checkpointsOf(manager: EntityManager, names: readonly ProjectionName[]): Promise<CheckpointRow[]> {
  const rows = await manager.getRepository(CheckpointRow).find();
  return rows.filter(({ projection }) => (names as readonly string[]).includes(projection));
}

/** The position up to which all the named views speak. */
export async function positionOf(manager: EntityManager, names: readonly ProjectionName[]): Promise<number> {
  const rows = await checkpointsOf(manager, names);
  return rows.length < names.length ? 0 : Math.min(...rows.map(({ position }) => position));
}

/**
 * The position a question to statutory views is answered at: the one asked for, or the latest all of them have.
 * @throws ProjectionStopped (F15) unless the position asked about was passed before the stop, ReadModelBehind
 */
export async function statutoryPosition(
  manager: EntityManager,
  store: EventStore,
  names: readonly ProjectionName[],
  at?: number,
): Promise<number> {
  const rows = await checkpointsOf(manager, names);
  const position = rows.length < names.length ? 0 : Math.min(...rows.map((row) => row.position));
  if (at !== undefined && at <= position) return at;
  const stopped = rows.find(({ stoppedPosition }) => stoppedPosition !== null);
  if (stopped) {
    throw new ProjectionStopped(stopped.projection as ProjectionName, stopped.position, (await store.head()).position);
  }
  if (at !== undefined) throw new ReadModelBehind(position, at);
  return position;
}
