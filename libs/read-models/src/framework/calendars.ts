import {
  calendarWith,
  liftEvent,
  stateCouncilCalendar,
  type RecordedEventOf,
  type WorkCalendar,
  type YearSchedule,
} from '@app/disclosure';
import type { EventStore } from '@app/event-store';

type CalendarUpdate = RecordedEventOf<'WorkCalendarUpdated'>;

/** Stream of the calendar notices recorded since this version was published. */
export const CALENDAR_STREAM = 'calendar';

/** The working calendar as known at any position of the log: what a replay must count with. */
export class Calendars {
  private readonly updates: { position: number; schedule: YearSchedule }[] = [];
  private readonly made = new Map<number, WorkCalendar>();
  private loading: Promise<void> | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly base: WorkCalendar = stateCouncilCalendar,
  ) {}

  load(): Promise<void> {
    this.loading ??= this.readStream().catch((error: unknown) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  learn(event: CalendarUpdate): void {
    const { year, daysOff, makeUpDays, source } = event.data;
    if (this.updates.some((known) => known.position >= event.position)) return;
    this.updates.push({ position: event.position, schedule: { year, daysOff, makeUpDays, source } });
  }

  at(position: number): WorkCalendar {
    const known = this.updates.filter((update) => update.position <= position);
    const made =
      this.made.get(known.length) ??
      calendarWith(
        this.base,
        known.map(({ schedule }) => schedule),
      );
    this.made.set(known.length, made);
    return made;
  }

  private async readStream(): Promise<void> {
    for await (const stored of this.store.readStream(CALENDAR_STREAM)) {
      const event = liftEvent(stored);
      if (event.type === 'WorkCalendarUpdated') this.learn(event);
    }
  }
}
