import { liftEvent, type CaseEvent, type LedgerEvent } from '@app/disclosure';
import type { EventStore } from '@app/event-store';

/** A stream as the core reads it, oldest first, old shapes lifted (D15). */
export async function historyOf(store: EventStore, stream: string): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for await (const stored of store.readStream(stream)) events.push(liftEvent(stored));
  return events;
}

/** The history of one case. */
export async function caseHistory(store: EventStore, stream: string): Promise<CaseEvent[]> {
  return (await historyOf(store, stream)) as CaseEvent[];
}
