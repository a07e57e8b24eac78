import type { CellId } from '../form/cell-id';
import { TABLE2, TABLE2_CONTENT_LABEL } from '../form/table-2';
import { TABLE3_COLUMNS, TABLE3_CORNER, TABLE3_ROWS } from '../form/table-3';
import { TABLE4_CELLS, TABLE4_GROUPS } from '../form/table-4';
import { headerAreas, type Grid, type GridCell, type HeaderArea } from './grid';

const TABLE2_COLUMNS = 1 + Math.max(...TABLE2.map((block) => Object.keys(block.columns).length));

/** Table 2: four blocks under each other, each with its heading, its column headers and its rows. */
function gridOfTable2(): Grid {
  const cells: GridCell[] = [];
  let row = 0;
  const put = (column: number, colSpan: number, role: GridCell['role'], text: string, cell?: CellId) =>
    cells.push({ row, column, rowSpan: 1, colSpan, role, text, cell });

  for (const block of TABLE2) {
    const columns = Object.entries(block.columns);
    const span = (TABLE2_COLUMNS - 1) / columns.length;
    put(0, TABLE2_COLUMNS, 'blockHeader', block.heading);
    row += 1;
    put(0, 1, 'columnHeader', TABLE2_CONTENT_LABEL);
    columns.forEach(([, label], index) => put(1 + index * span, span, 'columnHeader', label));
    row += 1;
    for (const [code, label] of Object.entries(block.rows)) {
      put(0, 1, 'rowHeader', label);
      columns.forEach(([column], index) => put(1 + index * span, span, 'value', '', `t2.${code}.${column}` as CellId));
      row += 1;
    }
  }
  return { table: 'table2', rows: row, columns: TABLE2_COLUMNS, headerRows: 0, widths: [390, 390, 390, 390], cells };
}

const acrossTop = ({ text, start, span, level, levels, kind }: HeaderArea, offset: number): GridCell => ({
  row: level,
  column: offset + start,
  rowSpan: levels,
  colSpan: span,
  role: kind === 'heading' ? 'columnGroup' : 'columnHeader',
  text,
});

const downTheSide = ({ text, start, span, level, levels, kind }: HeaderArea, offset: number): GridCell => ({
  row: offset + start,
  column: level,
  rowSpan: span,
  colSpan: levels,
  role: kind === 'heading' ? 'rowGroup' : 'rowHeader',
  text,
});

const depthOf = (leaves: readonly { headings: readonly string[] }[]) =>
  1 + Math.max(...leaves.map((leaf) => leaf.headings.length));

/** Table 3: corner, three header rows over seven columns, up to three header columns before 25 rows. */
function gridOfTable3(): Grid {
  const headerRows = depthOf(TABLE3_COLUMNS);
  const headerColumns = depthOf(TABLE3_ROWS);
  const corner: GridCell = {
    row: 0,
    column: 0,
    rowSpan: headerRows,
    colSpan: headerColumns,
    role: 'corner',
    text: TABLE3_CORNER,
  };
  const values = TABLE3_ROWS.flatMap((row, r) =>
    TABLE3_COLUMNS.map((column, c): GridCell => ({
      row: headerRows + r,
      column: headerColumns + c,
      rowSpan: 1,
      colSpan: 1,
      role: 'value',
      text: '',
      cell: `t3.${row.code}.${column.code}`,
    })),
  );
  return {
    table: 'table3',
    rows: headerRows + TABLE3_ROWS.length,
    columns: headerColumns + TABLE3_COLUMNS.length,
    headerRows,
    widths: [120, 175, 425, ...TABLE3_COLUMNS.map(() => 120)],
    cells: [
      corner,
      ...headerAreas(TABLE3_COLUMNS, headerRows).map((area) => acrossTop(area, headerColumns)),
      ...headerAreas(TABLE3_ROWS, headerColumns).map((area) => downTheSide(area, headerRows)),
      ...values,
    ],
  };
}

/** Table 4: three groups of five columns under three header rows, and one row of numbers. */
function gridOfTable4(): Grid {
  const leaves = TABLE4_GROUPS.flatMap((group) =>
    TABLE4_CELLS.map((cell) => ({
      label: cell.label,
      headings: group.headings,
      cell: `t4.${group.code}.${cell.code}` as const,
    })),
  );
  const headerRows = depthOf(leaves);
  return {
    table: 'table4',
    rows: headerRows + 1,
    columns: leaves.length,
    headerRows,
    widths: leaves.map(() => 104),
    cells: [
      ...headerAreas(leaves, headerRows).map((area) => acrossTop(area, 0)),
      ...leaves.map(({ cell }, column): GridCell => ({
        row: headerRows,
        column,
        rowSpan: 1,
        colSpan: 1,
        role: 'value',
        text: '',
        cell,
      })),
    ],
  };
}

/** The three tables of the form, laid out. */
export const GRIDS: Record<Grid['table'], Grid> = {
  table2: gridOfTable2(),
  table3: gridOfTable3(),
  table4: gridOfTable4(),
};
