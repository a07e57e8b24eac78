import type { CivilDate, WorkCalendar } from '@app/disclosure';
import type { EventStore } from '@app/event-store';

/** What every use case stands on. Time, calendar and secrets come from outside (D1). */
export interface WriteSide {
  store: EventStore;
  calendar: WorkCalendar;
  /** Today in Asia/Shanghai. */
  today(): CivilDate;
}

/** Injection token of the `WriteSide`. */
export const WRITE_SIDE = Symbol('WRITE_SIDE');
