import { RESULT_CODES, type ResultCode } from '@app/disclosure';
import { CELL_IDS, type CellId } from '../form/cell-id';
import { TABLE2, TABLE2_CELLS } from '../form/table-2';
import { RESULT_ROWS, TABLE3_COLUMNS, TABLE3_ROWS, type T3Row } from '../form/table-3';
import { TABLE4_CELLS, TABLE4_GROUPS, type T4Cell } from '../form/table-4';

/** Why a cell holds what it holds: the rule that puts a case or figure there, then the rules that shape the cell. */
export interface Clause {
  /** The first is the one each member carries. */
  rules: readonly string[];
  zh: string;
  en: string;
}

const RECEIVED_ROWS: Record<Exclude<T3Row, ResultCode>, Clause> = {
  new_received: {
    rules: ['A-20'],
    zh: '本年收到的申请，一件计一次',
    en: 'received in the year, each application once',
  },
  carried_in: {
    rules: ['A-22', 'K-04'],
    zh: '本年以前收到、本年年初尚未办结',
    en: 'received before the year and not concluded before it began',
  },
  results_total: { rules: ['A-24', 'A-25', 'K-02'], zh: '本年办结', en: 'concluded in the year' },
  carried_out: {
    rules: ['A-23'],
    zh: '本年年底以前收到、年底尚未办结',
    en: 'received by the end of the year and not concluded by then',
  },
};

const resultClause = (code: ResultCode): Clause => ({
  rules: ['A-24', 'A-25', ...RESULT_CODES[code].basis],
  zh: `本年办结，结果为“${RESULT_CODES[code].label}”`,
  en: `concluded in the year as ${code}`,
});

const T3_CLAUSES: Record<T3Row, Clause> = {
  ...RECEIVED_ROWS,
  ...(Object.fromEntries(RESULT_ROWS.map((code) => [code, resultClause(code)])) as Record<ResultCode, Clause>),
};

const T4_CLAUSES: Record<T4Cell, Clause> = {
  upheld: { rules: ['A-52'], zh: '本年审结，结果维持', en: 'ended in the year, upheld' },
  corrected: { rules: ['A-52'], zh: '本年审结，结果纠正', en: 'ended in the year, corrected' },
  other: { rules: ['A-52'], zh: '本年审结，其他结果', en: 'ended in the year in another way' },
  pending: { rules: ['A-51'], zh: '本年年底以前提起、年底尚未审结', en: 'filed by the end of the year, pending at it' },
  total: {
    rules: ['A-51', 'A-52', 'K-10'],
    zh: '本年审结与年底未审结之和',
    en: 'ended in the year, or pending at its end',
  },
};

const rulesIn = (source: string): string[] => source.split(', ');

function madeOf(clause: Clause, more: readonly string[]): Clause {
  return { ...clause, rules: [...new Set([...clause.rules, ...more])] };
}

const entries: [CellId, Clause][] = [
  ...TABLE2_CELLS.map(({ code, heading }): [CellId, Clause] => {
    const block = TABLE2.find((each) => each.heading === heading);
    const rules = [...new Set(['A-10', ...rulesIn(block?.source ?? 'A-10')])];
    return [`t2.${code}`, { rules, zh: '按登记的数字', en: 'the figure as recorded' }];
  }),
  ...TABLE3_ROWS.flatMap((row) =>
    TABLE3_COLUMNS.map((column): [CellId, Clause] => [
      `t3.${row.code}.${column.code}`,
      madeOf(T3_CLAUSES[row.code], column.code === 'total' ? ['K-03'] : []),
    ]),
  ),
  ...TABLE4_GROUPS.flatMap((group) =>
    TABLE4_CELLS.map((cell): [CellId, Clause] => [
      `t4.${group.code}.${cell.code}`,
      madeOf(T4_CLAUSES[cell.code], rulesIn(group.source)),
    ]),
  ),
];

/** The clause of every cell of the report, one table for all 200. */
export const CLAUSES = Object.fromEntries(entries) as Record<CellId, Clause>;

/** Cells that count cases and proceedings; the ten of table 2 are figures. */
export const COUNTED_CELLS: readonly CellId[] = CELL_IDS.filter((cell) => !cell.startsWith('t2.'));
