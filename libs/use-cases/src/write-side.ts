import type { CivilDate, WorkCalendar } from '@app/disclosure';
import type { EventStore } from '@app/event-store';

/** What every use case stands on. Time, calendar and secrets come from outside (D1). */
export interface WriteSide {
  store: EventStore;
  calendar: WorkCalendar;
  /** Today in Asia/Shanghai. */
  today(): CivilDate;
  /** Keyed digest (HMAC) of a command's text: tells a retry from another command under the same id, without a hash that could be guessed. */
  digest(text: string): string;
}

/** Injection token of the `WriteSide`. */
export const WRITE_SIDE = Symbol('WRITE_SIDE');
