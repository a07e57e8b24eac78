import type { YearSchedule } from '../calendar/work-calendar';
import { stateCouncilCalendar } from '../calendar/calendar-with';
import { circumstances } from '../case/specification';
import type { CaseEvent, NewCaseEvent } from '../events/envelope';
import type { Actor } from '../vocabulary/roles';
import type { CalendarNotice } from './case-file';

type Told = [recordedAt: string, event: NewCaseEvent, actor?: Actor];

/** For specs only: a case as the log holds it, each event recorded at its instant, positions from 1. */
export function logged(...told: Told[]): CaseEvent[] {
  return told.map(([recordedAt, { note, ...event }, actor = circumstances.actor], revision) => ({
    ...event,
    id: `event-${revision + 1}`,
    stream: 'case-demo-case',
    recordedAt,
    actor,
    revision,
    position: revision + 1,
    metadata: { unit: 'DEMO', commandId: `command-${revision}`, ...(note !== undefined && { note }) },
  }));
}

/** For specs only: a notice that adds days to the known schedule of a year. */
export function notice(
  position: number,
  recordedAt: string,
  year: number,
  { daysOff = [], makeUpDays = [] }: Partial<Pick<YearSchedule, 'daysOff' | 'makeUpDays'>>,
): CalendarNotice {
  const known = stateCouncilCalendar.schedule(year);
  return {
    id: `notice-${position}`,
    type: 'WorkCalendarUpdated',
    stream: 'calendar',
    effectiveOn: recordedAt.slice(0, 10),
    recordedAt,
    actor: circumstances.actor,
    revision: 0,
    position,
    data: {
      year,
      version: `v${position}`,
      daysOff: [...new Set([...(known?.daysOff ?? []), ...daysOff])],
      makeUpDays: [...new Set([...(known?.makeUpDays ?? []), ...makeUpDays])],
      source: `示例通知${position}`,
    },
    metadata: { unit: '', commandId: `notice-${position}` },
  };
}
