import type { EntityManager } from 'typeorm';
import type { EventStore } from '@app/event-store';

/** What an answer cost: questions to the database, rows they brought back, events read from the log. */
export interface Cost {
  queries: number;
  rows: number;
  events: number;
}

const rowsIn = (result: unknown): number => {
  if (Array.isArray(result)) return result.length;
  const { records } = (result ?? {}) as { records?: unknown };
  return Array.isArray(records) ? records.length : 0;
};

/** Counts what is read through a snapshot's manager from here on; it ends with the snapshot. */
export function countReads(manager: EntityManager, cost: Cost): void {
  const runner = manager.queryRunner;
  if (!runner) throw new TypeError('reads are counted inside a snapshot');
  const query = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
  runner.query = async (...given: unknown[]) => {
    const result = await query(...given);
    cost.queries += 1;
    cost.rows += rowsIn(result);
    return result as never;
  };
}

/** The store, counting the events it hands out. */
export function countedStore(store: EventStore, cost: Cost): Pick<EventStore, 'readStream' | 'readAll'> {
  async function* counted<E>(events: AsyncIterable<E>): AsyncIterable<E> {
    for await (const event of events) {
      cost.events += 1;
      yield event;
    }
  }
  return {
    readStream: (stream, options) => counted(store.readStream(stream, options)),
    readAll: (options) => counted(store.readAll(options)),
  };
}
