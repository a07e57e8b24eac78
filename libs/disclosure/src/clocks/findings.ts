import type { WorkCalendar } from '../calendar/work-calendar';
import type { CaseState } from '../case/state';
import type { Finding } from '../vocabulary/findings';

export function findingsOf(_state: CaseState, _calendar: WorkCalendar): Finding[] {
  throw new Error('not yet');
}
