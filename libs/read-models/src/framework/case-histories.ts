import { evolve, fold, liftEvent, type CaseEvent, type CaseEventType, type CaseState } from '@app/disclosure';
import type { EventStore, RecordedEvent } from '@app/event-store';
import type { CaseStates } from './projection';

/** These change how earlier events read, so the state after them is folded anew (R-110, D9). */
const REWRITES = new Set<CaseEventType>(['EntryCorrected', 'EntryRetracted', 'PersonErased']);

/** Streams read at the same time when many cases are not at hand. */
const STREAMS_AT_ONCE = 8;

/** Gives the case before and after an event. @throws what folding it threw */
export type Folded = () => CaseStates;

/**
 * The cases whose events come by, folded once per event for all projections. The latest states are remembered, up to a
 * number of cases; what was forgotten, came by already or is rewritten by a correction is folded from its stream.
 */
export class CaseHistories {
  /** By stream, the longest unused first. */
  private readonly latest = new Map<string, CaseState>();

  constructor(
    private readonly store: EventStore,
    private readonly limit = 5_000,
  ) {}

  /** Folds the case events of a batch, in their order. */
  async foldBatch(events: readonly CaseEvent[]): Promise<Map<CaseEvent, Folded>> {
    const recalled = await this.recall(this.outOfReach(events));
    const folded = new Map<CaseEvent, Folded>();
    const now = new Map<string, CaseState | undefined>();
    for (const event of events) {
      const before = this.before(event, now);
      const fold = recalled.get(event) ?? foldedOnto(before, event);
      folded.set(event, fold);
      now.set(event.stream, stateAfter(fold));
    }
    this.remember(now);
    return folded;
  }

  /** Before its first event there is no case, however far another projection has come with it. */
  private before({ stream, revision }: CaseEvent, now: ReadonlyMap<string, CaseState | undefined>) {
    if (revision === 0) return undefined;
    return now.has(stream) ? now.get(stream) : this.latest.get(stream);
  }

  /** The events that do not simply come next after what is at hand. */
  private outOfReach(events: readonly CaseEvent[]): CaseEvent[] {
    const revisions = new Map<string, number>();
    return events.filter((event) => {
      const { stream, revision, type } = event;
      const before = revisions.get(stream) ?? this.latest.get(stream)?.revision ?? -1;
      revisions.set(stream, revision);
      return revision > 0 && (REWRITES.has(type) || before !== revision - 1);
    });
  }

  private async recall(events: readonly CaseEvent[]): Promise<Map<CaseEvent, Folded>> {
    const recalled = new Map<CaseEvent, Folded>();
    const next = events.values();
    const worker = async () => {
      for (const event of next) recalled.set(event, await this.foldedFromStream(event));
    };
    await Promise.all(Array.from({ length: Math.min(STREAMS_AT_ONCE, events.length) }, worker));
    return recalled;
  }

  /** A store that does not answer is thrown here and now; a history that cannot be folded is told when it is asked for. */
  private async foldedFromStream({ stream, position }: CaseEvent): Promise<Folded> {
    const stored: RecordedEvent[] = [];
    for await (const event of this.store.readStream(stream, { toPosition: position })) stored.push(event);
    return attempted(() => {
      const history = stored.map((event) => liftEvent(event) as CaseEvent);
      return { before: fold(history.slice(0, -1)), after: fold(history) };
    });
  }

  /** A projection that comes late does not put an old state in the place of a newer one. */
  private remember(now: ReadonlyMap<string, CaseState | undefined>): void {
    for (const [stream, state] of now) {
      const known = this.latest.get(stream);
      if (!state || (known && known.revision >= state.revision)) continue;
      this.latest.delete(stream);
      this.latest.set(stream, state);
    }
    for (const oldest of this.latest.keys()) {
      if (this.latest.size <= this.limit) break;
      this.latest.delete(oldest);
    }
  }
}

/** Folds now, while the case is at hand; a failure is kept for the projection that asks. */
function attempted(work: () => CaseStates): Folded {
  try {
    const states = work();
    return () => states;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

const foldedOnto = (before: CaseState | undefined, event: CaseEvent): Folded =>
  attempted(() => {
    if ((before?.revision ?? -1) !== event.revision - 1) throw new Forgotten(event.position);
    return { before, after: evolve(before, event) };
  });

/** After a failure there is no state, and the events of that case after it fail as well. */
function stateAfter(folded: Folded): CaseState | undefined {
  try {
    return folded().after;
  } catch {
    return undefined;
  }
}

/** The case before an event is not at hand: an earlier event of it could not be folded. */
class Forgotten extends Error {
  override readonly name = 'Forgotten';
  constructor(position: number) {
    super(`the case before position ${position} could not be folded`);
  }
}

/** A case's events, up to a position where one is given. */
export async function historyOf(
  store: Pick<EventStore, 'readStream'>,
  stream: string,
  toPosition?: number,
): Promise<CaseEvent[]> {
  const events: CaseEvent[] = [];
  for await (const stored of store.readStream(stream, { toPosition })) events.push(liftEvent(stored) as CaseEvent);
  return events;
}
