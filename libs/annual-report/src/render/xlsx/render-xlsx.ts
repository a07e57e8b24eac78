import type { AnnualReport } from '../../compose/report';
import { SECTIONS, type SectionCode } from '../../form/sections';
import { FEE_AMOUNT_CELL } from '../../form/table-2';
import { valueOf, type AnnualTables } from '../../form/tables';
import { GRIDS } from '../grids';
import type { Grid, GridCell, GridRole } from '../grid';
import { workbookOf, type Sheet, type SheetCell } from './workbook';

/** A title and the section's title stand above the table. */
export const ROWS_ABOVE = 2;

interface SheetLook {
  section: SectionCode;
  name: string;
  /** Least height of a table row in points. */
  rowHeight: number;
  fontSize: number;
  /** Tenths of a millimetre to a character of column width. */
  tenthsPerCharacter: number;
}

const LOOKS: Record<Grid['table'], SheetLook> = {
  table2: { section: 's2', name: '主动公开政府信息情况', rowHeight: 24, fontSize: 12, tenthsPerCharacter: 19 },
  table3: { section: 's3', name: '收到和处理申请情况', rowHeight: 20, fontSize: 10, tenthsPerCharacter: 15 },
  table4: { section: 's4', name: '行政复议、行政诉讼情况', rowHeight: 32, fontSize: 10, tenthsPerCharacter: 15 },
};

/** The three tables as a workbook: one sheet each, numbers as numbers, the same merged areas as the form. */
export const renderXlsx = (report: AnnualReport): Promise<Buffer> =>
  workbookOf(
    report.title,
    (Object.keys(GRIDS) as Grid['table'][]).map((table) => sheetOf(GRIDS[table], report.title, report.tables)),
  );

function sheetOf(grid: Grid, title: string, tables: AnnualTables): Sheet {
  const look = LOOKS[grid.table];
  const across = { column: 0, rowSpan: 1, colSpan: grid.columns, border: false };
  const above: SheetCell[] = [
    { ...across, row: 0, value: title, align: 'center', font: { name: '方正小标宋简体', size: 16 } },
    { ...across, row: 1, value: SECTIONS[look.section], align: 'left', font: { name: '黑体', size: 12 } },
  ];
  const widths = grid.widths.map((width) => Math.round(width / look.tenthsPerCharacter));
  const heights = new Map([
    [0, 48],
    [1, 24],
    ...Array.from({ length: grid.rows }, (_, row): [number, number] => [
      ROWS_ABOVE + row,
      heightOf(grid, row, widths, look),
    ]),
  ]);
  return {
    name: look.name,
    columns: grid.columns,
    rows: ROWS_ABOVE + grid.rows,
    widths,
    heights,
    cells: [...above, ...grid.cells.map((cell) => tableCell(grid, cell, tables, look))],
    repeat: grid.headerRows > 0 ? [ROWS_ABOVE, ROWS_ABOVE + grid.headerRows - 1] : undefined,
  };
}

const ALIGN: Record<GridRole, SheetCell['align']> = {
  corner: 'left',
  columnHeader: 'center',
  columnGroup: 'center',
  rowHeader: 'left',
  rowGroup: 'left',
  blockHeader: 'center',
  value: 'center',
};

const tableCell = (grid: Grid, cell: GridCell, tables: AnnualTables, look: SheetLook): SheetCell => ({
  row: ROWS_ABOVE + cell.row,
  column: cell.column,
  rowSpan: cell.rowSpan,
  colSpan: cell.colSpan,
  value: cell.cell === undefined ? cell.text : valueOf(tables, cell.cell),
  align: grid.table === 'table2' ? 'center' : ALIGN[cell.role],
  border: true,
  font: { name: '宋体', size: look.fontSize },
  // a fee amount shows as many decimals as it has
  format: cell.cell === FEE_AMOUNT_CELL ? 'General' : '0',
});

/** Spreadsheets do not grow rows under merged cells by themselves: as many lines as the longest label needs. */
function heightOf(grid: Grid, row: number, widths: readonly number[], look: SheetLook): number {
  const lines = grid.cells
    .filter((cell) => cell.row === row && cell.rowSpan === 1)
    .map((cell) => {
      const width = widths.slice(cell.column, cell.column + cell.colSpan).reduce((sum, each) => sum + each, 0);
      // a Chinese character is two wide
      return Math.ceil((cell.text.length * 2) / Math.max(width - 1, 1));
    });
  return Math.max(look.rowHeight, Math.max(1, ...lines) * (look.fontSize + 4));
}
