import type { CellId, T3CellId, T4CellId } from '../form/cell-id';
import { RESULT_ROWS, type T3Row } from '../form/table-3';
import type { T4Cell } from '../form/table-4';
import type { AppealGroupCount, RequestGroup } from './groups';

/** Which event of a case or proceeding stands for its place in a cell. */
export type RequestEvidence = 'received' | 'concluded';
export type AppealEvidence = 'filed' | 'concluded';

/** A cell something is counted in, the event that proves it and the rule that says so. */
export interface Membership<Evidence> {
  cell: CellId;
  evidence: Evidence;
  rule: string;
}

type Request = Omit<RequestGroup, 'count'>;
type Appeal = Omit<AppealGroupCount, 'count'>;

/**
 * The year a request leaves the books. A result is never booked before the request itself: a case that enters a later
 * year because its own was already published brings its result along, else K-01 would break.
 */
export const leaves = (request: Request): number =>
  request.concludedYear === null || request.resultCode === null
    ? Infinity
    : Math.max(request.concludedYear, request.statYear);

export const ends = (appeal: Appeal): number =>
  appeal.concludedYear === null || appeal.result === null ? Infinity : Math.max(appeal.concludedYear, appeal.filedYear);

interface Rule<Row, Thing, Evidence> {
  row: Row;
  rule: string;
  evidence: Evidence;
  counts(thing: Thing, year: number): boolean;
}

/** Which requests are in which rows of table 3. */
const REQUEST_RULES: readonly Rule<T3Row, Request, RequestEvidence>[] = [
  { row: 'new_received', rule: 'A-20', evidence: 'received', counts: (request, year) => request.statYear === year },
  {
    row: 'carried_in',
    rule: 'A-22',
    evidence: 'received',
    counts: (request, year) => request.statYear < year && leaves(request) >= year,
  },
  ...RESULT_ROWS.map((row) => ({
    row,
    rule: 'A-24',
    evidence: 'concluded' as const,
    counts: (request: Request, year: number) => leaves(request) === year && request.resultCode === row,
  })),
  {
    row: 'carried_out',
    rule: 'A-23',
    evidence: 'received',
    counts: (request, year) => request.statYear <= year && leaves(request) > year,
  },
];

/** Which proceedings are in which columns of table 4: results of the year, and what is pending at its end. */
const APPEAL_RULES: readonly Rule<T4Cell, Appeal, AppealEvidence>[] = [
  ...(['upheld', 'corrected', 'other'] as const).map((row) => ({
    row,
    rule: 'A-52',
    evidence: 'concluded' as const,
    counts: (appeal: Appeal, year: number) => ends(appeal) === year && appeal.result === row,
  })),
  {
    row: 'pending',
    rule: 'A-51',
    evidence: 'filed',
    counts: (appeal, year) => appeal.filedYear <= year && ends(appeal) > year,
  },
];

const isResult = (row: T3Row) => (RESULT_ROWS as readonly T3Row[]).includes(row);

/** Every cell of table 3 a request is in, totals included. */
export function requestMemberships(request: Request, year: number): Membership<RequestEvidence>[] {
  return REQUEST_RULES.filter((rule) => rule.counts(request, year)).flatMap(({ row, rule, evidence }) => {
    const rows: T3Row[] = isResult(row) ? [row, 'results_total'] : [row];
    const cells = rows.flatMap((each): T3CellId[] => [`t3.${each}.${request.column}`, `t3.${each}.total`]);
    return cells.map((cell) => ({ cell, evidence, rule }));
  });
}

/** Every cell of table 4 a proceeding is in, totals included. */
export function appealMemberships(appeal: Appeal, year: number): Membership<AppealEvidence>[] {
  return APPEAL_RULES.filter((rule) => rule.counts(appeal, year)).flatMap(({ row, rule, evidence }) => {
    const cells: T4CellId[] = [`t4.${appeal.group}.${row}`, `t4.${appeal.group}.total`];
    return cells.map((cell) => ({ cell, evidence, rule }));
  });
}
