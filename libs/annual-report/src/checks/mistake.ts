import type { FeeStatement } from '../counting/fees';
import type { CellId } from '../form/cell-id';
import type { TextCode } from '../form/sections';
import type { AnnualTables } from '../form/tables';
import type { CheckLevel, RelationId } from './check';

/** The mistakes agencies make (annual-report §8). */
export type MistakeId =
  | `C-0${'1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'}`
  | `C-1${'0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'}`
  | `C-2${'0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'}`
  | `C-3${'0' | '1' | '2'}`;

/** A report as a reader of its texts sees it. */
export interface ReadReport {
  unitName: string;
  year: number;
  tables: AnnualTables;
  prior?: AnnualTables;
  fee: FeeStatement;
  /** Markdown with its bindings still in it. */
  sources: Record<TextCode, string>;
  /** The same with the numbers filled in. */
  printed: Record<TextCode, string>;
  /** What the unit wrote the year before. */
  lastTexts?: Partial<Record<TextCode, string>>;
  /** Names of all other units that report here. */
  otherUnits?: readonly string[];
  /** Names of units whose section five says the same. */
  sameProblems?: readonly string[];
}

/** One place where the mistake was made. */
export interface MistakeFault {
  message: string;
  cells?: CellId[];
  /** Where one kind of the mistake weighs otherwise than the others. */
  level?: CheckLevel;
}

/**
 * How a mistake is found: by reading the report; by a relation of the tables that is checked anyway; not at all, because
 * the software cannot make it; or not at all, because no program can see it.
 */
export type Mistake =
  | { found: 'by_reading'; says: string; level: CheckLevel; faults: (report: ReadReport) => MistakeFault[] }
  | { found: 'by_relation'; says: string; relations: readonly RelationId[] }
  | { found: 'impossible'; says: string; because: string }
  | { found: 'not_by_program'; says: string; because: string };
