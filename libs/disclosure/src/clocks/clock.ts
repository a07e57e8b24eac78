import type { DayKind } from '../calendar/work-calendar';
import type { CivilDate } from '../calendar/civil-date';

/** The clocks of regulation §11. */
export type ClockId = 'C1' | 'C2' | 'C3' | 'C4' | 'C5' | 'C6' | 'C7' | 'C8' | 'C9' | 'C10' | 'C11' | 'C12';

/** What each clock is called, and the rules it stands on (§11). */
export const CLOCK_NAMES: Record<ClockId, { zh: string; en: string; rule: string }> = {
  C1: { zh: '补正告知', en: 'correction notice', rule: 'R-20' },
  C2: { zh: '补正', en: 'correction', rule: 'R-24' },
  C3: { zh: '答复', en: 'reply', rule: 'R-30..R-34' },
  C4: { zh: '第三方意见', en: 'third-party opinion', rule: 'R-45' },
  C5: { zh: '机关意见', en: 'agency opinion', rule: 'R-47' },
  C6: { zh: '缴费', en: 'fee payment', rule: 'R-54' },
  C7: { zh: '申请行政复议', en: 'reconsideration application', rule: 'R-63, R-92' },
  C8: { zh: '复议后起诉', en: 'suit after reconsideration', rule: 'R-63, R-96' },
  C9: { zh: '直接起诉', en: 'direct suit', rule: 'R-63, R-95, R-96' },
  C10: { zh: '复议答复', en: 'answer in reconsideration', rule: 'R-93' },
  C11: { zh: '重新答复', en: 're-decision', rule: 'R-98' },
  C12: { zh: '年度报告', en: 'annual report', rule: 'R-65, R-100, R-101' },
};

/** One line of a clock's working: a day, whether it counts, and the rule that says so. */
export interface WorkingDay {
  on: CivilDate;
  kind: DayKind;
  counted: boolean;
  /** Running number of counted days; absent for days that do not count and where no working days are counted. */
  n?: number;
  /** Rule or holiday notice, e.g. `R-60`, `R-34`, the notice's title. */
  rule: string;
  /** The consultations (consultId) for whose sake the day does not count. */
  pausedBy?: string[];
}

/** A deadline with the days it was counted from. */
export interface Clock {
  id: ClockId;
  /**
   * What it belongs to where a case can have several: the consultation (C4, C5), the event of the decision or `inaction`
   * (C7, C9), the reconsideration (C8, C10), the event of the order (C11), the year reported on (C12). Else absent.
   */
  subject?: string;
  startedOn: CivilDate;
  /** Working or calendar days or months to run, extension and pauses included; or the fixed day `MM-DD`. */
  length: { workingDays: number } | { calendarDays: number } | { months: number } | { until: string };
  /** For C3 and C11: the parts of the working days. */
  parts?: { base: number; extension: number; paused: number };
  dueOn: CivilDate;
  /** Some day lies in a year without a schedule. */
  provisional: boolean;
  calendarVersion: string;
  /** `expired`: lapsed by an event, or past its due date `today`; without `today` nothing expires by itself. */
  state: 'running' | 'paused' | 'stopped' | 'expired';
  /** Day the end event happened. */
  stoppedOn?: CivilDate;
  /**
   * Working days in `(dueOn, stoppedOn]`, or up to `today` while it still runs. 0 when the end event happened on
   * days off right after the due date. Absent when in time, or when an undated step (L-19) may have moved the due date.
   */
  overdueWd?: number;
  working: WorkingDay[];
}
