import type { EventStore } from '@app/event-store';
import type { WriteSide } from './write-side';

/** The last one in line for each log's tree. */
const last = new WeakMap<EventStore, Promise<unknown>>();

/**
 * Whatever tells where a unit stands, one after the other: every one is held against all that was recorded before it, so
 * that two can never close a ring together. In this process by a line, among processes by `oneAtATime`.
 */
export function inTree<T>(write: WriteSide, work: () => Promise<T>): Promise<T> {
  const before = last.get(write.store) ?? Promise.resolve();
  const mine = before.then(() => (write.oneAtATime ? write.oneAtATime(work) : work()));
  last.set(
    write.store,
    mine.catch(() => undefined),
  );
  return mine;
}
