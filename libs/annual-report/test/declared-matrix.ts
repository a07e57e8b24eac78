import { printed, valueOf, type AnnualTables } from '@app/annual-report';
import { matrixOf, type Grid } from '../src/render/grid';
import { GRIDS } from '../src/render/grids';

/** What a table must look like when read back: each field the text of the cell the declaration lets cover it. */
export const declaredMatrix = (table: Grid['table'], tables: AnnualTables): string[][] =>
  matrixOf(GRIDS[table]).map((row) =>
    row.map((cell) => (cell.cell === undefined ? cell.text : printed(valueOf(tables, cell.cell)))),
  );
