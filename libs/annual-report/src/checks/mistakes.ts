import { T2_CELL_IDS, labelOf, type CellId } from '../form/cell-id';
import { FEE_AMOUNT_CELL } from '../form/table-2';
import { valueOf } from '../form/tables';
import type { Check, CheckLevel } from './check';
import type { Mistake, MistakeFault, MistakeId, ReadReport } from './mistake';
import {
  emptyProblems,
  leftovers,
  missingTopics,
  numbersThatDiffer,
  receivedWithCarried,
  wrongCitations,
  wrongFeeStatement,
  wrongMeasureWords,
  wrongNumberOfParts,
} from './text-faults';

const JUMP = 5;
/** Below this a jump says nothing. */
const ENOUGH = 10;
/** Yuan typed for 万元 are ten thousand times too much; a year's growth on top never makes less than this. */
const YUAN_FOR_WAN = 1000;

const COMPARED: readonly CellId[] = [
  't3.new_received.total',
  't3.results_total.total',
  't3.carried_out.total',
  't4.recon.total',
  ...T2_CELL_IDS,
];

function jumps({ tables, prior }: ReadReport): MistakeFault[] {
  if (!prior) return [];
  return COMPARED.flatMap((cell): MistakeFault[] => {
    const [before, now] = [valueOf(prior, cell), valueOf(tables, cell)];
    // A year without figures was not recorded here, and a first figure is no jump.
    if (before === 0 || Math.max(before, now) < ENOUGH) return [];
    if (now <= before * JUMP && now * JUMP >= before) return [];
    return [{ message: `${labelOf(cell)}由上年${before}变为${now}，须说明原因`, cells: [cell] }];
  });
}

function yuanForWan({ tables, prior }: ReadReport): MistakeFault[] {
  const before = prior ? valueOf(prior, FEE_AMOUNT_CELL) : 0;
  const now = valueOf(tables, FEE_AMOUNT_CELL);
  if (before === 0 || now < before * YUAN_FOR_WAN) return [];
  return [{ message: `收费金额由上年${before}万元变为${now}万元，是否以元填报`, cells: [FEE_AMOUNT_CELL] }];
}

const WORK: readonly { words: RegExp; cell: CellId }[] = [
  { words: /审批|行政许可|政务服务/u, cell: 't2.administrative_license.decisions' },
  { words: /综合执法|行政处罚/u, cell: 't2.administrative_penalty.decisions' },
];

const workWithoutFigures = ({ tables, unitName, printed }: ReadReport): MistakeFault[] =>
  WORK.flatMap(({ words, cell }) => {
    if (valueOf(tables, cell) !== 0) return [];
    const found = words.exec(`${unitName}\n${printed['s1.proactive']}`);
    return found ? [{ message: `名称或文字提到“${found[0]}”，${labelOf(cell)}为0`, cells: [cell] }] : [];
  });

const read = (level: CheckLevel, says: string, faults: (report: ReadReport) => MistakeFault[]): Mistake => ({
  found: 'by_reading',
  level,
  says,
  faults,
});

/** Every mistake of annual-report §8 and how it is found, or why it is not. */
export const MISTAKES: Record<MistakeId, Mistake> = {
  'C-01': { found: 'by_relation', says: '某列勾稽关系不成立', relations: ['K-01'] },
  'C-02': { found: 'by_relation', says: '行、列合计不成立', relations: ['K-02', 'K-03'] },
  'C-03': { found: 'by_relation', says: '上年结转与上年度年报不符', relations: ['K-04'] },
  'C-04': { found: 'by_relation', says: '空格或非数字', relations: ['K-05'] },
  'C-05': { found: 'by_relation', says: '表四合计不成立', relations: ['K-10'] },
  'C-06': read('E', '文字中的数据与表格一致', numbersThatDiffer),
  'C-07': read('W', '收到数不含上年结转', receivedWithCarried),
  'C-08': read('E', '六个部分齐全', wrongNumberOfParts),
  'C-09': read('W', '总体情况五个方面齐全', missingTopics),
  'C-10': read('E', '问题和改进措施具体，不雷同', emptyProblems),
  'C-11': read('E', '收费情况与登记一致', wrongFeeStatement),
  'C-12': read('W', '收费金额以万元为单位', yuanForWan),
  'C-13': { found: 'by_relation', says: '无权单位填报规章', relations: ['A-11'] },
  'C-14': { found: 'by_relation', says: '现行有效件数不连续', relations: ['A-13'] },
  'C-15': read('W', '有相关职能而处理决定为0', workWithoutFigures),
  'C-16': {
    found: 'impossible',
    says: '逾期未补正、未缴费计入其他',
    because: 'a lapse closes the case with its own result',
  },
  'C-17': { found: 'impossible', says: '部分公开重复计入不予公开', because: 'a case has one result (A-25)' },
  'C-18': {
    found: 'not_by_program',
    says: '不掌握、非本机关负责计入不予公开',
    because: 'a decision tells its result and not what the reply says in words; a reader of the reply can see it',
  },
  'C-19': { found: 'impossible', says: '按登记日或补正日计数', because: 'the year is that of receipt (A-20)' },
  'C-20': { found: 'by_relation', says: '上年未审结案件遗漏', relations: ['K-11'] },
  'C-21': {
    found: 'not_by_program',
    says: '复议后起诉计入直接起诉',
    because: 'the tables do not tell it; the case itself shows F_RECON_FIRST where a direct suit is doubtful',
  },
  'C-22': {
    found: 'impossible',
    says: '发布后改动无说明',
    because: 'a revision needs a reason and leaves the first (A-40)',
  },
  'C-23': {
    found: 'not_by_program',
    says: '发布迟延、未在统一平台、以图片发布',
    because: 'where and how a document stands on a web site is not in this log',
  },
  'C-24': { found: 'impossible', says: '汇总范围不全', because: 'a missing child refuses the sum (A-75)' },
  'C-25': { found: 'impossible', says: '沿用2019年样式', because: 'the form is that of 2021' },
  'C-26': {
    found: 'not_by_program',
    says: '按代理人填申请人类别',
    because: 'who applied stands in protected fields that no statistic reads (D9)',
  },
  'C-27': read('E', '各部分文字均已填写，无其他年份、单位的内容', leftovers),
  'C-28': read('W', '文件名称和文号引用正确', wrongCitations),
  'C-29': { found: 'impossible', says: '重新答复计为新申请', because: 'a new decision makes no new case (A-31)' },
  'C-30': read('W', '与上年相比无大幅变动', jumps),
  'C-31': { found: 'by_relation', says: '复议、诉讼与登记不符', relations: ['K-07', 'K-11'] },
  'C-32': read('W', '量词统一为件', wrongMeasureWords),
};

/** The mistakes that are found by reading a report: one entry where none was made, else one per place. */
export function mistakesIn(report: ReadReport): Check[] {
  return (Object.keys(MISTAKES) as MistakeId[]).flatMap((id): Check[] => {
    const mistake = MISTAKES[id];
    if (mistake.found !== 'by_reading') return [];
    const faults = mistake.faults(report);
    if (faults.length === 0) return [{ id, level: mistake.level, ok: true, message: mistake.says, cells: [] }];
    return faults.map(({ message, cells = [], level = mistake.level }) => ({ id, level, ok: false, message, cells }));
  });
}
