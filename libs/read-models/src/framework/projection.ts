import type { CaseState, LedgerEvent, LedgerEventType, RecordedEventOf, WorkCalendar } from '@app/disclosure';
import type { Transaction } from '../database/transaction';

export type ProjectionName =
  | 'applicant-months'
  | 'case-register'
  | 'case-timeline'
  | 'due-list'
  | 'report-inputs'
  | 'report-snapshots'
  | 'statistical-facts'
  | 'units';

/** One event of the log with what a projection may need beside it. */
export interface Projected<E = LedgerEvent> {
  event: E;
  stream: string;
  /** The case's id, empty for the streams of units, reports and the calendar. */
  caseId: string;
  /** The case just before and just after the event. @throws whatever folding the case threw */
  states: () => CaseStates;
  /** The working calendar as known at the event. */
  calendar: WorkCalendar;
}

export interface CaseStates {
  before: CaseState | undefined;
  after: CaseState | undefined;
}

/** What a batch can still ask while its changes are written. */
export interface BatchContext {
  /** Position of the batch's last event. */
  position: number;
  /** The working calendar as known there. */
  calendar: WorkCalendar;
  /** A case as it was at the batch's last event. */
  caseState(caseId: string): Promise<CaseState | undefined>;
}

export const ignore = 'ignore';

/** What a projection does with each type of event; a forgotten type does not compile (F16). */
export type Handlers<Change> = {
  [T in LedgerEventType]: typeof ignore | ((projected: Projected<RecordedEventOf<T>>) => Change);
};

/**
 * A view of the log. `on` turns events into changes, `write` turns the changes of a batch into rows inside the
 * transaction that also moves the checkpoint. Both may run again from zero and must then give the same rows (D8).
 */
export interface Projection<Change = unknown> {
  name: string;
  /** Raised when the rows it writes change their meaning or shape; the old rows are then refused until rebuilt. */
  version: number;
  /** A number in a statutory table hangs on it: stop at a poison event, never skip (F15). */
  statutory: boolean;
  /** Its tables, emptied by a rebuild. */
  tables: readonly string[];
  on: Handlers<Change>;
  write(tx: Transaction, changes: Change[], context: BatchContext): Promise<void>;
}
