import type { EventStore, Position, WrappedKey } from './port';
import type { StoredEvent } from './stored-event';

/** Consecutive events of the log, and whether the log ended there. */
export interface LogPage {
  events: StoredEvent[];
  /** Position up to which the reader has now seen everything. */
  position: Position;
  caughtUp: boolean;
}

export interface StoredDataKey {
  stream: string;
  subject: string;
  keyId: string;
  /** Null when the key was destroyed (D9). */
  wrapped: WrappedKey | null;
}

/** The wrapped data keys, one for each stream and subject; they are written by `append` only (D9). */
export interface DataKeys {
  find(streams: readonly string[]): Promise<StoredDataKey[]>;
  /** Destroys a key for good. False when there was none, or none any more. */
  destroy(stream: string, subject: string): Promise<boolean>;
  /** Check values of the master keys in use, by master key id; those that were replaced are left out. */
  masterKeyChecks(): Promise<Map<string, string>>;
  /** What applicants are recognised by, wrapped by this master key; null where it follows from the master key itself. */
  wrappedMatchKey(masterKeyId: string): Promise<string | null>;
  /** Records one more. False, and nothing recorded, when the log uses a key that is not among `atHand`. */
  recordMasterKey(masterKeyId: string, check: string, atHand: readonly string[]): Promise<boolean>;
}

/** What an adapter gives besides the port: the log as it lies there, and the data keys beside it. */
export interface LogStore extends EventStore {
  /** Everything after a position; ends at the head seen at the start or at `to`. Pages are bounded in number and bytes. */
  pages(options: { after: Position; to?: Position }): AsyncIterable<LogPage>;
  /** The same, then live until the signal aborts. The first page, perhaps empty, comes at once. */
  livePages(options: { after: Position; signal: AbortSignal }): AsyncIterable<LogPage>;
  /** Events as stored, for `verifyChain` and for export. */
  readStored(options?: { after?: Position; to?: Position }): AsyncIterable<StoredEvent>;
  readonly dataKeys: DataKeys;
}
