import { calendarWith, liftEvent, stateCouncilCalendar, type WorkCalendar, type YearSchedule } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { CALENDAR_STREAM } from './identity';

/** The working calendar as the log tells it. */
export interface KnownCalendars {
  latest: WorkCalendar;
  /** As it was known at a position of the log. */
  at(position: number): WorkCalendar;
  /** Revision of the last notice, -1 for none. */
  revision: number;
}

interface Update {
  position: number;
  revision: number;
  schedule: YearSchedule;
}

/**
 * Asks the log for newer notices at every call and keeps what it knows. Callers that come while a question is under way
 * share the next one: what was appended before they asked is always seen.
 */
export function calendarsIn(
  store: EventStore,
  base: WorkCalendar = stateCouncilCalendar,
): () => Promise<KnownCalendars> {
  const updates: Update[] = [];
  const made = new Map<number, WorkCalendar>([[0, base]]);
  let asking: Promise<KnownCalendars> | undefined;
  let next: Promise<KnownCalendars> | undefined;

  const afterUpdates = (count: number): WorkCalendar => {
    const calendar =
      made.get(count) ??
      calendarWith(
        base,
        updates.slice(0, count).map(({ schedule }) => schedule),
      );
    made.set(count, calendar);
    return calendar;
  };
  const ask = async (): Promise<KnownCalendars> => {
    const revision = updates.at(-1)?.revision ?? -1;
    for await (const stored of store.readStream(CALENDAR_STREAM, { from: revision + 1 })) {
      const event = liftEvent(stored);
      if (event.type !== 'WorkCalendarUpdated') continue;
      const { year, daysOff, makeUpDays, source } = event.data;
      const { position, revision } = event;
      updates.push({ position, revision, schedule: { year, daysOff, makeUpDays, source } });
    }
    return {
      latest: afterUpdates(updates.length),
      at: (position) => afterUpdates(updates.filter((update) => update.position <= position).length),
      revision: updates.at(-1)?.revision ?? -1,
    };
  };
  const start = (): Promise<KnownCalendars> => {
    const asked = ask().finally(() => {
      if (asking === asked) asking = undefined;
    });
    asking = asked;
    return asked;
  };

  return () => {
    if (!asking) return start();
    next ??= asking
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        // Begun by somebody else since: after this caller asked, so it sees what this caller must see.
        return asking ?? start();
      });
    return next;
  };
}
