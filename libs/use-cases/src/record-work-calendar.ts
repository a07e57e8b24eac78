import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  calendarWith,
  schedulesOfNotice,
  type HolidayNotice,
  type NewEventOf,
  type NewSchedule,
  type WorkCalendar,
} from '@app/disclosure';
import { IdempotencyConflict, RevisionConflict } from '@app/event-store';
import { appendEvents, type Attribution } from './append-events';
import type { KnownCalendars } from './calendar-in-log';
import { historyOf } from './case-history';
import { CALENDAR_STREAM } from './identity';
import { requireRole } from './office-roles';
import { CommandIdReused, Refused } from './refused';
import { sameEvents } from './same-events';
import { WRITE_SIDE, type WriteSide } from './write-side';

const ATTEMPTS = 8;

export interface RecordedCalendar {
  /** Years whose schedule the notice put in force; empty when all of it was known. */
  years: number[];
  /** The calendar with the notice, and as it was before. */
  after: WorkCalendar;
  before: WorkCalendar;
  /** Position of the last event; absent when nothing was written. */
  position?: number;
  /** True when the command had been stored before. */
  duplicate: boolean;
}

/** A holiday notice of the State Council comes into force for every case. */
export class RecordWorkCalendar extends Command<RecordedCalendar> {
  constructor(
    readonly request: Attribution & {
      notice: HolidayNotice;
      /** Decide, but write nothing. */
      dryRun?: boolean;
    },
  ) {
    super();
  }
}

type Update = NewEventOf<'WorkCalendarUpdated'>;

@CommandHandler(RecordWorkCalendar)
export class RecordWorkCalendarHandler implements ICommandHandler<RecordWorkCalendar> {
  constructor(@Inject(WRITE_SIDE) private readonly write: WriteSide) {}

  /** @throws Refused (E_ROLE, E_CALENDAR_DAY, E_CALENDAR_NOTICE, E_DATE), CommandIdReused, StoreUnavailable */
  async execute({ request }: RecordWorkCalendar): Promise<RecordedCalendar> {
    requireRole('RecordWorkCalendar', request.actor);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(request);
      } catch (error) {
        if (error instanceof IdempotencyConflict) throw new CommandIdReused(request.commandId);
        if (!(error instanceof RevisionConflict) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async attempt(request: RecordWorkCalendar['request']): Promise<RecordedCalendar> {
    const known = await this.write.calendars();
    const earlier = await this.earlier(request, known);
    if (earlier) return earlier;
    const before = known.latest;
    const events = this.updates(request.notice, before);
    const years = events.map(({ data }) => data.year);
    if (events.length === 0 || request.dryRun) {
      return { years, before, after: withUpdates(before, request.notice), duplicate: false };
    }
    const { position, duplicate } = await appendEvents(this.write, {
      commandId: request.commandId,
      actor: request.actor,
      stream: CALENDAR_STREAM,
      // The calendar belongs to no unit; every one counts by it.
      unit: CALENDAR_STREAM,
      expectedRevision: known.revision < 0 ? 'no_stream' : known.revision,
      events,
    });
    return { years, before, after: (await this.write.calendars()).at(position), position, duplicate };
  }

  /** The same notice under the same id answers what it answered, whatever was put in force since. */
  private async earlier(
    { commandId, notice }: RecordWorkCalendar['request'],
    known: KnownCalendars,
  ): Promise<RecordedCalendar | undefined> {
    const own = (await historyOf(this.write.store, CALENDAR_STREAM)).filter(
      ({ metadata }) => metadata.commandId === commandId,
    );
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return undefined;
    const before = known.at(first.position - 1);
    const events = this.updates(notice, before);
    if (!sameEvents(events, own)) throw new CommandIdReused(commandId);
    const years = events.map(({ data }) => data.year);
    return { years, before, after: known.at(last.position), position: last.position, duplicate: true };
  }

  private updates(notice: HolidayNotice, before: WorkCalendar): Update[] {
    return schedulesOf(notice, before).map((data) => ({
      type: 'WorkCalendarUpdated',
      effectiveOn: this.write.today(),
      data,
    }));
  }
}

function schedulesOf(notice: HolidayNotice, before: WorkCalendar): NewSchedule[] {
  const answer = schedulesOfNotice(notice, before);
  if ('rejection' in answer) throw new Refused(answer.rejection);
  return answer.schedules;
}

function withUpdates(before: WorkCalendar, notice: HolidayNotice): WorkCalendar {
  return calendarWith(before, schedulesOf(notice, before));
}
