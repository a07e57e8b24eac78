import { liftEvent, type CaseEvent, type LedgerEvent } from '@app/disclosure';
import type { EventStore } from '@app/event-store';

/** A stream as the core reads it, oldest first, old shapes lifted (D15). */
export async function historyOf(store: EventStore, stream: string, toPosition?: number): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for await (const stored of store.readStream(stream, { toPosition })) events.push(liftEvent(stored));
  return events;
}

/** The history of one case, up to a position (inclusive) where one is given. */
export async function caseHistory(store: EventStore, stream: string, toPosition?: number): Promise<CaseEvent[]> {
  return (await historyOf(store, stream, toPosition)) as CaseEvent[];
}
