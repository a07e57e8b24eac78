import { TABLE3_COLUMNS, TABLE3_ROWS, type T3Row } from '../../form/table-3';
import { TABLE4_CELLS, TABLE4_GROUPS } from '../../form/table-4';
import type { AnnualTables } from '../../form/tables';
import { terminalTable } from './terminal-table';

/** Rows shown even when they are zero: the four items of the corner's relation. */
const ALWAYS: readonly T3Row[] = ['new_received', 'carried_in', 'results_total', 'carried_out'];

/** Tables 3 and 4 for a terminal; brief is table 3 without the result rows that are all zero. */
export function tablesText({ table3, table4 }: AnnualTables, extent: 'full' | 'brief' = 'full'): string {
  const rows = TABLE3_ROWS.filter(
    (row) => extent === 'full' || table3[row.code].total > 0 || ALWAYS.includes(row.code),
  );
  const lines = [
    terminalTable([
      ['', ...TABLE3_COLUMNS.map((column) => column.label)],
      ...rows.map((row) => [shortened(row.label), ...TABLE3_COLUMNS.map((column) => table3[row.code][column.code])]),
    ]),
  ];
  if (extent === 'full') {
    lines.push(
      '',
      terminalTable([
        ['', ...TABLE4_CELLS.map((cell) => cell.label)],
        ...TABLE4_GROUPS.map((group) => [
          group.headings.join(' '),
          ...TABLE4_CELLS.map((cell) => table4[group.code][cell.code]),
        ]),
      ]),
    );
  }
  return lines.join('\n');
}

/** The two lapse rows have labels of a whole sentence. */
const shortened = (label: string): string => (label.length > 24 ? `${label.slice(0, 23)}…` : label);
