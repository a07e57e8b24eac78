import { wanYuanOf, yuanOf } from '../form/amount';
import { CELL_IDS, type CellId } from '../form/cell-id';
import { FEE_AMOUNT_CELL } from '../form/table-2';
import { tablesFrom, valueOf, type AnnualTables } from '../form/tables';

/** Tables added cell by cell; money in whole yuan, so that no hundredth is lost. */
export function summed(all: readonly AnnualTables[]): AnnualTables {
  const cells: Partial<Record<CellId, number>> = {};
  for (const cell of CELL_IDS) {
    const values = all.map((tables) => valueOf(tables, cell));
    cells[cell] =
      cell === FEE_AMOUNT_CELL
        ? wanYuanOf(values.reduce((sum, value) => sum + yuanOf(value), 0))
        : values.reduce((sum, value) => sum + value, 0);
  }
  return tablesFrom(cells);
}
