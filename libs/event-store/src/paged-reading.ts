import type { LogPage } from './log-store';
import type { RecordedEvent, SubscriptionItem } from './port';
import type { StoredEvent } from './stored-event';

/** How a page becomes what readers see: plain parsing, or parsing and decrypting. */
export type PageReader = (events: StoredEvent[]) => RecordedEvent[] | Promise<RecordedEvent[]>;

export async function* eventsOf(pages: AsyncIterable<LogPage>, read: PageReader): AsyncGenerator<RecordedEvent> {
  for await (const page of pages) yield* await read(page.events);
}

export async function* storedEventsOf(pages: AsyncIterable<LogPage>): AsyncGenerator<StoredEvent> {
  for await (const page of pages) yield* page.events;
}

export async function* itemsOf(
  pages: AsyncIterable<LogPage>,
  read: PageReader,
  signal: AbortSignal,
): AsyncGenerator<SubscriptionItem> {
  for await (const page of pages) {
    for (const event of await read(page.events)) {
      if (signal.aborted) return;
      yield { kind: 'event', event };
    }
    if (page.caughtUp && !signal.aborted) yield { kind: 'caught_up', position: page.position };
  }
}
