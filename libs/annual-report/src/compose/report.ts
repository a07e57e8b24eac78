import type { Check } from '../checks/check';
import type { FeeStatement } from '../counting/fees';
import type { SectionCode, TextCode } from '../form/sections';
import type { AnnualTables } from '../form/tables';
import type { Block } from '../narrative/blocks';

/** The unit that reports. */
export interface ReportingUnit {
  code: string;
  name: string;
}

/** What stands under a section's title: a text, under its own heading or not, or one of the tables. */
export type ReportPart =
  { kind: 'text'; text: TextCode; heading?: string; blocks: Block[] } | { kind: 'table'; table: keyof AnnualTables };

export interface ReportSection {
  code: SectionCode;
  title: string;
  parts: ReportPart[];
}

/** One annual report, complete, in the shape every renderer prints. */
export interface AnnualReport {
  unit: ReportingUnit;
  year: number;
  /** `<unit><year>年政府信息公开工作年度报告` */
  title: string;
  preface: Block[];
  sections: ReportSection[];
  tables: AnnualTables;
  prior?: AnnualTables;
  fee: FeeStatement;
  checks: Check[];
  /** The last event of the log the figures know of; opaque. */
  position?: number;
}

/** The title over two lines, the unit above what it reports: a long title is not broken in the middle of a word. */
export const titleLines = ({ unit, title }: Pick<AnnualReport, 'unit' | 'title'>): [string, string] => [
  unit.name,
  title.slice(unit.name.length),
];
