import {
  AlignmentType,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import { twips } from '@app/official-document';
import { printed } from '../../form/amount';
import { valueOf, type AnnualTables } from '../../form/tables';
import { matrixOf, type Grid, type GridCell, type GridRole } from '../grid';

interface Look {
  style: 'ReportCell' | 'ReportCellLarge';
  /** Least height of a row, tenths of a millimetre. */
  rowHeight: number;
  /** Space left and right of a text, tenths of a millimetre. */
  padding: number;
  /** The same for the label of a single column: as narrow as makes 结果维持 break after two characters, as published. */
  labelPadding: number;
}

const LOOKS: Record<Grid['table'], Look> = {
  table2: { style: 'ReportCellLarge', rowHeight: 90, padding: 8, labelPadding: 8 },
  table3: { style: 'ReportCell', rowHeight: 60, padding: 8, labelPadding: 17 },
  table4: { style: 'ReportCell', rowHeight: 90, padding: 3, labelPadding: 9 },
};

const START = AlignmentType.LEFT;
const CENTER = AlignmentType.CENTER;

const ALIGNMENT: Record<GridRole, (grid: Grid) => (typeof AlignmentType)[keyof typeof AlignmentType]> = {
  corner: () => START,
  columnHeader: () => CENTER,
  columnGroup: () => CENTER,
  rowHeader: (grid) => (grid.table === 'table2' ? CENTER : START),
  rowGroup: () => START,
  blockHeader: () => CENTER,
  value: () => CENTER,
};

/** A table of the form with its numbers; kept on one page as long as it fits on one. */
export function tableDocx(grid: Grid, tables: AnnualTables): Table {
  const look = LOOKS[grid.table];
  const widths = grid.widths.map(twips);
  const rows = matrixOf(grid).map(
    (fields, row) =>
      new TableRow({
        tableHeader: row < grid.headerRows,
        cantSplit: true,
        height: { value: twips(look.rowHeight), rule: HeightRule.ATLEAST },
        children: fields
          .filter((cell, column) => cell.column === column)
          .map((cell) => cellDocx(grid, cell, row, widths, look, tables)),
      }),
  );
  return new Table({
    rows,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
  });
}

/** A cell over several rows is written once in each of them: it begins in the first and goes on in the others. */
function cellDocx(grid: Grid, cell: GridCell, row: number, widths: number[], look: Look, tables: AnnualTables) {
  const begins = cell.row === row;
  const padding = twips(paddingOf(cell, look));
  const text = cell.cell === undefined ? cell.text : printed(valueOf(tables, cell.cell));
  return new TableCell({
    columnSpan: cell.colSpan > 1 ? cell.colSpan : undefined,
    verticalMerge: mergeOf(cell, begins),
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: padding, right: padding, marginUnitType: WidthType.DXA },
    width: {
      size: widths.slice(cell.column, cell.column + cell.colSpan).reduce((sum, width) => sum + width, 0),
      type: WidthType.DXA,
    },
    children: [
      new Paragraph({
        style: look.style,
        alignment: ALIGNMENT[cell.role](grid),
        keepNext: staysWithNext(grid, row),
        children: begins ? [new TextRun(text)] : [],
      }),
    ],
  });
}

/** A table stays on one page: one block alone on the next page looks like a mistake. */
const staysWithNext = (grid: Grid, row: number) => row < grid.rows - 1;

/** Numbers may come close to the lines, so that six digits fit; long column labels must not. */
function paddingOf(cell: GridCell, look: Look): number {
  if (cell.role === 'value') return 2;
  return cell.role === 'columnHeader' && cell.text.length > 3 ? look.labelPadding : look.padding;
}

function mergeOf(cell: GridCell, begins: boolean) {
  if (cell.rowSpan === 1) return undefined;
  return begins ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE;
}
