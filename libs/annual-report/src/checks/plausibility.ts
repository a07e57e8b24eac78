import { printed, yuanOf } from '../form/amount';
import { T2_CELL_IDS, type CellId } from '../form/cell-id';
import { FEE_AMOUNT_CELL, TABLE2 } from '../form/table-2';
import { valueOf, type AnnualTables } from '../form/tables';
import { error, warning, type Relation } from './check';

const DOCUMENT_ROWS = TABLE2[0].rows;
const RULES_CELLS = Object.keys(TABLE2[0].columns).map((column) => `t2.rules.${column}` as CellId);

/** A year without a single figure in table 2 was never recorded here, and nothing can continue it. */
const hasProactiveFigures = (tables: AnnualTables) => T2_CELL_IDS.some((cell) => valueOf(tables, cell) !== 0);

/** What the law or last year's report makes unlikely. */
export const PLAUSIBILITY: Record<'A-11' | 'A-13' | 'A-62', Relation> = {
  'A-11': {
    says: '无规章制定权的单位，规章各项为0',
    level: error,
    faults: (tables, { canMakeRules }) => {
      if (canMakeRules !== false) return canMakeRules === undefined ? undefined : [];
      const cells = RULES_CELLS.filter((cell) => valueOf(tables, cell) !== 0);
      return cells.length === 0 ? [] : [{ message: '表二“规章”：本单位无规章制定权，应为0', cells }];
    },
  },
  'A-13': {
    says: '现行有效件数＝上年现行有效＋本年制发－本年废止',
    level: warning,
    faults: (tables, { prior }) => {
      if (prior === undefined || !hasProactiveFigures(prior)) return undefined;
      return Object.entries(DOCUMENT_ROWS).flatMap(([row, label]) => {
        const cell = (column: string) => `t2.${row}.${column}` as CellId;
        const inForce = valueOf(tables, cell('in_force'));
        const expected =
          valueOf(prior, cell('in_force')) + valueOf(tables, cell('issued')) - valueOf(tables, cell('repealed'));
        if (inForce === expected) return [];
        const message = `表二“${label}”：现行有效${inForce}件，按上年推算应为${expected}件`;
        return [{ message, cells: [cell('issued'), cell('repealed'), cell('in_force')] }];
      });
    },
  },
  'A-62': {
    says: '信息处理费包含在行政事业性收费金额内',
    level: warning,
    faults: (tables, { fee }) => {
      if (fee === undefined) return undefined;
      const amount = valueOf(tables, FEE_AMOUNT_CELL);
      if (fee.collectedYuan <= yuanOf(amount)) return [];
      const message = `实际收取信息处理费${fee.collectedYuan}元，大于表二收费金额${printed(amount)}万元`;
      return [{ message, cells: [FEE_AMOUNT_CELL] }];
    },
  },
};
