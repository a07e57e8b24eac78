import type { EventStore, LogHead } from '@app/event-store';
import type { CheckpointRow } from './checkpoint-row.entity';
import { ReadModelsOfAnotherLog } from './refusals';

async function hashAt(store: EventStore, position: number): Promise<string | undefined> {
  for await (const event of store.readAll({ after: position - 1, to: position })) return event.hash;
  return undefined;
}

/** Compares every checkpoint with the log it is to go on from (F31, F32). @throws ReadModelsOfAnotherLog */
export async function refuseAnotherLog(
  store: EventStore,
  head: LogHead,
  checkpoints: readonly CheckpointRow[],
): Promise<void> {
  const hashes = new Map<number, string | undefined>([[head.position, head.hash]]);
  // The furthest first: it names all that is known to be lost.
  const furthestFirst = [...checkpoints].sort((one, other) => other.position - one.position);
  for (const { projection, position, storeId, hash } of furthestFirst) {
    if (position === 0) continue;
    const refuse = (reason: ReadModelsOfAnotherLog['reason']) =>
      new ReadModelsOfAnotherLog(projection, reason, position, head.position);
    if (position > head.position) throw refuse('ahead_of_log');
    if (storeId !== head.storeId) throw refuse('other_store');
    if (!hashes.has(position)) hashes.set(position, await hashAt(store, position));
    if (hash !== hashes.get(position)) throw refuse('other_history');
  }
}
