import type { AppealGroup } from '@app/disclosure';
import type { CarryOver } from '../counting/carry-over';
import type { FeeStatement } from '../counting/fees';
import type { CellId } from '../form/cell-id';
import type { AnnualTables } from '../form/tables';
import type { MistakeId } from './mistake';

/** E blocks publication, W is to be explained. */
export type CheckLevel = 'E' | 'W';

/** The relations and plausibilities of the tables (annual-report §2–§5). */
export type RelationId =
  'K-01' | 'K-02' | 'K-03' | 'K-04' | 'K-05' | 'K-06' | 'K-07' | 'K-08' | 'K-10' | 'K-11' | 'A-11' | 'A-13' | 'A-62';

/** Every check of a report: relations, and the mistakes of annual-report §8. */
export type CheckId = RelationId | MistakeId;

/** One relation that holds, or one place where it does not. */
export interface Check {
  id: CheckId;
  level: CheckLevel;
  ok: boolean;
  /** In Chinese, with the numbers that disagree. */
  message: string;
  /** The cells that disagree; empty when the relation holds. */
  cells: CellId[];
}

/** What a check may compare the tables with; a relation whose other side is not given is not checked. */
export interface CheckContext {
  /** Tables of the year before (K-04, K-11, A-13). */
  prior?: AnnualTables;
  /** `outside`: the year before was published without this ledger, K-04 then only warns. Default `ledger`. */
  priorFrom?: 'ledger' | 'outside';
  /** Consecutive earlier years, oldest first, ending with the year before (K-08). Default: the year before alone. */
  series?: readonly AnnualTables[];
  /** The cases carried out of the year before and into this one, case by case, where somebody compared them (K-04). */
  carried?: CarryOver;
  /** The same year counted again from the events (K-07). */
  recount?: AnnualTables;
  /** Proceedings filed in the year (K-11). */
  appealsFiled?: Record<AppealGroup, number>;
  /** Whether the law lets the unit make rules. */
  canMakeRules?: boolean;
  /** The fee statement of section six. */
  fee?: FeeStatement;
}

/** One place where a relation does not hold. */
export interface Fault {
  message: string;
  cells: CellId[];
}

/** A relation: what it says, how serious, and where it fails; `undefined` when there is nothing to compare with. */
export interface Relation {
  says: string;
  level: (context: CheckContext) => CheckLevel;
  faults: (tables: AnnualTables, context: CheckContext) => Fault[] | undefined;
}

export const error = (): CheckLevel => 'E';
export const warning = (): CheckLevel => 'W';
