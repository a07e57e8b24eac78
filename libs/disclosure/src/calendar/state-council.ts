import type { WorkCalendar, YearSchedule } from './work-calendar';

export const stateCouncilCalendar: WorkCalendar = { version: 'not yet', schedule: () => undefined };

export function calendarWith(_base: WorkCalendar, _schedules: YearSchedule[]): WorkCalendar {
  throw new Error('not yet');
}
