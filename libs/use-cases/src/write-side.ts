import type { CaseCommandName, CaseEvent, CivilDate, SentLetter } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import type { KnownCalendars } from './calendar-in-log';
import type { Sealing } from './seal-log';

/** What every use case stands on. Time, calendar and secrets come from outside (D1). */
export interface WriteSide {
  store: EventStore;
  /** The working calendar with every notice that is in the log when it is asked for. */
  calendars(): Promise<KnownCalendars>;
  /** Today in Asia/Shanghai. */
  today(): CivilDate;
  /** A keyed hash: the same text gives the same key, and nobody without the secret can try texts out. */
  matchKey(text: string): string;
  /** What the log is sealed with (D10); absent in specs that seal nothing. */
  sealing?: Sealing;
  /**
   * Destroys the data key of a subject in a stream (D9); false when there was none any more. Absent where nothing is
   * protected, as in specs.
   */
  destroyKey?(stream: string, subject: string): Promise<boolean>;
  /**
   * Number of the case among its applicant's of the calendar month; `undefined` when the applicant is not known
   * well enough, or the views are too far behind to say.
   */
  pieceOrdinal?(caseId: string): Promise<number | undefined>;
  /** Lets one process at a time work on what no single stream holds together; absent: there is only this process. */
  oneAtATime?<T>(work: () => Promise<T>): Promise<T>;
  /** Renders the letter that a command says went out, and refuses a hash that is not its text's. */
  checkLetter?(kept: KeptLetter): Promise<void>;
}

/** A letter whose hash an event is about to keep. */
export interface KeptLetter {
  command: CaseCommandName;
  letter: SentLetter;
  unit: string;
  history: CaseEvent[];
  /** What the command would record. */
  planned: CaseEvent[];
  /** The event told of, where the command names one that is on record. */
  eventId?: string;
}

/** Injection token of the `WriteSide`. */
export const WRITE_SIDE = Symbol('WRITE_SIDE');
