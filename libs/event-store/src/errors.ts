import type { ExpectedRevision, Position } from './port';

/** Somebody wrote to the stream first: load it again and decide again (F8). */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** Last revision in the store, −1 for a stream without events. */
    readonly actual: number,
  ) {
    super(`stream ${stream}: expected ${expected}, is ${actual}`);
  }
}

/** The command or event id is stored with other content (F5). */
export class IdempotencyConflict extends Error {
  override readonly name = 'IdempotencyConflict';
  constructor(readonly commandId: string) {
    super(`command ${commandId} is stored with other content`);
  }
}

/** The event cannot be stored without changing it (F10). Names the place, never the value. */
export class Unstorable extends Error {
  override readonly name = 'Unstorable';
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path}: ${reason}`);
  }
}

/** The store did not answer; the append may or may not have happened. Retry with the same ids. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  constructor(cause: unknown) {
    super('the event store did not answer', { cause });
  }
}

/** The log has no event where its order demands one: it was tampered with, or another log was restored (F1, F31). Never waited for. */
export class LogGap extends Error {
  override readonly name = 'LogGap';
  constructor(
    readonly expected: Position,
    /** The position found instead; the head's when there is nothing after it. */
    readonly found: Position,
  ) {
    super(`the log has no event at position ${expected}, found ${found}`);
  }
}

/** Another data key, or a destroyed one, stands for this stream and subject: look it up and encrypt again (D9). */
export class DataKeyConflict extends Error {
  override readonly name = 'DataKeyConflict';
  constructor(readonly stream: string) {
    super(`stream ${stream}: another data key is stored`);
  }
}

/** There is no log in this database: none was ever begun, or it is another database (F32). */
export class NoLog extends Error {
  override readonly name = 'NoLog';
  constructor() {
    super('the database has no log');
  }
}
