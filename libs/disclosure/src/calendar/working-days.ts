import type { WorkingDay } from '../clocks/clock';
import type { CivilDate } from './civil-date';
import type { DayKind, WorkCalendar } from './work-calendar';

export interface DayInCalendar {
  kind: DayKind;
  rule: string;
  provisional: boolean;
}

export interface DueDate {
  dueOn: CivilDate;
  provisional: boolean;
  working: WorkingDay[];
}

export function dayKind(_date: CivilDate, _calendar: WorkCalendar): DayInCalendar {
  throw new Error('not yet');
}
export function isWorkday(_date: CivilDate, _calendar: WorkCalendar): boolean {
  throw new Error('not yet');
}
export function due(_start: CivilDate, _workingDays: number, _calendar: WorkCalendar): DueDate {
  throw new Error('not yet');
}
export function workdaysIn(_afterExclusive: CivilDate, _toInclusive: CivilDate, _calendar: WorkCalendar): number {
  throw new Error('not yet');
}
export function rollToWorkday(_date: CivilDate, _calendar: WorkCalendar): CivilDate {
  throw new Error('not yet');
}
