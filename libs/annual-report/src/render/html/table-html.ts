import { printed } from '../../form/amount';
import { valueOf, type AnnualTables } from '../../form/tables';
import { cellsOfRow, type Grid, type GridCell, type GridRole } from '../grid';
import { escaped } from './escape';

/** Tag and scope of each kind of cell. A heading beside several rows inside a row group is a header of those rows. */
const CELL: Record<GridRole, { tag: 'th' | 'td'; scope?: string; className: string }> = {
  corner: { tag: 'td', className: 'corner' },
  columnHeader: { tag: 'th', scope: 'col', className: 'column' },
  columnGroup: { tag: 'th', scope: 'colgroup', className: 'column' },
  rowHeader: { tag: 'th', scope: 'row', className: 'row' },
  rowGroup: { tag: 'th', scope: 'rowgroup', className: 'group' },
  blockHeader: { tag: 'th', scope: 'rowgroup', className: 'block' },
  value: { tag: 'td', className: 'value' },
};

/** A table of the form with its numbers. */
export function tableHtml(grid: Grid, caption: string, tables: AnnualTables): string {
  const total = grid.widths.reduce((sum, width) => sum + width, 0);
  const columns = grid.widths.map((width) => `<col style="width:${((100 * width) / total).toFixed(2)}%">`);
  const rows = Array.from({ length: grid.rows }, (_, row) => rowHtml(grid, row, tables));
  const head = rows.slice(0, grid.headerRows);
  const groups = bodyStarts(grid).map((start, index, starts) => rows.slice(start, starts[index + 1] ?? grid.rows));

  return `<table class="${grid.table}">
<caption>${escaped(caption)}</caption>
${columnGroups(grid)
  .map(([from, to]) => `<colgroup>${columns.slice(from, to).join('')}</colgroup>`)
  .join('\n')}
${head.length === 0 ? '' : `<thead>\n${head.join('\n')}\n</thead>\n`}${groups.map((group) => `<tbody>\n${group.join('\n')}\n</tbody>`).join('\n')}
</table>`;
}

/** A row group begins with every block, and before and after the outermost heading beside several rows. */
function bodyStarts(grid: Grid): number[] {
  const starts = new Set([grid.headerRows]);
  for (const cell of grid.cells) {
    if (cell.role === 'blockHeader') starts.add(cell.row);
    if (cell.role === 'rowGroup' && cell.column === 0) starts.add(cell.row).add(cell.row + cell.rowSpan);
  }
  return [...starts].filter((row) => row < grid.rows).sort((a, b) => a - b);
}

/** Neighbouring columns with the same innermost heading belong together. */
function columnGroups(grid: Grid): [number, number][] {
  const innermost = Array.from({ length: grid.columns }, (_, column) =>
    grid.cells.findLast(
      (cell) =>
        (cell.role === 'columnGroup' || cell.role === 'corner') &&
        cell.column <= column &&
        column < cell.column + cell.colSpan,
    ),
  );
  const starts = innermost.flatMap((heading, column) =>
    column === 0 || heading !== innermost[column - 1] ? [column] : [],
  );
  return starts.map((start, index) => [start, starts[index + 1] ?? grid.columns]);
}

const rowHtml = (grid: Grid, row: number, tables: AnnualTables): string =>
  `<tr>${cellsOfRow(grid, row)
    .map((cell) => cellHtml(cell, tables))
    .join('')}</tr>`;

function cellHtml(cell: GridCell, tables: AnnualTables): string {
  const { tag, scope, className } = CELL[cell.role];
  const attributes = [
    ` class="${className}"`,
    scope === undefined ? '' : ` scope="${cell.role === 'rowGroup' && cell.column > 0 ? 'row' : scope}"`,
    cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '',
    cell.colSpan > 1 ? ` colspan="${cell.colSpan}"` : '',
    cell.cell === undefined ? '' : ` data-cell="${cell.cell}"`,
  ].join('');
  const text = cell.cell === undefined ? cell.text : printed(valueOf(tables, cell.cell));
  return `<${tag}${attributes}>${escaped(text)}</${tag}>`;
}
