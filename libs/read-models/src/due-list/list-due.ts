import { Query } from '@nestjs/cqrs';
import type { CaseStatus, CivilDate, ClockId } from '@app/disclosure';

/** `late`: the day has passed; `due`: the office has to act by it; `waiting`: another has to act, or the clock is paused. */
export type DueBucket = 'late' | 'due' | 'waiting';

export interface DueItem {
  caseId: string;
  caseNo: string;
  unit: string;
  status: CaseStatus;
  clock: ClockId;
  /** The consultation, for C4 and C5. */
  subject?: string;
  startedOn: CivilDate;
  dueOn: CivilDate;
  provisional: boolean;
  calendarVersion: string;
  paused: boolean;
  bucket: DueBucket;
  /** Calendar days from `on` to `dueOn`, negative when late. */
  daysLeft: number;
  outOfDate: boolean;
}

export interface DueList {
  on: CivilDate;
  items: DueItem[];
  /** How many there are in all, whatever `limit` shows. */
  counts: Record<DueBucket, number>;
  position: number;
}

/** What is late, due or waited for, seen from a day? Soonest first. */
export class ListDue extends Query<DueList> {
  constructor(readonly options: { on: CivilDate; unit?: string; limit?: number }) {
    super();
  }
}
