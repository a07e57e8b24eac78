import type { AllStreamSubscription, KurrentDBClient, RecordedEvent } from '@kurrent/kurrentdb-client';
import { StoreUnavailable, Unstorable } from '../errors';
import { KurrentFault } from './kurrent-fault';

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
  place: Place;
}

export interface KurrentPage {
  events: KurrentEvent[];
  /** True when there was nothing more to read. */
  end: boolean;
}

export interface EventToWrite {
  id: string;
  type: string;
  body: Buffer;
  header: object;
}

type Client = typeof import('@kurrent/kurrentdb-client');

/** A reading ends behind the event that goes over it; the caller goes on from there. */
const MAX_BYTES = 8_388_608;

/** What no retry cures. Everything else may have happened or not, and is asked for again with the same ids (F5). */
const FINAL = new Set(['access-denied', 'invalid-argument', 'stream-deleted', 'stream-tombstoned', 'unsupported']);
const TOO_LARGE = new Set(['maximum-append-size-exceeded', 'append-record-size-exceeded']);

/** Status of gRPC; so a refusal is told that the client has no name for, as that of a single event too large. */
const INVALID_ARGUMENT = 3;

const kindOf = (error: unknown): string => (error as { type?: string } | undefined)?.type ?? '';

function faultOf(error: unknown): Error {
  if (error instanceof StoreUnavailable) return error;
  const kind = kindOf(error);
  if (TOO_LARGE.has(kind)) return new Unstorable('events', 'larger than KurrentDB takes in one append');
  if (FINAL.has(kind)) return new KurrentFault(kind);
  return (error as { code?: number }).code === INVALID_ARGUMENT
    ? new KurrentFault('invalid-argument')
    : new StoreUnavailable(error);
}

/**
 * The streams of one ledger in KurrentDB: those whose name begins with its prefix. The only file that knows the client.
 * Credentials, TLS and the nodes come from the connection string; every call asks for the leader, so that a read sees
 * every append that was answered, and has a deadline of its own, because an append over a stream that hangs has none.
 */
export class KurrentLog {
  private readonly client: KurrentDBClient;

  private constructor(
    private readonly lib: Client,
    connectionString: string,
    private readonly prefix: string,
    private readonly deadline: number,
  ) {
    this.client = lib.KurrentDBClient.connectionString(connectionString);
  }

  /**
   * Connects at the first call. The client is loaded here and not with the program: that takes half a second.
   * @param deadline how long an answer is waited for, ms
   */
  static async open(connectionString: string, prefix: string, deadline: number): Promise<KurrentLog> {
    return new KurrentLog(await import('@kurrent/kurrentdb-client'), connectionString, prefix, deadline);
  }

  /**
   * All events or none, behind revision `expected` (−1 = no stream). Sent once. *any* cannot be said (F6).
   * @throws StoreUnavailable when the outcome is unknown, Unstorable when it is too large, KurrentFault
   */
  append(stream: string, expected: number, events: readonly EventToWrite[]): Promise<'stored' | 'conflict'> {
    return this.write(this.prefix + stream, expected, events);
  }

  private async write(name: string, expected: number, events: readonly EventToWrite[]): Promise<'stored' | 'conflict'> {
    const messages = events.map(({ id, type, body, header }) =>
      this.lib.binaryEvent({ id, type, data: body, metadata: Buffer.from(JSON.stringify(header), 'utf8') }),
    );
    const streamState = expected < 0 ? 'no_stream' : BigInt(expected);
    const options = { streamState, requiresLeader: true, deadline: this.deadline } as const;
    try {
      const { success } = await this.inTime(this.client.appendToStream(name, messages, options));
      // False only where the connection string says throwOnAppendFailure=false.
      return success ? 'stored' : 'conflict';
    } catch (error) {
      if (kindOf(error) === 'wrong-expected-version') return 'conflict';
      throw faultOf(error);
    }
  }

  /** At most `count` events of the ledger in the order of KurrentDB's log, from a place on (inclusive) or the start. */
  readAll(from: Place | undefined, count: number): Promise<KurrentPage> {
    const filter = this.lib.streamNameFilter({ prefixes: [this.prefix] });
    const options = { direction: 'forwards', fromPosition: from ?? 'start', maxCount: count, filter } as const;
    return this.collect(count, () => this.client.readAll({ ...options, requiresLeader: true }));
  }

  /** At most `count` events of a stream from a revision on; none for a stream that does not exist. */
  readStream(stream: string, from: number, count: number): Promise<KurrentPage> {
    return this.readNamed(this.prefix + stream, from, count);
  }

  private readNamed(name: string, from: number, count: number): Promise<KurrentPage> {
    const options = { direction: 'forwards', fromRevision: BigInt(from), maxCount: count } as const;
    return this.collect(count, () => this.client.readStream(name, { ...options, requiresLeader: true }));
  }

  /**
   * The identity of this ledger's log, kept in a stream beside its own; the first caller's is the one that stays.
   * Undefined when there is none and none was offered.
   */
  async storeId(offered?: string): Promise<string | undefined> {
    const name = `${this.prefix.slice(0, -1)}:log`;
    const { events } = await this.readNamed(name, 0, 1);
    if (events[0]) return (events[0].header as { storeId?: string }).storeId;
    if (offered === undefined) return undefined;
    const begun = { id: offered, type: 'LogBegun', body: Buffer.from('{}'), header: { storeId: offered } };
    await this.write(name, -1, [begun]);
    return this.storeId();
  }

  private async collect(count: number, read: () => AsyncIterable<{ event?: RecordedEvent }>): Promise<KurrentPage> {
    const events: KurrentEvent[] = [];
    let bytes = 0;
    const all = async () => {
      for await (const { event } of read()) {
        if (event) {
          events.push(this.eventOf(event));
          bytes += event.data instanceof Uint8Array ? event.data.length : 0;
        }
        if (bytes > MAX_BYTES) return;
      }
    };
    try {
      await this.inTime(all());
    } catch (error) {
      if (kindOf(error) !== 'stream-not-found') throw faultOf(error);
    }
    return { events, end: events.length < count && bytes <= MAX_BYTES };
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
      place: { commit, prepare },
    };
  }

  /**
   * Calls whenever something new stands in the ledger's streams, and when the subscription has caught up; ends when
   * the subscription ends for whatever reason. It carries no event: readers look themselves, so that one which is
   * lost, repeated or out of order does no harm (F17, F18).
   */
  async watch(onNews: () => void, signal: AbortSignal): Promise<void> {
    const filter = this.lib.streamNameFilter({ prefixes: [this.prefix] });
    const subscription: AllStreamSubscription = this.client.subscribeToAll({ fromPosition: 'end', filter });
    await new Promise<void>((resolve) => {
      const end = () => {
        signal.removeEventListener('abort', end);
        resolve();
      };
      subscription.on('data', onNews).on('confirmation', onNews).on('caughtUp', onNews);
      subscription.on('error', end).on('end', end).on('close', end);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    });
    subscription.unsubscribe().catch(() => undefined);
    subscription.destroy();
  }

  private inTime<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const late = () => reject(new StoreUnavailable(new Error(`no answer within ${this.deadline} ms`)));
      const timer = setTimeout(late, this.deadline);
      answer.finally(() => clearTimeout(timer)).then(resolve, reject);
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
