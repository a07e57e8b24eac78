import { writeXlsx, type BorderSide, type Cell, type CellStyle, type CellValue, type WriteSheet } from 'hucre';

/** The only file that knows the spreadsheet library. */

/** One written cell; `row` and `column` count from 0. A text is text whatever it begins with, never a formula. */
export interface SheetCell {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  value: string | number;
  align: 'left' | 'center';
  border: boolean;
  font: { name: string; size: number };
  /** Number format of a numeric cell. */
  format?: string;
}

export interface Sheet {
  name: string;
  columns: number;
  rows: number;
  /** Column widths in characters. */
  widths: readonly number[];
  /** Row heights in points. */
  heights: ReadonlyMap<number, number>;
  cells: readonly SheetCell[];
  /** First and last row repeated on every printed page, from 0. */
  repeat?: readonly [number, number];
}

const THIN: BorderSide = { style: 'thin', color: { rgb: '000000' } };
const BOX = { top: THIN, right: THIN, bottom: THIN, left: THIN };

const styleOf = (cell: SheetCell): CellStyle => ({
  font: { name: cell.font.name, size: cell.font.size },
  alignment: { horizontal: cell.align, vertical: 'center', wrapText: true },
  border: cell.border ? BOX : undefined,
  numFmt: typeof cell.value === 'number' ? cell.format : '@',
});

/** A workbook of visible sheets, printed on A4, one page wide and high. */
export async function workbookOf(title: string, sheets: readonly Sheet[]): Promise<Buffer> {
  const bytes = await writeXlsx({
    properties: { title },
    defaultFont: { name: '宋体', size: 11 },
    sheets: sheets.map(writeSheetOf),
  });
  return Buffer.from(bytes);
}

function writeSheetOf(sheet: Sheet): WriteSheet {
  const rows: CellValue[][] = Array.from({ length: sheet.rows }, () =>
    Array.from({ length: sheet.columns }, () => null),
  );
  const cells = new Map<string, Partial<Cell>>();
  for (const cell of sheet.cells) {
    const style = styleOf(cell);
    // every field of a merged area carries the border, else its far sides are open
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
      for (let column = cell.column; column < cell.column + cell.colSpan; column += 1) {
        cells.set(`${row},${column}`, { value: null, type: 'empty', style });
      }
    }
    const type = typeof cell.value === 'number' ? 'number' : 'string';
    cells.set(`${cell.row},${cell.column}`, { value: cell.value, type, style });
    const fields = rows[cell.row];
    if (fields !== undefined) fields[cell.column] = cell.value;
  }
  return {
    name: sheet.name,
    columns: sheet.widths.map((width) => ({ width })),
    rows,
    cells,
    merges: sheet.cells
      .filter(({ rowSpan, colSpan }) => rowSpan > 1 || colSpan > 1)
      .map(({ row, column, rowSpan, colSpan }) => ({
        startRow: row,
        startCol: column,
        endRow: row + rowSpan - 1,
        endCol: column + colSpan - 1,
      })),
    rowDefs: new Map([...sheet.heights].map(([row, height]) => [row, { height }])),
    pageSetup: {
      paperSize: 'a4',
      orientation: 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 1,
      horizontalCentered: true,
      printTitlesRow: sheet.repeat && `$${sheet.repeat[0] + 1}:$${sheet.repeat[1] + 1}`,
    },
  };
}
