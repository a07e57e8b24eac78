import {
  AccessDeniedError,
  binaryEvent,
  END,
  FORWARDS,
  InvalidArgumentError,
  KurrentDBClient,
  MaxAppendSizeExceededError,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  type AllStreamSubscription,
  type RecordedEvent,
  UnsupportedError,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import { StoreUnavailable, Unstorable } from '../errors';

/** Where an event lies in KurrentDB's own log; ordered by commit, then prepare. */
export interface Place {
  commit: bigint;
  prepare: bigint;
}

/** An event as KurrentDB has it. */
export interface KurrentEvent {
  /** Without the ledger's prefix. */
  stream: string;
  revision: number;
  id: string;
  type: string;
  body: Buffer;
  /** What stands in the custom metadata; not yet known to be ours. */
  header: unknown;
  /** The leader's clock when it was written, UTC with milliseconds. */
  created: string;
  place: Place;
}

export interface EventToWrite {
  id: string;
  type: string;
  body: Buffer;
  header: object;
}

/** KurrentDB refused for a reason that sending again will not cure. Carries the kind of the refusal, no value. */
export class KurrentFault extends Error {
  override readonly name = 'KurrentFault';
  constructor(readonly kind: string) {
    super(`KurrentDB refused: ${kind}`);
  }
}

/** What no retry cures. Everything else may have happened or not, and is asked for again with the same ids (F5). */
const FINAL = [AccessDeniedError, InvalidArgumentError, StreamDeletedError, UnsupportedError];

function faultOf(error: unknown): Error {
  if (error instanceof StoreUnavailable) return error;
  if (error instanceof MaxAppendSizeExceededError) {
    return new Unstorable('events', `larger than the ${error.maxAppendSize} bytes KurrentDB takes in one append`);
  }
  const final = FINAL.find((kind) => error instanceof kind);
  return final ? new KurrentFault((error as { type?: string }).type ?? final.name) : new StoreUnavailable(error);
}

/**
 * The streams of one ledger in KurrentDB: those whose name begins with its prefix. The only file that knows the client.
 * Credentials, TLS and the nodes come from the connection string; every call asks for the leader, so that a read sees
 * every append that was answered, and has a deadline of its own, because an append over a stream that hangs has none.
 */
export class KurrentLog {
  private readonly client: KurrentDBClient;

  constructor(
    connectionString: string,
    private readonly prefix: string,
    /** How long an answer is waited for, ms. */
    private readonly deadline: number,
  ) {
    this.client = KurrentDBClient.connectionString(connectionString);
  }

  /**
   * All events or none, behind revision `expected` (−1 = no stream). Sent once. *any* cannot be said (F6).
   * @throws StoreUnavailable when the outcome is unknown
   */
  async append(stream: string, expected: number, events: readonly EventToWrite[]): Promise<'stored' | 'conflict'> {
    const messages = events.map(({ id, type, body, header }) =>
      binaryEvent({ id, type, data: body, metadata: Buffer.from(JSON.stringify(header), 'utf8') }),
    );
    const streamState = expected < 0 ? 'no_stream' : BigInt(expected);
    const options = { streamState, requiresLeader: true, deadline: this.deadline } as const;
    try {
      await this.inTime(this.client.appendToStream(this.prefix + stream, messages, options));
      return 'stored';
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) return 'conflict';
      throw faultOf(error);
    }
  }

  /** At most `count` events of the ledger in the order of KurrentDB's log, from a place on (inclusive) or the start. */
  readAll(from: Place | undefined, count: number): Promise<KurrentEvent[]> {
    const filter = streamNameFilter({ prefixes: [this.prefix] });
    const options = { direction: FORWARDS, fromPosition: from ?? START, maxCount: count, filter } as const;
    return this.collect(() => this.client.readAll({ ...options, requiresLeader: true }));
  }

  /** At most `count` events of a stream from a revision on; none for a stream that does not exist. */
  async readStream(stream: string, from: number, count: number): Promise<KurrentEvent[]> {
    const options = { direction: FORWARDS, fromRevision: BigInt(from), maxCount: count } as const;
    return this.collect(() => this.client.readStream(this.prefix + stream, { ...options, requiresLeader: true }));
  }

  private async collect(read: () => AsyncIterable<{ event?: RecordedEvent }>): Promise<KurrentEvent[]> {
    const found: KurrentEvent[] = [];
    const all = async () => {
      for await (const { event } of read()) if (event) found.push(this.eventOf(event));
    };
    try {
      await this.inTime(all());
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw faultOf(error);
    }
    return found;
  }

  private eventOf(event: RecordedEvent): KurrentEvent {
    const { commit, prepare } = event.position ?? { commit: -1n, prepare: -1n };
    return {
      stream: event.streamId.slice(this.prefix.length),
      revision: Number(event.revision),
      id: event.id,
      type: event.type,
      body: bytesOf(event.data),
      header: event.metadata,
      created: event.created.toISOString(),
      place: { commit, prepare },
    };
  }

  /**
   * Calls whenever something new stands in the ledger's streams, and when the subscription has caught up; ends when
   * the subscription ends for whatever reason. It carries no event: readers look themselves, so that one which is
   * lost, repeated or out of order does no harm (F17, F18).
   */
  async watch(onNews: () => void, signal: AbortSignal): Promise<void> {
    const filter = streamNameFilter({ prefixes: [this.prefix], checkpointReached: () => undefined });
    const subscription: AllStreamSubscription = this.client.subscribeToAll({ fromPosition: END, filter });
    await new Promise<void>((resolve) => {
      subscription.on('data', onNews).on('confirmation', onNews);
      subscription.on('caughtUp', onNews);
      subscription.on('error', () => resolve());
      subscription.on('end', () => resolve());
      subscription.on('close', () => resolve());
      signal.addEventListener('abort', () => resolve(), { once: true });
      if (signal.aborted) resolve();
    });
    subscription.unsubscribe().catch(() => undefined);
    subscription.destroy();
  }

  private inTime<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const late = () => reject(new StoreUnavailable(new Error(`no answer within ${this.deadline} ms`)));
      const timer = setTimeout(late, this.deadline);
      answer.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }
}

/** The bytes that were written; an event that somebody wrote as JSON comes parsed, and its header is not ours. */
function bytesOf(data: unknown): Buffer {
  return data instanceof Uint8Array ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.alloc(0);
}
