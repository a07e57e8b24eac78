import { CELL_IDS, labelOf, type CellId } from '../form/cell-id';
import { TABLE3_COLUMNS } from '../form/table-3';
import { TABLE4_GROUPS } from '../form/table-4';
import { valueOf, type AnnualTables } from '../form/tables';
import type { CarryOver } from '../counting/carry-over';
import { error, type CheckContext, type Fault, type Relation } from './check';
import { sumOf, t3Cells, unequal } from './within-the-year';

const seriesOf = ({ series, prior }: CheckContext) => series ?? (prior === undefined ? undefined : [prior]);

function unequalSums(tables: AnnualTables, prior: AnnualTables): Fault[] {
  return TABLE3_COLUMNS.flatMap(({ code, label }) => {
    const carriedIn = t3Cells('carriedIn', code);
    return unequal(`表三“${label}”列`, sumOf(tables, carriedIn), sumOf(prior, t3Cells('carriedOut', code)), carriedIn);
  });
}

/** Two errors that cancel out in the sum of a column: other cases were carried in than were carried out (F26). */
function unequalCases({ onlyOut, onlyIn, moved }: CarryOver): Fault[] {
  const numbers = (cases: readonly { caseNo: string }[]): string =>
    cases.length === 0
      ? '无'
      : [...cases.slice(0, 20).map(({ caseNo }) => caseNo), cases.length > 20 ? '等' : ''].join(' ').trim();
  const columns = new Set([...onlyOut, ...onlyIn, ...moved].map(({ column }) => column));
  if (columns.size === 0) return [];
  const message = `逐件核对：上年结转下年度而本年未结转${numbers(onlyOut)}；本年结转而上年未结转${numbers(onlyIn)}；类别不同${numbers(moved)}`;
  return [{ message, cells: [...columns].flatMap((column) => t3Cells('carriedIn', column)) }];
}

/** Relations with other years and with a second count. */
export const ACROSS_YEARS: Record<'K-04' | 'K-07' | 'K-08' | 'K-11', Relation> = {
  'K-04': {
    says: '每列：上年结转＝上年度年报的结转下年度',
    level: ({ priorFrom }) => (priorFrom === 'outside' ? 'W' : 'E'),
    faults: (tables, { prior, carried }) => {
      if (prior === undefined && carried === undefined) return undefined;
      return [...(prior ? unequalSums(tables, prior) : []), ...(carried ? unequalCases(carried) : [])];
    },
  },
  'K-07': {
    says: '每个单元格＝由案件事件重新计数的结果',
    level: error,
    faults: (tables, { recount }) =>
      recount &&
      CELL_IDS.flatMap((cell) => unequal(labelOf(cell), valueOf(tables, cell), valueOf(recount, cell), [cell])),
  },
  'K-08': {
    says: '每列：首年结转＋历年新收＝历年办理结果＋本年结转下年度',
    level: error,
    faults: (tables, context) => {
      const earlier = seriesOf(context);
      const first = earlier?.[0];
      if (earlier === undefined || first === undefined) return undefined;
      const years = [...earlier, tables];
      return TABLE3_COLUMNS.flatMap(({ code, label }) => {
        const over = (cells: CellId[]) => years.reduce((sum, year) => sum + sumOf(year, cells), 0);
        const carriedOut = t3Cells('carriedOut', code);
        const left = sumOf(first, t3Cells('carriedIn', code)) + over(t3Cells('received', code));
        const right = over(t3Cells('resultsTotal', code)) + sumOf(tables, carriedOut);
        const own = [...t3Cells('received', code), ...t3Cells('resultsTotal', code), ...carriedOut];
        return unequal(`表三“${label}”列`, left, right, own);
      });
    },
  },
  'K-11': {
    says: '表四每组：总计＝上年尚未审结＋本年新提起',
    level: error,
    faults: (tables, { prior, appealsFiled }) => {
      if (prior === undefined || appealsFiled === undefined) return undefined;
      return TABLE4_GROUPS.flatMap(({ code, headings }) => {
        const expected = valueOf(prior, `t4.${code}.pending`) + appealsFiled[code];
        const total: CellId = `t4.${code}.total`;
        return unequal(`表四“${headings.join('')}”`, valueOf(tables, total), expected, [total]);
      });
    },
  },
};
