import type { LogHead, Position, WrappedKey } from '../port';
import type { StoredEvent } from '../stored-event';

/** An event with what the store recognises its command by (F5); the chain does not cover these two. */
export interface CopiedEvent extends StoredEvent {
  commandId: string;
  /** On the last event of a command. 64 hex digits. */
  digest?: string;
}

/** A data key, or the trace of one that was destroyed (D9). */
export interface CopiedKey {
  stream: string;
  subject: string;
  keyId: string;
  masterKeyId: string;
  /** Null when destroyed; then it stays so. */
  wrapped: WrappedKey['text'] | null;
}

/** A master key that the log is or was used with, by what is recorded of it. */
export interface CopiedMasterKey {
  check: string;
  /** Wrapped; null where it follows from the master key. */
  matchKey: string | null;
  /** When it was replaced, as PostgreSQL writes it. */
  retiredAt: string | null;
}

/** A whole log store, as a copy reads or writes it. */
export interface CopySide {
  head(): Promise<LogHead>;
  /** Hash behind an event, undefined when the log does not reach so far. */
  hashAt(position: Position): Promise<string | undefined>;
  /** Everything after a position up to another (inclusive), in log order, in pages bounded in number and bytes. */
  pages(after: Position, to: Position): AsyncIterable<CopiedEvent[]>;
  keyPages(): AsyncIterable<CopiedKey[]>;
  /** By master key id. */
  masterKeys(): Promise<Map<string, CopiedMasterKey>>;

  /**
   * Puts events behind the log's head, exactly as they are, all or none of a page or of its beginning. An empty log
   * takes the store id.
   * @throws CopyRefused when the head is not `from`: somebody else writes there
   */
  receive(from: LogHead, events: readonly CopiedEvent[]): Promise<void>;
  /** Keys that are there already stay the keys they are; destroyed ones are destroyed there too. */
  receiveKeys(keys: readonly CopiedKey[]): Promise<void>;
  receiveMasterKeys(keys: ReadonlyMap<string, CopiedMasterKey>): Promise<void>;
  close(): Promise<void>;
}

/** The copy is not made, or not gone on with. */
export class CopyRefused extends Error {
  override readonly name = 'CopyRefused';
  constructor(
    readonly code: 'NO_SOURCE' | 'FOREIGN_TARGET' | 'BROKEN_SOURCE' | 'BROKEN_COPY' | 'WRITTEN_MEANWHILE',
    message: string,
  ) {
    super(message);
  }
}
