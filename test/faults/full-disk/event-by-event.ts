import { randomUUID } from 'node:crypto';
import type { Appended, EventStore } from '@app/event-store';

/** The fix taken out: the events of one command are stored one after the other, not all or none. */
export function eventByEvent(store: EventStore): void {
  const whole = store.append.bind(store);
  store.append = async ({ digest: _, ...request }) => {
    let stored: Appended | undefined;
    let expectedRevision = request.expectedRevision;
    for (const event of request.events) {
      const last = event === request.events.at(-1);
      const commandId = last ? request.commandId : randomUUID();
      stored = await whole({ ...request, commandId, expectedRevision, events: [event] });
      expectedRevision = stored.revision;
    }
    return stored!;
  };
}
