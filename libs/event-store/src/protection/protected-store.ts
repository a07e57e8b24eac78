import { checkedBodies, type DoorLimits } from '../door';
import { DataKeyConflict, IdempotencyConflict } from '../errors';
import type { LogStore, StoredDataKey } from '../log-store';
import { eventsOf, itemsOf } from '../paged-reading';
import type { Appended, AppendRequest, EventStore, LogHead, Position, RecordedEvent, SubscriptionItem } from '../port';
import { recordedEvent, type StoredEvent } from '../stored-event';
import { KeyWrapping } from './data-key-wrapping';
import { type MasterKey, matching } from './master-key';
import type { Protection } from './protection';
import { hasProtectedValue, sealedRequest } from './sealing';
import { streamsWithEnvelopes, Unsealing } from './unsealing';

export interface ProtectionOptions {
  key: MasterKey;
  /** Keys before the current one; data keys they wrapped are still read. */
  formerKeys?: readonly MasterKey[];
  protection: Protection;
  /** The store's own limits; checked before encryption as well. */
  limits?: DoorLimits;
}

/** A store whose protected fields lie in the log as ciphertext and are read in the clear (D9). */
export interface ProtectedStore extends EventStore {
  /** The log without decryption: statistics, verification and export need no key. */
  readonly raw: LogStore;
  /** Recognises a text that was seen before without keeping it; the same after the master key was replaced. */
  readonly matchKey: (text: string) => string;
  /**
   * Destroys the data key of a subject in a stream: its protected fields read as null from then on, everything else,
   * the chain included, stays. False when there was no key to destroy.
   */
  destroyKey(stream: string, subject: string): Promise<boolean>;
  /**
   * The data keys of these streams in the clear, those that were destroyed left out. Whoever holds one reads the names:
   * only for what is opened on purpose and recorded before.
   */
  openDataKeys(streams: readonly string[]): Promise<OpenDataKey[]>;
}

/** A data key in the clear. */
export interface OpenDataKey {
  stream: string;
  subject: string;
  keyId: string;
  /** 32 bytes. */
  bytes: Buffer;
}

/** @throws MasterKeyRefused when the log was written with a master key that is not at hand */
export async function protectedStore(store: LogStore, options: ProtectionOptions): Promise<ProtectedStore> {
  const wrapping = new KeyWrapping(options.key, options.formerKeys);
  await wrapping.fit(store.dataKeys);
  const { storeId } = await store.head();
  const matchKey = matching(await wrapping.matchKey(store.dataKeys));
  return new FieldProtectedStore(store, storeId, matchKey, wrapping, options);
}

class FieldProtectedStore implements ProtectedStore {
  private readonly protection: Protection;
  private readonly limits?: DoorLimits;

  constructor(
    readonly raw: LogStore,
    private readonly storeId: string,
    readonly matchKey: (text: string) => string,
    private readonly wrapping: KeyWrapping,
    { protection, limits }: ProtectionOptions,
  ) {
    this.protection = protection;
    this.limits = limits;
  }

  async append(request: AppendRequest): Promise<Appended> {
    if (!request.events.some((event) => hasProtectedValue(event, this.protection))) return this.raw.append(request);
    // Before encryption, so that a refusal names the path in what the caller sent.
    checkedBodies(request, this.limits);
    // A stream that does not exist has no keys: most registrations need no look-up.
    const first = request.expectedRevision === 'no_stream' ? [] : await this.raw.dataKeys.find([request.stream]);
    try {
      return await this.raw.append(this.sealed(request, first));
    } catch (error) {
      if (!(error instanceof IdempotencyConflict || error instanceof DataKeyConflict)) throw error;
      // This command, or another on this stream, has been stored with its own data key: once more with that one.
      const now = await this.raw.dataKeys.find([request.stream]);
      if (sameKeys(first, now)) throw error;
      return this.raw.append(this.sealed(request, now));
    }
  }

  private sealed(request: AppendRequest, keys: StoredDataKey[]): AppendRequest {
    const { storeId, protection, wrapping } = this;
    return sealedRequest(request, keys, { storeId, protection, wrapping });
  }

  private async opened(events: RecordedEvent[]): Promise<RecordedEvent[]> {
    const streams = streamsWithEnvelopes(events, this.protection);
    if (streams.length === 0) return events;
    // Looked up anew for every page, never kept: a key destroyed by another process is gone at once.
    const keys = await this.raw.dataKeys.find(streams);
    const unsealing = new Unsealing(keys, this.storeId, this.protection, this.wrapping);
    return events.map((event) => unsealing.open(event));
  }

  private readonly read = (events: StoredEvent[]) => this.opened(events.map(recordedEvent));

  async *readStream(stream: string, options?: { from?: number; toPosition?: Position }): AsyncGenerator<RecordedEvent> {
    let page: RecordedEvent[] = [];
    for await (const event of this.raw.readStream(stream, options)) {
      page.push(event);
      if (page.length < 200) continue;
      yield* await this.opened(page);
      page = [];
    }
    yield* await this.opened(page);
  }

  readAll(options: { after?: Position; to?: Position } = {}): AsyncIterable<RecordedEvent> {
    return eventsOf(this.raw.pages({ after: options.after ?? 0, to: options.to }), this.read);
  }

  subscribe(options: { after: Position; signal: AbortSignal }): AsyncIterable<SubscriptionItem> {
    return itemsOf(this.raw.livePages(options), this.read, options.signal);
  }

  destroyKey(stream: string, subject: string): Promise<boolean> {
    return this.raw.dataKeys.destroy(stream, subject);
  }

  async openDataKeys(streams: readonly string[]): Promise<OpenDataKey[]> {
    const keys = await this.raw.dataKeys.find(streams);
    return keys.flatMap((stored) => {
      const { stream, subject, keyId, wrapped } = stored;
      return wrapped ? [{ stream, subject, keyId, bytes: this.wrapping.unwrap(stored, wrapped).bytes }] : [];
    });
  }

  head(): Promise<LogHead> {
    return this.raw.head();
  }

  outcomeOf(commandId: string): Promise<Appended | undefined> {
    return this.raw.outcomeOf(commandId);
  }

  positionAt(instant: string): Promise<Position> {
    return this.raw.positionAt(instant);
  }

  close(): Promise<void> {
    return this.raw.close();
  }
}

function sameKeys(before: StoredDataKey[], now: StoredDataKey[]): boolean {
  const text = (keys: StoredDataKey[]) => JSON.stringify(keys.map(({ keyId, wrapped }) => [keyId, wrapped]).sort());
  return text(before) === text(now);
}
