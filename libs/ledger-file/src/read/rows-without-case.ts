import { isBlank, isErrorValue, type Cell } from '../columns/cell';
import type { ColumnCode } from '../columns/codes';
import { matchForm } from '../values/normalise';
import { parseDate } from '../values/date';
import type { SkipReason } from './reading';

/** A row that is no case (L-13), with the number a 合计 or 小计 row states. */
export interface RowWithoutCase {
  reason: Extract<SkipReason, 'blank' | 'total' | 'signature' | 'remark'>;
  stated?: number;
  /** 小计 sums up what stands since the last sum, 合计 everything. */
  part?: boolean;
}

const TOTAL = /^(合计|总计|共计|累计|小计|本页小计|本页合计|本月合计|本季合计)/;
const SIGNATURE =
  /^(制表|填表|填报|审核|复核|经办|校对|负责人|单位负责人|部门负责人|分管领导|联系人|打印|单位:|单位\(|注:|备注:|说明:|填表说明)/;
// Sums of these columns are no number of cases.
const OTHER_SUMS: readonly ColumnCode[] = ['fee_yuan', 'extension_wd', 'deducted_wd'];

/** Says why a row is no case, or `undefined` when it has to be read as one. `at` finds the cell of a column. */
export function rowWithoutCase(
  cells: readonly Cell[],
  at: (code: ColumnCode) => { cell: Cell; index: number } | undefined,
): RowWithoutCase | undefined {
  const filled = cells.flatMap((cell, index) => (isBlank(cell) ? [] : [{ cell, index }]));
  const first = filled[0];
  if (first === undefined) return { reason: 'blank' };
  const aloneInSeq = filled.length === 1 && at('seq')?.index === first.index;
  // Forms come with numbers printed in advance.
  if (aloneInSeq && /^\d+$/.test(wordOf(first.cell))) return { reason: 'blank' };
  const received = at('received_on')?.cell ?? null;
  if (!isBlank(received) && parseDate(received, { date1904: false, year: 2000 }).value !== undefined) return undefined;
  const label = filled.find(({ cell }) => typeof cell === 'string' && !isErrorValue(cell));
  const form = label === undefined ? '' : wordOf(label.cell);
  if (TOTAL.test(form)) {
    const others = OTHER_SUMS.map((code) => at(code)?.index);
    const stated =
      /(\d+)/.exec(form)?.[1] ?? filled.find(({ cell, index }) => isCount(cell) && !others.includes(index))?.cell;
    return {
      reason: 'total',
      part: form.includes('小计') || form.startsWith('本'),
      ...(stated === undefined ? {} : { stated: Number(/\d+/.exec(wordOf(stated))?.[0]) }),
    };
  }
  if (SIGNATURE.test(form) && filled.length <= 6) return { reason: 'signature' };
  // A remark or a merged title: no case stands in that column alone.
  return aloneInSeq ? { reason: 'remark' } : undefined;
}

function isCount(cell: Cell): boolean {
  return typeof cell === 'number' ? Number.isInteger(cell) : /^\d+(件|条|宗)?$/.test(wordOf(cell));
}

function wordOf(cell: Cell): string {
  return cell === null || typeof cell === 'object' ? '' : matchForm(String(cell));
}
