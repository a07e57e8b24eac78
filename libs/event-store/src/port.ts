/** A JSON object as stored: no `undefined`, no `Date`, no number outside ±(2^53 − 1), no NUL, no lone surrogate (F10). */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** Place in the log: opaque, ordered, comparable with `<` within one store; a safe integer. */
export type Position = number;

/**
 * What the writer believes the stream's last revision to be. There is no *any* (F6).
 * `no_stream` = the stream has no event yet; a number = the revision of its last event (the first event has 0).
 */
export type ExpectedRevision = 'no_stream' | number;

/** A fact on its way into the log. `id` derives from the command id, so that a retry is the same event (F5). */
export interface EventToAppend {
  /** UUID. */
  id: string;
  type: string;
  /** Schema version of `data`, from 1. */
  schemaVersion: number;
  /** Civil date the fact took effect on, `YYYY-MM-DD`. */
  effectiveOn: string;
  actor: { id: string; role: string };
  data: JsonObject;
  metadata: JsonObject;
}

export interface RecordedEvent extends EventToAppend {
  stream: string;
  /** Place in the stream, from 0 without gaps. */
  revision: number;
  /** Place in the log. */
  position: Position;
  /** UTC instant from the store's clock, never before the previous event's (F11). */
  recordedAt: string;
  /** Head of the hash chain after this event, hex (D10). */
  hash: string;
}

export interface AppendRequest {
  stream: string;
  expectedRevision: ExpectedRevision;
  /** UUID of the command; the same id with the same events is the same append, whatever happened in between. */
  commandId: string;
  /** At least one; stored all or none, with consecutive revisions and positions. */
  events: EventToAppend[];
  /**
   * What the command is recognised by when it comes again: SHA-256, 64 hex digits. Left out, the store takes
   * `requestDigest`; field protection sets it, because ciphertext is different on every attempt (D9).
   */
  digest?: string;
  /** Data keys this append uses for the first time; stored if and only if the command is accepted (D9). */
  newKeys?: NewDataKey[];
}

/** A data key encrypted by a master key; `text` is base64 of nonce ‖ ciphertext ‖ tag. */
export interface WrappedKey {
  masterKeyId: string;
  text: string;
}

export interface NewDataKey {
  subject: string;
  /** UUID. */
  keyId: string;
  wrapped: WrappedKey;
}

export interface Appended {
  stream: string;
  /** Revision of the last event of the append. */
  revision: number;
  /** Position of the last event of the append. */
  position: Position;
  /** True when this command had been stored before. */
  duplicate: boolean;
}

/** What a subscription yields. `caught_up` comes whenever the reader has seen everything that was there. */
export type SubscriptionItem<E = RecordedEvent> =
  { kind: 'event'; event: E } | { kind: 'caught_up'; position: Position };

export interface LogHead {
  /** Identity of this log; a restored or wiped log has another (F31, F32). */
  storeId: string;
  /** Position of the last event, 0 for an empty log. */
  position: Position;
  /** Head of the hash chain, hex. */
  hash: string;
}

/**
 * The log. One order, no gaps, nothing changed or deleted. Every adapter passes the same contract suite.
 * @throws RevisionConflict, IdempotencyConflict, Unstorable, StoreUnavailable (outcome unknown: retry with the same ids)
 */
export interface EventStore<E = RecordedEvent, N = EventToAppend> {
  append(request: Omit<AppendRequest, 'events'> & { events: N[] }): Promise<Appended>;
  /** Oldest first; empty for a stream that does not exist. `from` is inclusive, `toPosition` inclusive. */
  readStream(stream: string, options?: { from?: number; toPosition?: Position }): AsyncIterable<E>;
  /** Everything after a position (exclusive), oldest first, up to the head seen at the start or `to` (inclusive). */
  readAll(options?: { after?: Position; to?: Position }): AsyncIterable<E>;
  /** Everything after a position, then live, until the signal aborts. Resumable from any yielded position. */
  subscribe(options: { after: Position; signal: AbortSignal }): AsyncIterable<SubscriptionItem<E>>;
  head(): Promise<LogHead>;
  /** The outcome of a command, if it was stored. */
  outcomeOf(commandId: string): Promise<Appended | undefined>;
  /** Position of the last event recorded at or before the instant, 0 if none. @throws RangeError when it is no instant */
  positionAt(instant: string): Promise<Position>;
  close(): Promise<void>;
}
