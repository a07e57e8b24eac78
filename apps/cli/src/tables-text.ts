import { TABLE3_COLUMNS, TABLE3_ROWS, TABLE4_CELLS, TABLE4_GROUPS, type AnnualTables } from '@app/annual-report';
import { terminalTable } from './terminal-table';

/** Table 3 (and in full also 4) for a terminal; brief leaves out result rows that are all zero. */
export function tablesText(
  answer: { unit: string; year: number; position: number; tables: AnnualTables },
  extent: 'full' | 'brief' = 'full',
): string {
  const { table3, table4 } = answer.tables;
  const rows = TABLE3_ROWS.filter(
    (row) => extent === 'full' || table3[row.code].total > 0 || row.code === 'new_received',
  );
  const lines = [
    `${answer.unit} ${answer.year} · position ${answer.position}`,
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
