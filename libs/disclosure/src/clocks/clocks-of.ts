import type { CivilDate } from '../calendar/civil-date';
import type { WorkCalendar } from '../calendar/work-calendar';
import type { CaseState } from '../case/state';
import type { Clock } from './clock';

export function clocksOf(_state: CaseState, _calendar: WorkCalendar, _today?: CivilDate): Clock[] {
  throw new Error('not yet');
}
