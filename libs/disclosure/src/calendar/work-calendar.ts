import type { CivilDate } from './civil-date';

/** Why a day is worked or not, for the working of a clock. */
export type DayKind = 'workday' | 'weekend' | 'holiday' | 'make_up_workday';

export const DAY_KINDS: Record<DayKind, string> = {
  workday: '工作日',
  weekend: '周末',
  holiday: '节假日',
  make_up_workday: '调休上班',
};

/** One year's State Council schedule: only what differs from Monday to Friday. */
export interface YearSchedule {
  year: number;
  /** Weekdays off, statutory holidays and 调休 rest days. */
  daysOff: CivilDate[];
  /** Saturdays and Sundays worked (调休上班). */
  makeUpDays: CivilDate[];
  /** The notice it comes from. */
  source: string;
}

/** Which days people work. Unknown years are provisional, never guessed silently. */
export interface WorkCalendar {
  /** Stored with every computed due date. */
  version: string;
  /** `undefined` for a year without a schedule. */
  schedule(year: number): YearSchedule | undefined;
  /** The years with a schedule, ascending. */
  years: readonly number[];
}
