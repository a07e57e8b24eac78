import { randomUUID } from 'node:crypto';
import { Bell } from '../bell';
import { EMPTY_HEAD, headAfter } from '../chain';
import { checkedBodies, type DoorLimits } from '../door';
import { DataKeyConflict, IdempotencyConflict, LogGap, RevisionConflict, StoreUnavailable } from '../errors';
import type { LogPage, LogStore } from '../log-store';
import { eventsOf, itemsOf, storedEventsOf } from '../paged-reading';
import type { Appended, AppendRequest, LogHead, Position, RecordedEvent, SubscriptionItem } from '../port';
import { requestDigest } from '../request-digest';
import { recordedEvent, type StoredEvent } from '../stored-event';
import { InMemoryDataKeys } from './in-memory-data-keys';

export interface InMemoryStoreOptions {
  /** The store's clock; an event never gets an instant before its predecessor's (F11). */
  now?: () => Date;
  limits?: DoorLimits;
}

/** The store for specs: no I/O, but the same door, the same JSON text and the same chain as the real one. */
export function inMemoryStore(options: InMemoryStoreOptions = {}): LogStore {
  return new InMemoryStore(options);
}

const PAGE = 500;
const parse = (events: StoredEvent[]): RecordedEvent[] => events.map(recordedEvent);

class InMemoryStore implements LogStore {
  readonly dataKeys = new InMemoryDataKeys();
  private readonly storeId = randomUUID();
  private readonly log: StoredEvent[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly ids = new Set<string>();
  private readonly commands = new Map<string, { digest: string; appended: Appended }>();
  private readonly bell = new Bell();
  private readonly closing = new AbortController();

  constructor(private readonly options: InMemoryStoreOptions) {}

  async append(request: AppendRequest): Promise<Appended> {
    const bodies = checkedBodies(request, this.options.limits);
    const digest = request.digest ?? requestDigest(request);
    await Promise.resolve();
    this.assertOpen();
    const known = this.commands.get(request.commandId);
    if (known) {
      if (known.digest !== digest) throw new IdempotencyConflict(request.commandId);
      return { ...known.appended, duplicate: true };
    }
    const stream = this.streams.get(request.stream) ?? [];
    this.assertExpected(request, stream.length - 1);
    if (request.events.some(({ id }) => this.ids.has(id))) throw new IdempotencyConflict(request.commandId);
    const newKeys = request.newKeys ?? [];
    if (!this.dataKeys.accepts(request.stream, newKeys)) throw new DataKeyConflict(request.stream);

    this.dataKeys.add(request.stream, newKeys);
    this.streams.set(request.stream, stream);
    const recordedAt = this.instant();
    request.events.forEach((event, index) => this.store(request.stream, stream, event, bodies[index]!, recordedAt));
    const appended = {
      stream: request.stream,
      revision: stream.length - 1,
      position: this.log.length,
      duplicate: false,
    };
    this.commands.set(request.commandId, { digest, appended });
    this.bell.ring();
    return { ...appended };
  }

  private store(
    name: string,
    stream: StoredEvent[],
    event: AppendRequest['events'][number],
    body: string,
    recordedAt: string,
  ): void {
    const source = {
      position: this.log.length + 1,
      stream: name,
      revision: stream.length,
      id: event.id,
      type: event.type,
      schemaVersion: event.schemaVersion,
      effectiveOn: event.effectiveOn,
      recordedAt,
      actor: { id: event.actor.id, role: event.actor.role },
      body,
    };
    const stored = { ...source, hash: headAfter(this.log.at(-1)?.hash ?? EMPTY_HEAD, source) };
    this.log.push(stored);
    stream.push(stored);
    this.ids.add(event.id);
  }

  private instant(): string {
    const now = (this.options.now?.() ?? new Date()).toISOString();
    const last = this.log.at(-1)?.recordedAt ?? '';
    return now < last ? last : now;
  }

  private assertExpected(request: AppendRequest, actual: number): void {
    const expected = request.expectedRevision === 'no_stream' ? -1 : request.expectedRevision;
    if (expected !== actual) throw new RevisionConflict(request.stream, request.expectedRevision, actual);
  }

  private assertOpen(): void {
    if (this.closing.signal.aborted) throw new StoreUnavailable(new Error('the store is closed'));
  }

  async *readStream(
    stream: string,
    options: { from?: number; toPosition?: Position } = {},
  ): AsyncGenerator<RecordedEvent> {
    this.assertOpen();
    const to = options.toPosition ?? Number.MAX_SAFE_INTEGER;
    const events = (this.streams.get(stream) ?? []).slice(options.from ?? 0).filter(({ position }) => position <= to);
    yield* parse(await Promise.resolve(events));
  }

  readAll(options: { after?: Position; to?: Position } = {}): AsyncIterable<RecordedEvent> {
    return eventsOf(this.pages({ after: options.after ?? 0, to: options.to }), parse);
  }

  readStored(options: { after?: Position; to?: Position } = {}): AsyncIterable<StoredEvent> {
    return storedEventsOf(this.pages({ after: options.after ?? 0, to: options.to }));
  }

  subscribe(options: { after: Position; signal: AbortSignal }): AsyncIterable<SubscriptionItem> {
    return itemsOf(this.livePages(options), parse, options.signal);
  }

  async *pages({ after, to }: { after: Position; to?: Position }): AsyncGenerator<LogPage> {
    const end = Math.min(to ?? Number.MAX_SAFE_INTEGER, this.log.length);
    for (let position = after; position < end;) {
      this.assertOpen();
      const events = await Promise.resolve(this.log.slice(position, Math.min(position + PAGE, end)));
      position += events.length;
      yield { events, position, caughtUp: position === this.log.length };
    }
  }

  async *livePages({ after, signal }: { after: Position; signal: AbortSignal }): AsyncGenerator<LogPage> {
    if (after > this.log.length) throw new LogGap(after, this.log.length);
    const until = AbortSignal.any([signal, this.closing.signal]);
    let position = after;
    let first = true;
    while (!until.aborted) {
      const seen = this.bell.count;
      if (first && position === this.log.length) yield { events: [], position, caughtUp: true };
      first = false;
      for await (const page of this.pages({ after: position })) {
        if (until.aborted) return;
        position = page.position;
        yield page;
      }
      if (position === this.log.length) await this.bell.wait(seen, until);
    }
  }

  async head(): Promise<LogHead> {
    this.assertOpen();
    const hash = this.log.at(-1)?.hash ?? EMPTY_HEAD;
    return Promise.resolve({ storeId: this.storeId, position: this.log.length, hash });
  }

  async outcomeOf(commandId: string): Promise<Appended | undefined> {
    this.assertOpen();
    const known = await Promise.resolve(this.commands.get(commandId));
    return known && { ...known.appended, duplicate: true };
  }

  async positionAt(instant: string): Promise<Position> {
    this.assertOpen();
    const limit = new Date(instant).toISOString();
    return Promise.resolve(1 + this.log.findLastIndex(({ recordedAt }) => recordedAt <= limit));
  }

  close(): Promise<void> {
    this.closing.abort();
    return Promise.resolve();
  }
}
