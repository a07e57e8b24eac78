import type { EventStore, StoredEvent } from '@app/event-store';
import { appendingContract } from './event-store.appending';
import { chainContract } from './event-store.chain';
import { concurrencyContract } from './event-store.concurrency';
import { idempotencyContract } from './event-store.idempotency';
import { readingContract } from './event-store.reading';
import { roundTripContract } from './event-store.round-trip';
import { subscriptionContract } from './event-store.subscription';

/** One log and the ways to it. */
export interface StoreUnderTest {
  store: EventStore;
  /** Another process's view of the same log; the same store where there are no processes. */
  another(): Promise<EventStore>;
  /** The log as it lies there. */
  stored(): AsyncIterable<StoredEvent>;
  /** Closes everything that was opened. */
  dispose(): Promise<void>;
}

export type Subject = () => StoreUnderTest;

/** What every adapter of the port must do; green in memory means something because the real one passes the same. */
export function describeEventStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`the event store contract: ${name}`, () => {
    let subject: StoreUnderTest;
    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject?.dispose());
    const current: Subject = () => subject;

    appendingContract(current);
    idempotencyContract(current);
    roundTripContract(current);
    readingContract(current);
    subscriptionContract(current);
    concurrencyContract(current);
    chainContract(current, open);
  });
}
