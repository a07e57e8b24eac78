import { RevisionConflict, type AppendRequest, type EventStore } from '@app/event-store';

/**
 * The saboteur of F8: where somebody else wrote first, the events decided on the old history are appended all the same,
 * behind what is there now. Positions, revisions and ids stay in order; only the premise is gone.
 */
export function neverDecidingAgain<S extends Pick<EventStore, 'append'>>(store: S): S {
  const append = async (request: AppendRequest) => {
    for (let expectedRevision = request.expectedRevision; ;) {
      try {
        return await store.append({ ...request, expectedRevision });
      } catch (error) {
        // A registration that lost its number still loses it.
        if (!(error instanceof RevisionConflict) || request.expectedRevision === 'no_stream') throw error;
        expectedRevision = error.actual;
      }
    }
  };
  return new Proxy(store, {
    get: (target, name) => {
      const value: unknown = name === 'append' ? append : Reflect.get(target, name);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}
