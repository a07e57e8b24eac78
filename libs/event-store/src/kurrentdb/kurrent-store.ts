import { randomUUID } from 'node:crypto';
import { again, RETRY, type RetryPolicy } from '../append-again';
import { Bell } from '../bell';
import { checkedBodies, type DoorLimits } from '../door';
import { LogGap, StoreUnavailable } from '../errors';
import type { LogPage, LogStore } from '../log-store';
import { eventsOf, itemsOf, storedEventsOf } from '../paged-reading';
import { Connections } from '../postgres/connections';
import type { Appended, AppendRequest, LogHead, Position, RecordedEvent, SubscriptionItem } from '../port';
import { requestDigest } from '../request-digest';
import { recordedEvent, type StoredEvent } from '../stored-event';
import { Appending } from './appending';
import { KurrentDataKeys } from './kurrent-data-keys';
import { KurrentLog } from './kurrent-log';
import { LogOrder } from './order/log-order';
import { openOrder } from './order/order-of-log';
import { Ordering } from './order/ordering';
import { storedPage } from './stored-page';
import { KurrentWakeUp } from './wake-up';

export interface KurrentStoreOptions {
  /** `kurrentdb://…` or `kurrentdb+discover://…`; nodes, credentials, TLS and the client's settings are in it. */
  kurrentUrl: string;
  /** PostgreSQL beside it, for the order of the log and the data keys. */
  connectionString: string;
  /** Names of the ledger's streams in KurrentDB begin with it; ends with `/`. Default `ledger/`. */
  prefix?: string;
  /** Identity a new log gets; only a copy gives one. */
  newStoreId?: string;
  /** How long a subscription waits before it looks again by itself, ms. Default 1,000. */
  pollEvery?: number;
  /** How long an answer is waited for, ms. Default 10,000. */
  answerTimeout?: number;
  retry?: RetryPolicy;
  limits?: DoorLimits;
  /** Told of notices and lost connections of PostgreSQL, without personal data. */
  onNotice?: (line: string) => void;
}

/**
 * The log in KurrentDB: its events in one stream for each case, their order in PostgreSQL beside (docs/kurrentdb.md).
 * @throws OrderRefused when the two do not belong together
 */
export async function kurrentStore(options: KurrentStoreOptions): Promise<KurrentLogStore> {
  const { prefix = 'ledger/', connectionString, newStoreId, answerTimeout = 10_000 } = options;
  if (!prefix.endsWith('/')) throw new TypeError('prefix: does not end with /');
  const log = await KurrentLog.open(options.kurrentUrl, prefix, answerTimeout);
  try {
    await again(() => openOrder(log, { connectionString, prefix, newStoreId }), options.retry ?? RETRY);
    return new KurrentLogStore(log, options);
  } catch (error) {
    await log.close();
    throw error;
  }
}

const END_OF_LOG = Number.MAX_SAFE_INTEGER;
const parse = (events: StoredEvent[]): RecordedEvent[] => events.map(recordedEvent);

export class KurrentLogStore implements LogStore {
  readonly dataKeys: KurrentDataKeys;
  private readonly connections: Connections;
  private readonly order: LogOrder;
  private readonly ordering: Ordering;
  private readonly appending: Appending;
  private readonly bell = new Bell();
  private readonly wakeUp: KurrentWakeUp;
  private readonly closing = new AbortController();
  private readonly retry: RetryPolicy;
  private closed?: Promise<void>;

  /** Use `kurrentStore`. */
  constructor(
    private readonly log: KurrentLog,
    private readonly options: KurrentStoreOptions,
  ) {
    const { connectionString, onNotice, answerTimeout = 10_000 } = options;
    this.retry = options.retry ?? RETRY;
    const settings = { connectionString, lockTimeout: 3_000, answerTimeout, retry: this.retry, onNotice };
    this.connections = new Connections(settings, 4);
    this.order = new LogOrder(this.connections);
    this.ordering = new Ordering(log, this.order, () => this.bell.ring());
    this.appending = new Appending(log, this.order, this.ordering);
    this.dataKeys = new KurrentDataKeys(this.connections);
    this.wakeUp = new KurrentWakeUp(log, this.bell);
  }

