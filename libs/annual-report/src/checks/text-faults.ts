import { printed as asPrinted } from '../form/amount';
import type { CellId } from '../form/cell-id';
import { CELL_IDS } from '../form/cell-id';
import { TEXTS, TOPIC_CODES, type TextCode } from '../form/sections';
import { SUIT_GROUPS } from '../form/table-4';
import { valueOf, type AnnualTables } from '../form/tables';
import { PLACEHOLDER } from '../narrative/drafts';
import type { MistakeFault, ReadReport } from './mistake';

const CODES = Object.keys(TEXTS) as TextCode[];
const nameOf = (code: TextCode): string => `“${TEXTS[code]}”（${code}）`;
/** Where the figures of tables 3 and 4 are told. */
const COUNTED_TEXTS: readonly TextCode[] = ['s1', 's1.on_request'];
/** Digits that stand in the source: those of a binding come from a cell and are right by construction. */
const typed = (source: string): string => source.replaceAll(/\{[^{}]*\}/gu, '〓');

interface Told {
  /** What the words before the number say it counts. */
  words: RegExp;
  cells: readonly CellId[];
}

/** The figures a text tells, most particular first; one number is one figure. */
const TOLD: readonly Told[] = [
  { words: /上年(?:度)?结转/u, cells: ['t3.carried_in.total'] },
  { words: /结转(?:至)?下(?:一)?年/u, cells: ['t3.carried_out.total'] },
  { words: /行政复议|被申请复议/u, cells: ['t4.recon.total'] },
  { words: /行政诉讼/u, cells: SUIT_GROUPS.map((group): CellId => `t4.${group}.total`) },
  { words: /新收|收到|受理/u, cells: ['t3.new_received.total'] },
  { words: /办结|办理完毕|答复/u, cells: ['t3.results_total.total'] },
];

const sum = (tables: AnnualTables, cells: readonly CellId[]): number =>
  cells.reduce((total, cell) => total + valueOf(tables, cell), 0);

interface TypedCount {
  code: TextCode;
  words: string;
  value: number;
}

const typedCounts = ({ sources }: ReadReport): TypedCount[] =>
  COUNTED_TEXTS.flatMap((code) =>
    [...typed(sources[code]).matchAll(/([^\d，。；、（）\n]*)(\d+)\s*件/gu)].map(([, words = '', digits]) => ({
      code,
      words,
      value: Number(digits),
    })),
  );

const RECEIVED: CellId = 't3.new_received.total';
const RECEIVED_AND_CARRIED: readonly CellId[] = [RECEIVED, 't3.carried_in.total'];

/** Received and carried in, told as received (C-07). */
const isReceivedWithCarried = (told: Told, value: number, tables: AnnualTables): boolean =>
  told.cells.includes(RECEIVED) && value !== sum(tables, [RECEIVED]) && value === sum(tables, RECEIVED_AND_CARRIED);

/** C-06: a number typed into the text is not the one in the table, or in no table at all. */
export function numbersThatDiffer(report: ReadReport): MistakeFault[] {
  const { tables } = report;
  const inTables = new Set(CELL_IDS.map((cell) => valueOf(tables, cell)));
  return typedCounts(report).flatMap(({ code, words, value }): MistakeFault[] => {
    const told = TOLD.find((each) => each.words.test(words));
    if (!told) {
      if (inTables.has(value)) return [];
      return [{ level: 'W', message: `${nameOf(code)}中的${value}件不是表中任何一项数据` }];
    }
    const expected = sum(tables, told.cells);
    if (value === expected || isReceivedWithCarried(told, value, tables)) return [];
    return [{ message: `${nameOf(code)}写“${words}${value}件”，表中为${expected}件`, cells: [...told.cells] }];
  });
}

/** C-07 */
export const receivedWithCarried = (report: ReadReport): MistakeFault[] =>
  typedCounts(report).flatMap(({ code, words, value }): MistakeFault[] => {
    const told = TOLD.find((each) => each.words.test(words));
    if (!told || !isReceivedWithCarried(told, value, report.tables)) return [];
    const message = `${nameOf(code)}的收到${value}件包含了上年结转`;
    return [{ message, cells: [...RECEIVED_AND_CARRIED] }];
  });

/** C-08: the sections are always six; what the texts promise must be so as well. */
export const wrongNumberOfParts = ({ printed }: ReadReport): MistakeFault[] =>
  CODES.flatMap((code) =>
    [
      ...printed[code].matchAll(
        /([一二三四五六七八九十\d]+)个?(?:部分|方面)组成|共(?:分)?([一二三四五七八九十\d]+)个?部分/gu,
      ),
    ]
      .filter(([, one, other]) => (one ?? other) !== '六' && (one ?? other) !== '6')
      .map(([text]) => ({ message: `${nameOf(code)}写“${text}”，年报为六个部分` })),
  );

/** C-09 */
export const missingTopics = ({ sources }: ReadReport): MistakeFault[] =>
  TOPIC_CODES.map((topic): TextCode => `s1.${topic}`)
    .filter((code) => sources[code].trim() === '' || sources[code].startsWith(PLACEHOLDER))
    .map((code) => ({ message: `缺少${nameOf(code)}的内容` }));

