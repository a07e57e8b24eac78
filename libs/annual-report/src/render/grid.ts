import type { CellId } from '../form/cell-id';

/** What a cell of a printed table is: it decides scope, alignment and type in every format. */
export type GridRole = 'corner' | 'columnHeader' | 'columnGroup' | 'rowHeader' | 'rowGroup' | 'blockHeader' | 'value';

/** One cell of a printed table with the area it covers; rows and columns count from 0. */
export interface GridCell {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  role: GridRole;
  /** Printed text; a value cell has `cell` instead. */
  text: string;
  cell?: CellId;
}

/** A table of the form as every renderer draws it: which cell covers which area, without its numbers. */
export interface Grid {
  table: 'table2' | 'table3' | 'table4';
  rows: number;
  columns: number;
  /** Rows that stand at the top of every page. */
  headerRows: number;
  /** Columns in tenths of a millimetre, together the 156 mm that GB/T 9704 leaves between the margins. */
  widths: readonly number[];
  cells: readonly GridCell[];
}

/** Something with a label under shared headings: a row or a column of the form. */
interface Leaf {
  label: string;
  headings: readonly string[];
}

/** A label or shared heading along one axis: from which leaf, over how many, on which levels. */
export interface HeaderArea {
  text: string;
  start: number;
  span: number;
  level: number;
  levels: number;
  kind: 'label' | 'heading';
}

/**
 * The merged headers over a row of leaves: neighbours under the same heading share one area, a label fills whatever
 * levels its headings leave free.
 */
export function headerAreas(leaves: readonly Leaf[], depth: number): HeaderArea[] {
  const areas: HeaderArea[] = [];
  leaves.forEach((leaf, start) => {
    leaf.headings.forEach((text, level) => {
      const path = leaf.headings.slice(0, level + 1).join('\n');
      const before = leaves[start - 1]?.headings.slice(0, level + 1).join('\n');
      const open = areas.findLast((area) => area.kind === 'heading' && area.level === level);
      if (path === before && open !== undefined) open.span += 1;
      else areas.push({ text, start, span: 1, level, levels: 1, kind: 'heading' });
    });
    const level = leaf.headings.length;
    areas.push({ text: leaf.label, start, span: 1, level, levels: depth - level, kind: 'label' });
  });
  return areas;
}

/** Which cell covers each field of the grid. Throws when one is covered twice or not at all. */
export function matrixOf(grid: Pick<Grid, 'rows' | 'columns' | 'cells'>): GridCell[][] {
  const matrix: (GridCell | undefined)[][] = Array.from({ length: grid.rows }, () =>
    Array.from({ length: grid.columns }, () => undefined),
  );
  for (const cell of grid.cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
      for (let column = cell.column; column < cell.column + cell.colSpan; column += 1) {
        const fields = matrix[row];
        if (fields === undefined || column >= grid.columns) throw new Error(`outside the grid: ${row}/${column}`);
        if (fields[column] !== undefined) throw new Error(`covered twice: ${row}/${column}`);
        fields[column] = cell;
      }
    }
  }
  return matrix.map((fields, row) =>
    fields.map((cell, column) => {
      if (cell === undefined) throw new Error(`not covered: ${row}/${column}`);
      return cell;
    }),
  );
}

/** The cells that begin in a row, from left to right. */
export const cellsOfRow = (grid: Grid, row: number): GridCell[] =>
  grid.cells.filter((cell) => cell.row === row).sort((a, b) => a.column - b.column);