  async append(request: AppendRequest): Promise<Appended> {
    const bodies = checkedBodies(request, this.options.limits).map((body) => Buffer.from(body, 'utf8'));
    const digest = request.digest ?? requestDigest(request);
    const attempt = randomUUID();
    return again(() => {
      this.assertOpen();
      return this.appending.append({ request, bodies, digest, attempt });
    }, this.retry);
  }

  async *readStream(
    stream: string,
    { from = 0, toPosition = END_OF_LOG }: { from?: number; toPosition?: Position } = {},
  ): AsyncGenerator<RecordedEvent> {
    // Every append that was answered is in the order.
    for (let revision = from; ;) {
      this.assertOpen();
      const places = await this.order.streamPage(stream, revision, toPosition);
      if (places.length === 0) return;
      const page = await this.asked(() => this.log.readStream(stream, places[0]!.revision, places.length));
      const events = storedPage(places, page.events);
      yield* parse(events);
      revision = events.at(-1)!.revision + 1;
    }
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
    const { position: head } = await this.head();
    const end = Math.min(to ?? END_OF_LOG, head);
    for (let position = after; position < end;) {
      const page = await this.page(position, end, head);
      position = page.position;
      yield page;
    }
  }

  async *livePages({ after, signal }: { after: Position; signal: AbortSignal }): AsyncGenerator<LogPage> {
    const until = AbortSignal.any([signal, this.closing.signal]);
    this.wakeUp.start();
    let position = after;
    for (let first = true; !until.aborted;) {
      const seen = this.bell.count;
      const page = await this.pageUnlessUnavailable(position, until);
      if (page && (first || page.events.length > 0) && !until.aborted) {
        yield page;
        position = page.position;
        first = false;
      }
      if (!page || page.caughtUp) await this.bell.wait(seen, until, this.options.pollEvery ?? 1_000);
    }
  }

  /** The next page, or nothing when one of the two is away: the subscription goes on from its own position later. */
  private async pageUnlessUnavailable(position: Position, until: AbortSignal): Promise<LogPage | undefined> {
    try {
      const { position: head } = await this.ordering.toEnd();
      return await this.page(position, END_OF_LOG, head);
    } catch (error) {
      if (error instanceof StoreUnavailable || until.aborted) return undefined;
      throw error;
    }
  }

  private async page(after: Position, to: Position, head: Position): Promise<LogPage> {
    this.assertOpen();
    if (after > head) throw new LogGap(after, head);
    const places = after === head ? [] : await this.order.page(after, Math.min(to, head));
    if (places.length === 0) return { events: [], position: after, caughtUp: after === head };
    if (places[0]!.position !== after + 1) throw new LogGap(after + 1, places[0]!.position);
    const found = await this.asked(() => this.log.readAll(places[0]!.place, places.length));
    const events = storedPage(places, found.events);
    const { position } = events.at(-1)!;
    return { events, position, caughtUp: position === head };
  }

  async head(): Promise<LogHead> {
    const { storeId, position, hash } = await this.ordered();
    return { storeId, position, hash };
  }

  async outcomeOf(commandId: string): Promise<Appended | undefined> {
    await this.ordered();
    const outcome = await this.order.outcomeOf(commandId);
    return outcome && { ...outcome, duplicate: true };
  }

  async positionAt(instant: string): Promise<Position> {
    const limit = new Date(instant).toISOString();
    await this.ordered();
    return this.order.positionAt(limit);
  }

  private ordered() {
    return this.asked(() => this.ordering.toEnd());
  }

  /** A read: asked for again when there is no answer. */
  private asked<T>(read: () => Promise<T>): Promise<T> {
    return again(() => {
      this.assertOpen();
      return read();
    }, this.retry);
  }

  close(): Promise<void> {
    this.closed ??= this.closeOnce();
    return this.closed;
  }

  private async closeOnce(): Promise<void> {
    this.closing.abort();
    await this.wakeUp.close();
    await Promise.all([this.log.close(), this.connections.close()]);
  }

  private assertOpen(): void {
    if (this.closing.signal.aborted) throw new StoreUnavailable(new Error('the store is closed'));
  }
}