const bare = (text: string): string => text.replaceAll(/[\s，。、；：！,.;:!#*-]/gu, '');

/** C-10 */
export function emptyProblems({ sources, printed, lastTexts, sameProblems = [] }: ReadReport): MistakeFault[] {
  if (sources.s5.startsWith(PLACEHOLDER)) return [];
  const own = bare(printed.s5);
  if (/^(?:|无|暂无|没有|不存在问题|无问题|无明显问题)$/u.test(own))
    return [{ message: '“存在的主要问题及改进情况”没有实质内容' }];
  const last = lastTexts?.s5;
  return [
    ...(last !== undefined && bare(last) === bare(sources.s5) ? [{ message: '“存在的主要问题”与上年度年报相同' }] : []),
    ...sameProblems.map((name): MistakeFault => ({ level: 'W', message: `“存在的主要问题”与${name}的年报相同` })),
  ];
}

/** C-11 */
export function wrongFeeStatement({ sources, fee }: ReadReport): MistakeFault[] {
  const text = typed(sources.s6);
  const amounts = [...text.matchAll(/(?:收取|收到|收费|通知金额)[^\d。；]{0,16}?(\d+(?:\.\d+)?)\s*元/gu)].map((found) =>
    Number(found[1]),
  );
  const known = new Set([fee.noticedYuan, fee.collectedYuan]);
  const wrong = amounts.filter((amount) => !known.has(amount));
  if (wrong.length > 0) {
    return wrong.map((amount) => ({
      message: `收费说明写${asPrinted(amount)}元，登记为通知${fee.noticedYuan}元、实收${fee.collectedYuan}元`,
    }));
  }
  if (sources.s6.includes('{fee.collected_yuan}') || amounts.length > 0) return [];
  return [{ message: '“其他需要报告的事项”没有信息处理费收取情况' }];
}

/** C-27: what a text of another year, of another unit or of a form leaves behind. */
export function leftovers({ sources, printed, year, unitName, otherUnits = [] }: ReadReport): MistakeFault[] {
  return CODES.flatMap((code): MistakeFault[] => {
    const text = printed[code];
    const found: MistakeFault[] = [];
    if (sources[code].includes(PLACEHOLDER)) found.push({ message: `${nameOf(code)}尚有${PLACEHOLDER}内容` });
    for (const [gap] of text.matchAll(
      /共[\u4e00-\u9fff]{2,10}(?<![一二三四五六七八九十百千万两零〇余多])(?:条|件|份)(?=[，。；、])/gu,
    )) {
      found.push({ message: `${nameOf(code)}的“${gap}”缺少数字` });
    }
    for (const [blank] of text.matchAll(/[×XＸ]{2,}|_{2,}|（此处[^）]*）|TODO/gu)) {
      found.push({ message: `${nameOf(code)}尚有未替换的“${blank}”` });
    }
    for (const [, other] of text.matchAll(/(?<![\d〔])(20\d\d)年/gu)) {
      if (Math.abs(Number(other) - year) <= 1) continue;
      found.push({ level: code === 'preface' ? 'E' : 'W', message: `${nameOf(code)}出现${other}年` });
    }
    if (code === 'preface' && /20\d\d年/u.test(text) && !text.includes(`${year}年`)) {
      found.push({ message: `${nameOf(code)}的年份不是${year}年` });
    }
    for (const name of otherUnits) {
      if (unitName.includes(name) || !text.replaceAll(unitName, '').includes(name)) continue;
      found.push({ level: code === 'preface' ? 'E' : 'W', message: `${nameOf(code)}出现其他单位名称“${name}”` });
    }
    return found;
  });
}

/** Titles and numbers as issued, and what stands before a wrong one. */
const CITATIONS: readonly { about: RegExp; right: RegExp; name: string }[] = [
  {
    about: /《[^》]*信息处理费[^》]*》(?:（[^）]*）)?/gu,
    right: /^《政府信息公开信息处理费管理办法》(?:（国办函〔2020〕109号）)?$/u,
    name: '《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）',
  },
  {
    about: /《[^》]*政府信息公开条例》(?:（[^）]*令[^）]*）)?/gu,
    right: /^《(?:中华人民共和国)?政府信息公开条例》(?:（(?:中华人民共和国)?国务院令第711号）)?$/u,
    name: '《中华人民共和国政府信息公开条例》（国务院令第711号）',
  },
];

/** C-28 */
export const wrongCitations = ({ printed }: ReadReport): MistakeFault[] =>
  CODES.flatMap((code) =>
    CITATIONS.flatMap(({ about, right, name }) =>
      [...printed[code].matchAll(about)]
        .filter(([citation]) => !right.test(citation))
        .map(([citation]) => ({ message: `${nameOf(code)}的“${citation}”应为${name}` })),
    ),
  );

/** C-32: an application, a reply and a proceeding are 件. */
export const wrongMeasureWords = ({ printed }: ReadReport): MistakeFault[] =>
  CODES.flatMap((code) =>
    [...printed[code].matchAll(/(?:申请|复议|诉讼|答复)[^，。；、\d]{0,8}\d+\s*([条封份宗])/gu)].map(
      ([text, word]) => ({
        message: `${nameOf(code)}的“${text}”量词“${word}”应为“件”`,
      }),
    ),
  );
