import type { Appended, AppendRequest, EventStore } from '@app/event-store';

/** How long an answer is ahead of its commit. */
const AHEAD_MS = 300;

/** The saboteur of O1: says that it is stored, and stores it a moment later, if there is such a moment. */
export function acknowledgingBeforeTheCommit<S extends Pick<EventStore, 'append'>>(store: S): S {
  const append = (request: AppendRequest): Promise<Appended> => {
    setTimeout(() => void store.append(request).catch(() => undefined), AHEAD_MS);
    const before = request.expectedRevision === 'no_stream' ? -1 : request.expectedRevision;
    const revision = before + request.events.length;
    return Promise.resolve({ stream: request.stream, revision, position: revision + 1, duplicate: false });
  };
  return new Proxy(store, {
    get: (target, name) => {
      const value: unknown = name === 'append' ? append : Reflect.get(target, name);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}
