import type { CivilDate } from '../calendar/civil-date';
import { dayKind } from '../calendar/day-kind';
import type { WorkCalendar } from '../calendar/work-calendar';
import { workdaysIn } from '../calendar/working-days';
import type { Clock } from './clock';

/** Who reports: a department at county level and above, or the authority in charge for its government. */
export type ReportingUnit = 'department' | 'government';

/** The day of the following year on which the report is due, by the kind of unit. */
const DUE_ON: Record<ReportingUnit, string> = { department: '01-31', government: '03-31' };

/**
 * C12: until when the report about `reportYear` is published. A fixed day that no holiday moves, hence never
 * provisional; it belongs to a unit and a year, not to a case. `overdueWd` counts the working days after it.
 */
export function reportClock(
  unit: ReportingUnit,
  reportYear: number,
  calendar: WorkCalendar,
  { publishedOn, today }: { publishedOn?: CivilDate; today?: CivilDate } = {},
): Clock {
  const year = String(reportYear + 1).padStart(4, '0');
  const dueOn = `${year}-${DUE_ON[unit]}`;
  const reached = publishedOn ?? today;
  const late = reached !== undefined && reached > dueOn;
  return {
    id: 'C12',
    subject: String(reportYear),
    startedOn: `${year}-01-01`,
    length: { until: DUE_ON[unit] },
    dueOn,
    provisional: false,
    calendarVersion: calendar.version,
    state: publishedOn !== undefined ? 'stopped' : late ? 'expired' : 'running',
    ...(publishedOn !== undefined ? { stoppedOn: publishedOn } : {}),
    ...(late ? { overdueWd: workdaysIn(dueOn, reached, calendar) } : {}),
    working: [{ on: dueOn, kind: dayKind(dueOn, calendar).kind, counted: true, rule: 'R-65' }],
  };
}
