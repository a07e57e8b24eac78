import { CELL_IDS, type CellId } from './cell-id';
import type { T2ColumnOf, T2Row } from './table-2';
import type { T3Column, T3Row } from './table-3';
import type { T4Cell, T4Group } from './table-4';

export type Table2 = { [R in T2Row]: Record<T2ColumnOf<R>, number> };
export type Table3 = Record<T3Row, Record<T3Column, number>>;
export type Table4 = Record<T4Group, Record<T4Cell, number>>;

/** The three tables as printed: pieces, and the fee amount in 万元 with up to four decimals. */
export interface AnnualTables {
  table2: Table2;
  table3: Table3;
  table4: Table4;
}

const TABLE_KEYS = { t2: 'table2', t3: 'table3', t4: 'table4' } as const satisfies Record<string, keyof AnnualTables>;

type Loose = Record<string, Record<string, number> | undefined>;

function address(cell: CellId): { table: keyof AnnualTables; row: string; column: string } {
  const [table, row, column] = cell.split('.') as [keyof typeof TABLE_KEYS, string, string];
  return { table: TABLE_KEYS[table], row, column };
}

/** The number in a cell; `NaN` where tables from outside lack it, so that K-05 can say so. */
export function valueOf(tables: AnnualTables, cell: CellId): number {
  const { table, row, column } = address(cell);
  return (tables[table] as Loose)[row]?.[column] ?? Number.NaN;
}

/** Tables from single cells; a cell not given is 0. The inverse of `cellValues`. */
export function tablesFrom(cells: Partial<Record<CellId, number>>): AnnualTables {
  const tables: Record<keyof AnnualTables, Loose> = { table2: {}, table3: {}, table4: {} };
  for (const cell of CELL_IDS) {
    const { table, row, column } = address(cell);
    (tables[table][row] ??= {})[column] = cells[cell] ?? 0;
  }
  return tables as unknown as AnnualTables;
}

/** Every cell with its number, in the order of the form. */
export const cellValues = (tables: AnnualTables): Record<CellId, number> =>
  Object.fromEntries(CELL_IDS.map((cell) => [cell, valueOf(tables, cell)])) as Record<CellId, number>;
