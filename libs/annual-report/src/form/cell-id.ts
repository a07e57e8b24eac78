import { TABLE2_CELLS, type T2Cell } from './table-2';
import { TABLE3_COLUMNS, TABLE3_ROWS, type T3Column, type T3Row } from './table-3';
import { TABLE4_CELLS, TABLE4_GROUPS, type T4Cell, type T4Group } from './table-4';

export type T2CellId = `t2.${T2Cell}`;
export type T3CellId = `t3.${T3Row}.${T3Column}`;
export type T4CellId = `t4.${T4Group}.${T4Cell}`;

/** One printed number of the report: `t2.rules.issued`, `t3.granted.total`, `t4.recon.pending`. */
export type CellId = T2CellId | T3CellId | T4CellId;

export const T2_CELL_IDS: readonly T2CellId[] = TABLE2_CELLS.map(({ code }) => `t2.${code}` as const);

const T3_CELL_IDS: readonly T3CellId[] = TABLE3_ROWS.flatMap((row) =>
  TABLE3_COLUMNS.map((column) => `t3.${row.code}.${column.code}` as const),
);

const T4_CELL_IDS: readonly T4CellId[] = TABLE4_GROUPS.flatMap((group) =>
  TABLE4_CELLS.map((cell) => `t4.${group.code}.${cell.code}` as const),
);

/** Every cell in the order it is printed: 10 + 175 + 15. */
export const CELL_IDS: readonly CellId[] = [...T2_CELL_IDS, ...T3_CELL_IDS, ...T4_CELL_IDS];

const labels = new Map<string, string>([
  ...TABLE2_CELLS.map(({ code, rowLabel, columnLabel }) => [`t2.${code}`, `${rowLabel}—${columnLabel}`] as const),
  ...TABLE3_ROWS.flatMap((row) =>
    TABLE3_COLUMNS.map((column) => [`t3.${row.code}.${column.code}`, `${row.label}—${column.label}`] as const),
  ),
  ...TABLE4_GROUPS.flatMap((group) =>
    TABLE4_CELLS.map((cell) => [`t4.${group.code}.${cell.code}`, `${group.headings.join('')}—${cell.label}`] as const),
  ),
]);

/** Whether a text names a cell of the form. */
export const isCellId = (text: string): text is CellId => labels.has(text);

export const isT2CellId = (text: string): text is T2CellId => isCellId(text) && text.startsWith('t2.');

/** Row and column of a cell as the form prints them, for messages. */
export const labelOf = (cell: CellId): string => labels.get(cell) ?? cell;
