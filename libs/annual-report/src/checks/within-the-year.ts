import { CELL_IDS, labelOf, type CellId } from '../form/cell-id';
import { FEE_AMOUNT_CELL } from '../form/table-2';
import { APPLICANT_COLUMNS, rowsWithRole, TABLE3_COLUMNS, TABLE3_ROWS, type T3Role } from '../form/table-3';
import { TABLE4_CELLS, TABLE4_GROUPS } from '../form/table-4';
import { valueOf, type AnnualTables } from '../form/tables';
import { error, type Fault, type Relation } from './check';

export const sumOf = (tables: AnnualTables, cells: readonly CellId[]): number =>
  cells.reduce((sum, cell) => sum + valueOf(tables, cell), 0);

/** A fault unless both sides are the same number; a missing number never equals anything. */
export function unequal(place: string, left: number, right: number, cells: CellId[]): Fault[] {
  return left === right ? [] : [{ message: `${place}：左边为${left}，右边为${right}`, cells }];
}

export const t3Cells = (role: T3Role, column: string): CellId[] =>
  rowsWithRole(role).map((row) => `t3.${row}.${column}` as CellId);

/** Relations between the cells of one report. */
export const WITHIN_THE_YEAR: Record<'K-01' | 'K-02' | 'K-03' | 'K-05' | 'K-06' | 'K-10', Relation> = {
  'K-01': {
    says: '每列：新收＋上年结转＝办理结果总计＋结转下年度',
    level: error,
    faults: (tables) =>
      TABLE3_COLUMNS.flatMap(({ code, label }) => {
        const left = [...t3Cells('received', code), ...t3Cells('carriedIn', code)];
        const right = [...t3Cells('resultsTotal', code), ...t3Cells('carriedOut', code)];
        return unequal(`表三“${label}”列`, sumOf(tables, left), sumOf(tables, right), [...left, ...right]);
      }),
  },
  'K-02': {
    says: '每列：办理结果总计＝21项办理结果之和',
    level: error,
    faults: (tables) =>
      TABLE3_COLUMNS.flatMap(({ code, label }) => {
        const total = t3Cells('resultsTotal', code);
        const results = t3Cells('result', code);
        return unequal(`表三“${label}”列`, sumOf(tables, total), sumOf(tables, results), [...total, ...results]);
      }),
  },
  'K-03': {
    says: '每行：总计＝六类申请人之和',
    level: error,
    faults: (tables) =>
      TABLE3_ROWS.flatMap(({ code, label }) => {
        const total: CellId = `t3.${code}.total`;
        const columns = APPLICANT_COLUMNS.map((column): CellId => `t3.${code}.${column}`);
        return unequal(`表三“${label}”行`, valueOf(tables, total), sumOf(tables, columns), [total, ...columns]);
      }),
  },
  'K-05': {
    says: '每个单元格都是非负整数（收费金额为非负小数）',
    level: error,
    faults: (tables) =>
      CELL_IDS.filter((cell) => !isCellNumber(cell, valueOf(tables, cell))).map((cell) => ({
        message: `${labelOf(cell)}：应填非负数字，无数据填0`,
        cells: [cell],
      })),
  },
  'K-06': {
    says: '每列：结转下年度不大于新收与上年结转之和',
    level: error,
    faults: (tables) =>
      TABLE3_COLUMNS.flatMap(({ code, label }) => {
        const left = [...t3Cells('received', code), ...t3Cells('carriedIn', code)];
        const right = t3Cells('carriedOut', code);
        if (sumOf(tables, right) <= sumOf(tables, left)) return [];
        return [{ message: `表三“${label}”列：结转下年度过大`, cells: [...left, ...right] }];
      }),
  },
  'K-10': {
    says: '表四每组：总计＝维持＋纠正＋其他＋尚未审结',
    level: error,
    faults: (tables) =>
      TABLE4_GROUPS.flatMap(({ code, headings }) => {
        const total: CellId = `t4.${code}.total`;
        const parts = TABLE4_CELLS.filter((cell) => cell.code !== 'total').map(
          (cell): CellId => `t4.${code}.${cell.code}`,
        );
        return unequal(`表四“${headings.join('')}”`, valueOf(tables, total), sumOf(tables, parts), [total, ...parts]);
      }),
  },
};

function isCellNumber(cell: CellId, value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return false;
  return cell === FEE_AMOUNT_CELL || Number.isInteger(value);
}
