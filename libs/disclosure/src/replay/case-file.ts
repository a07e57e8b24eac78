import { calendarWith, stateCouncilCalendar } from '../calendar/calendar-with';
import type { CivilDate } from '../calendar/civil-date';
import { civilDateOf } from '../calendar/shanghai-day';
import type { WorkCalendar } from '../calendar/work-calendar';
import type { CaseEvent, RecordedEventOf } from '../events/envelope';

/** A holiday notice as the log holds it. */
export type CalendarNotice = RecordedEventOf<'WorkCalendarUpdated'>;

/** Everything a replay of one case is made from: its stream, oldest first, and the holiday notices of the log. */
export interface CaseFile {
  history: readonly CaseEvent[];
  notices: readonly CalendarNotice[];
  /** The working calendar as known at a position of the log, inclusive. */
  calendarAt(position: number): WorkCalendar;
}

/** A point from which a case is looked at. */
export interface Moment {
  /** The last event of the stream that is known; -1 before the first. */
  revision: number;
  /** The last position of the log that is known: later holiday notices are not. */
  position: number;
  /** The day in Asia/Shanghai from which the clocks are seen. */
  on: CivilDate;
}

export function caseFile(
  history: readonly CaseEvent[],
  notices: readonly CalendarNotice[] = [],
  calendarAt: CaseFile['calendarAt'] = calendarsOf(notices),
): CaseFile {
  return { history, notices, calendarAt };
}

/** The calendar at any position of the log; many cases may share one. */
export function calendarsOf(
  notices: readonly CalendarNotice[],
  base: WorkCalendar = stateCouncilCalendar,
): CaseFile['calendarAt'] {
  const made = new Map<number, WorkCalendar>([[0, base]]);
  return (position) => {
    const known = notices.filter((notice) => notice.position <= position);
    const calendar = made.get(known.length) ?? calendarWith(base, known.map(scheduleOf));
    made.set(known.length, calendar);
    return calendar;
  };
}

const scheduleOf = ({ data: { year, daysOff, makeUpDays, source } }: CalendarNotice) => ({
  year,
  daysOff,
  makeUpDays,
  source,
});

/** Just after an event of the stream was recorded, on that day. @throws RangeError for a revision that is not there */
export function momentOfRevision({ history }: CaseFile, revision: number): Moment {
  const event = history[revision];
  if (!event) throw new RangeError('the case has no such revision');
  return { revision, position: event.position, on: civilDateOf(event.recordedAt) };
}

/** What was known at a position of the log, seen from the day the last of it was recorded. */
export function momentOfPosition(file: CaseFile, position: number): Moment {
  const revision = file.history.findLastIndex((event) => event.position <= position);
  const known = [file.history[revision], file.notices.findLast((notice) => notice.position <= position)];
  const days = known.flatMap((event) => (event ? [civilDateOf(event.recordedAt)] : []));
  return { revision, position, on: days.sort().at(-1) ?? civilDateOf(file.history[0]!.recordedAt) };
}

/** What was known at an instant, seen from its day. */
export function momentOfInstant({ history, notices }: CaseFile, instant: string): Moment {
  const revision = history.findLastIndex(({ recordedAt }) => recordedAt <= instant);
  const notice = notices.findLast(({ recordedAt }) => recordedAt <= instant);
  const position = Math.max(history[revision]?.position ?? 0, notice?.position ?? 0);
  return { revision, position, on: civilDateOf(instant) };
}

/** Everything the log holds, seen from `today`: the case as the desk shows it. */
export function momentNow({ history, notices }: CaseFile, today: CivilDate): Moment {
  const position = Math.max(history.at(-1)?.position ?? 0, notices.at(-1)?.position ?? 0);
  return { revision: history.length - 1, position, on: today };
}
