import { evolve, fold, liftEvent, type CaseEvent, type CaseEventType, type CaseState } from '@app/disclosure';
import type { EventStore, RecordedEvent } from '@app/event-store';
import type { CaseStates } from './projection';

/** These change how earlier events read, so the state after them is folded anew. */
const REWRITES = new Set<CaseEventType>(['EntryCorrected', 'EntryRetracted']);

interface Remembered {
  /** From the first event on, without gaps. */
  events: CaseEvent[];
  /** After the last of `events`. */
  state: CaseState | undefined;
}

/**
 * The cases whose events come by, folded once per event for all projections. Bounded by the number of remembered
 * events; a case that was forgotten is read from its stream again.
 */
export class CaseHistories {
  /** In order of use, the longest unused first. */
  private readonly cases = new Map<string, Remembered>();
  private remembered = 0;

  constructor(
    private readonly store: EventStore,
    private readonly limit = 30_000,
  ) {}

  /** Whether the event can be folded without reading its stream. */
  follows(stream: string, event: CaseEvent): boolean {
    return event.revision === 0 || (this.cases.get(stream)?.events.length ?? 0) >= event.revision;
  }

  /** Reads the events of a stream that came before this one. What cannot be folded stays forgotten. */
  async recall(stream: string, event: CaseEvent): Promise<void> {
    const stored: RecordedEvent[] = [];
    for await (const each of this.store.readStream(stream, { toPosition: event.position - 1 })) stored.push(each);
    try {
      const events = stored.map((each) => liftEvent(each) as CaseEvent);
      this.remember(stream, { events, state: fold(events) });
    } catch {
      this.forget(stream);
    }
  }

  /** The case before and after its next event. @throws what folding throws, and for a gap in the stream */
  next(stream: string, event: CaseEvent): CaseStates {
    const known = this.cases.get(stream) ?? { events: [], state: undefined };
    if (known.events.length > event.revision) {
      // A projection that is behind the others asks again; what came later is left alone.
      const before = known.events.slice(0, event.revision);
      return { before: fold(before), after: fold([...before, event]) };
    }
    if (known.events.length < event.revision) throw new GapInStream(event.position);
    const events = [...known.events, event];
    const after = REWRITES.has(event.type) ? fold(events) : evolve(known.state, event);
    this.remember(stream, { events, state: after });
    return { before: known.state, after };
  }

  private remember(stream: string, entry: Remembered): void {
    this.forget(stream);
    this.cases.set(stream, entry);
    this.remembered += entry.events.length;
    for (const oldest of this.cases.keys()) {
      if (this.remembered <= this.limit || oldest === stream) break;
      this.forget(oldest);
    }
  }

  private forget(stream: string): void {
    this.remembered -= this.cases.get(stream)?.events.length ?? 0;
    this.cases.delete(stream);
  }
}

/** A stream came without one of its events: the log was not read in order. */
class GapInStream extends Error {
  override readonly name = 'GapInStream';
  constructor(position: number) {
    super(`an event is missing before position ${position}`);
  }
}

/** A case's events up to a position. */
export async function historyOf(store: EventStore, stream: string, toPosition: number): Promise<CaseEvent[]> {
  const events: CaseEvent[] = [];
  for await (const stored of store.readStream(stream, { toPosition })) events.push(liftEvent(stored) as CaseEvent);
  return events;
}
