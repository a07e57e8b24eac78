import type { AppealGroup } from '@app/disclosure';
import { wanYuanOf } from '../form/amount';
import type { CellId, T2CellId } from '../form/cell-id';
import { FEE_AMOUNT_CELL } from '../form/table-2';
import { tablesFrom, type AnnualTables } from '../form/tables';
import type { AppealGroupCount, RequestGroup } from './groups';
import { appealMemberships, requestMemberships } from './membership';

/** Figures of table 2 as recorded: pieces, and whole yuan for the fee amount. */
export type ProactiveFigures = Partial<Record<T2CellId, number>>;

/** What the tables of any year are computed from. Groups may repeat; their counts add up. */
export interface ReportFacts {
  requests: readonly RequestGroup[];
  appeals: readonly AppealGroupCount[];
  /** Of the year asked for. */
  figures?: ProactiveFigures;
}

/** The three tables of a year from grouped facts (A-20..A-24, A-51). Pure; membership.ts says who is in which cell. */
export function tabulate(facts: ReportFacts, year: number): AnnualTables {
  const cells: Partial<Record<CellId, number>> = {};
  const add = (cell: CellId, count: number) => (cells[cell] = (cells[cell] ?? 0) + count);

  for (const request of facts.requests) {
    for (const { cell } of requestMemberships(request, year)) add(cell, request.count);
  }
  for (const appeal of facts.appeals) {
    for (const { cell } of appealMemberships(appeal, year)) add(cell, appeal.count);
  }
  for (const [cell, value] of Object.entries(facts.figures ?? {}) as [T2CellId, number][]) {
    add(cell, cell === FEE_AMOUNT_CELL ? wanYuanOf(value) : value);
  }
  return tablesFrom(cells);
}

/** Proceedings filed in a year, by group: the other side of K-11. */
export function appealsFiledIn(appeals: readonly AppealGroupCount[], year: number): Record<AppealGroup, number> {
  const filed: Record<AppealGroup, number> = { recon: 0, suit_direct: 0, suit_after_recon: 0 };
  for (const appeal of appeals) if (appeal.filedYear === year) filed[appeal.group] += appeal.count;
  return filed;
}
