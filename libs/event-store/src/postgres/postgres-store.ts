import { ahead } from '../ahead';
import { again, RETRY, type RetryPolicy } from '../append-again';
import { Bell } from '../bell';
import { checkedBodies, type DoorLimits } from '../door';
import { StoreUnavailable } from '../errors';
import type { LogPage, LogStore } from '../log-store';
import { eventsOf, itemsOf, storedEventsOf } from '../paged-reading';
import type { Appended, AppendRequest, LogHead, Position, RecordedEvent, SubscriptionItem } from '../port';
import { requestDigest } from '../request-digest';
import { recordedEvent, type StoredEvent } from '../stored-event';
import { Connections } from './connections';
import { Lane } from './lane';
import { readPage, readStreamPages } from './log-reader';
import { migrateLog } from './migrate';
import { PostgresDataKeys } from './postgres-data-keys';
import { WakeUp } from './wake-up';

export interface PostgresStoreOptions {
  connectionString: string;
  /** Connections for reading; one more appends, one more listens once somebody subscribes. Default 4. */
  readers?: number;
  /** How long a subscription waits before it looks again by itself, ms. Default 1,000. */
  pollEvery?: number;
  /** How long an append waits for the log's head, ms. Default 3,000. */
  lockTimeout?: number;
  /** How long an answer is waited for before the connection is given up, ms. Default 30,000. */
  answerTimeout?: number;
  retry?: RetryPolicy;
  limits?: DoorLimits;
  /** Told of notices and lost connections, without personal data. */
  onNotice?: (line: string) => void;
  /** Told how many appends went into the database together, after each answer. */
  onGroup?: (appends: number) => void;
}

/** The log in PostgreSQL, in a schema of its own (`log`), which is created or brought up to date first. */
export async function postgresStore(options: PostgresStoreOptions): Promise<LogStore> {
  await migrateLog(options.connectionString);
  return new PostgresStore(options);
}

const END_OF_LOG = Number.MAX_SAFE_INTEGER;
const parse = (events: StoredEvent[]): RecordedEvent[] => events.map(recordedEvent);

class PostgresStore implements LogStore {
  readonly dataKeys: PostgresDataKeys;
  private readonly reading: Connections;
  private readonly appending: Connections;
  private readonly lane: Lane;
  private readonly bell = new Bell();
  private readonly wakeUp: WakeUp;
  private readonly closing = new AbortController();
  private closed?: Promise<void>;

  constructor(private readonly options: PostgresStoreOptions) {
    const settings = {
      connectionString: options.connectionString,
      lockTimeout: options.lockTimeout ?? 3_000,
      answerTimeout: options.answerTimeout ?? 30_000,
      retry: options.retry ?? RETRY,
      onNotice: options.onNotice,
    };
    this.reading = new Connections(settings, options.readers ?? 4);
    this.appending = new Connections(settings, 1);
    this.lane = new Lane(this.appending, (position) => this.bell.ringAt(position), options.onGroup);
    this.wakeUp = new WakeUp(options.connectionString, this.bell, options.onNotice ?? (() => undefined));
    this.dataKeys = new PostgresDataKeys(this.reading);
  }

  async append(request: AppendRequest): Promise<Appended> {
    const bodies = checkedBodies(request, this.options.limits).map((body) => Buffer.from(body, 'utf8'));
    const slice = {
      request,
      bodies,
      bytes: bodies.reduce((sum, body) => sum + body.length, 0),
      digest: request.digest ?? requestDigest(request),
    };
    return again(() => {
      this.assertOpen();
      return this.lane.append(slice);
    }, this.options.retry ?? RETRY);
  }

  async *readStream(
    stream: string,
    { from = 0, toPosition = END_OF_LOG }: { from?: number; toPosition?: Position } = {},
  ): AsyncGenerator<RecordedEvent> {
    this.assertOpen();
    for await (const events of readStreamPages(this.reading, stream, from, toPosition)) yield* parse(events);
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

  pages(options: { after: Position; to?: Position }): AsyncGenerator<LogPage> {
    return ahead(this.pagesInTurn(options));
  }

  private async *pagesInTurn({ after, to }: { after: Position; to?: Position }): AsyncGenerator<LogPage> {
    const { position: head } = await this.head();
    const end = Math.min(to ?? END_OF_LOG, head);
    for (let position = after; position < end;) {
      const page = await readPage(this.reading, position, end);
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

  /** The next page, or nothing when the database is away: the subscription goes on from its own position later. */
  private async pageUnlessUnavailable(position: Position, until: AbortSignal): Promise<LogPage | undefined> {
    try {
      return await readPage(this.reading, position, END_OF_LOG);
    } catch (error) {
      if (error instanceof StoreUnavailable || until.aborted) return undefined;
      throw error;
    }
  }

  async head(): Promise<LogHead> {
    this.assertOpen();
    const { rows } = await this.reading.read<{ store_id: string; position: string; hash: string }>({
      name: 'head',
      text: `select store_id, position, encode(hash, 'hex') as hash from log.head`,
    });
    const { store_id, position, hash } = rows[0]!;
    return { storeId: store_id, position: Number(position), hash };
  }

  async outcomeOf(commandId: string): Promise<Appended | undefined> {
    this.assertOpen();
    const { rows } = await this.reading.read<{ stream: string; revision: number; position: string }>({
      name: 'outcome',
      text: `select stream, revision, position from log.events
              where command_id = $1 order by revision desc limit 1`,
      values: [commandId],
    });
    const [row] = rows;
    return row && { stream: row.stream, revision: row.revision, position: Number(row.position), duplicate: true };
  }

  async positionAt(instant: string): Promise<Position> {
    this.assertOpen();
    const { rows } = await this.reading.read<{ position: string }>({
      name: 'position-at',
      text: 'select log.position_at($1::timestamptz) as position',
      values: [new Date(instant).toISOString()],
    });
    return Number(rows[0]!.position);
  }

  close(): Promise<void> {
    this.closed ??= this.closeOnce();
    return this.closed;
  }

  private async closeOnce(): Promise<void> {
    this.closing.abort();
    // Whoever asked has gone perhaps; what was asked is stored all the same.
    await this.lane.flushed();
    await Promise.all([this.wakeUp.close(), this.appending.close(), this.reading.close()]);
  }

  private assertOpen(): void {
    if (this.closing.signal.aborted) throw new StoreUnavailable(new Error('the store is closed'));
  }
}
