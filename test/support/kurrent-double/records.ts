/** What a client wants to append, as the double understands it. */
export interface ProposedEvent {
  id: string;
  type: string;
  contentType: string;
  data: Uint8Array;
  metadata: Uint8Array;
}

export interface RecordedByDouble extends ProposedEvent {
  stream: string;
  revision: number;
  /** Commit and prepare position; only their order means something. */
  place: bigint;
  createdMs: number;
}

/** -1 = no stream, -2 = any (only a saboteur says so), a number = revision of the last event. */
export type Expected = number;

export interface AppendOutcome {
  kind: 'stored' | 'wrong_version';
  /** Last revision of the stream, -1 for none. */
  current: number;
  place: bigint;
}

/**
 * The rules of a KurrentDB node that the adapter leans on, as its documentation and `reliability.md` F6, F7 tell them:
 * expected revisions; ids looked at only behind the expected revision; none looked at with *any*. Several nodes of one
 * cluster share the records.
 */
export class Records {
  readonly all: RecordedByDouble[] = [];
  private readonly streams = new Map<string, RecordedByDouble[]>();
  private readonly listeners = new Set<() => void>();
  private place = 0n;

  stream(name: string): readonly RecordedByDouble[] {
    return this.streams.get(name) ?? [];
  }

  append(stream: string, expected: Expected, events: readonly ProposedEvent[]): AppendOutcome {
    const stored = this.streams.get(stream) ?? [];
    const current = stored.length - 1;
    if (expected !== -2 && expected !== current) return this.again(stored, expected, events);
    for (const event of events) {
      this.place += BigInt(100 + event.data.length + event.metadata.length);
      const record = { ...event, stream, revision: stored.length, place: this.place, createdMs: Date.now() };
      stored.push(record);
      this.all.push(record);
    }
    this.streams.set(stream, stored);
    for (const listener of this.listeners) listener();
    return { kind: 'stored', current: stored.length - 1, place: this.place };
  }

  /** The same ids behind the expected revision are the same append; everything else is refused. */
  private again(stored: RecordedByDouble[], expected: number, events: readonly ProposedEvent[]): AppendOutcome {
    const there = stored.slice(expected + 1, expected + 1 + events.length);
    const same =
      expected < stored.length && there.length === events.length && there.every((e, i) => e.id === events[i]!.id);
    if (!same) return { kind: 'wrong_version', current: stored.length - 1, place: 0n };
    const last = there.at(-1)!;
    return { kind: 'stored', current: last.revision, place: last.place };
  }

  /** Calls after every append until the returned function is called. */
  onAppend(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What a restored backup looks like: everything after the first `count` events is gone (F31). */
  restoreTo(count: number): void {
    const kept = this.all.slice(0, count);
    this.all.length = 0;
    this.streams.clear();
    for (const record of kept) {
      this.all.push(record);
      this.streams.set(record.stream, [...(this.streams.get(record.stream) ?? []), record]);
    }
  }
}
