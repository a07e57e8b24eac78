import type { CivilDate } from '../calendar/civil-date';
import type { WorkCalendar } from '../calendar/work-calendar';
import type { CaseState, Consultation } from '../case/state';
import type { WorkingDay } from './clock';

export interface Deadline {
  dueOn: CivilDate;
  provisional: boolean;
  working: WorkingDay[];
}
export interface ReplyDeadline extends Deadline {
  parts: { base: number; extension: number; paused: number };
}

export function replyDue(_state: CaseState, _calendar: WorkCalendar, _today?: CivilDate): ReplyDeadline | undefined {
  throw new Error('not yet');
}
export function correctionDue(_state: CaseState, _calendar: WorkCalendar): Deadline | undefined {
  throw new Error('not yet');
}
export function feeDue(_state: CaseState, _calendar: WorkCalendar): Deadline | undefined {
  throw new Error('not yet');
}
export function opinionDue(_consultation: Consultation, _calendar: WorkCalendar): Deadline | undefined {
  throw new Error('not yet');
}
