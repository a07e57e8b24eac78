import type { CivilDate, ClockId, WorkCalendar } from '@app/disclosure';
import type { ActOnCaseRequest } from '@app/use-cases';

/** A clock that runs, of a case or, for C12, of a unit. */
export interface OpenClock {
  /** Absent for a clock of the unit. */
  caseId?: string;
  caseNo?: string;
  unit: string;
  clock: ClockId;
  /** The consultation, reconsideration or year; empty where there is only one. */
  subject: string;
  startedOn: CivilDate;
  dueOn: CivilDate;
  paused: boolean;
}

export interface DraftedReport {
  position: number;
  /** Ids of the checks that the draft does not pass, as `K-01`. */
  failed: string[];
}

/** What jobs need of the rest of the system; given by the runtime. */
export interface JobPorts {
  /** Which log this is: several may share one Redis and must not take each other's jobs. */
  installation(): Promise<string>;
  /** The civil day and the time of day (`HH:MM`) in Asia/Shanghai. */
  now(): { on: CivilDate; time: string };
  calendar(): Promise<WorkCalendar>;
  units(): Promise<string[]>;
  /** Every clock that runs, counted with all that the log held when asked, soonest first. */
  openClocks(on: CivilDate): Promise<OpenClock[]>;
  /** @throws Refused */
  act: (request: ActOnCaseRequest) => Promise<{ duplicate?: boolean }>;
  draft(unit: string, year: number): Promise<DraftedReport>;
  /** Compares and records; the record is unique by the day's command id. */
  selfAudit(on: CivilDate): Promise<{ position: number; differences: number }>;
  /** Seals what came since the last seal; `false` where nothing did, or no key is configured. @throws LogBroken */
  seal(on: CivilDate): Promise<{ sealed: boolean; number?: number; to?: number }>;
  log(line: string): void;
}
