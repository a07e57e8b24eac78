import { RESULT_CODES } from '@app/disclosure';
import { TEXTS, type TextCode } from '../form/sections';
import { T3_RESULT_GROUPS, TABLE3_ROWS } from '../form/table-3';
import { TABLE4_CELLS } from '../form/table-4';
import { valueOf, type AnnualTables } from '../form/tables';

/** Marks what only the unit can write; a report that still carries it is not finished (C-27). */
export const PLACEHOLDER = '【待填写】';

/** The fixed sentence of section six. */
const FEE_STATEMENT =
  '依据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），{year}年本机关发出收费通知{fee.notices}件，' +
  '通知金额{fee.noticed_yuan}元，实际收取信息处理费{fee.collected_yuan}元。';

/** 予以公开, 部分公开 and the four headings: the results as a text tells them, with the binding of their total. */
function resultsInWords(): string[] {
  const single = TABLE3_ROWS.filter((row) => row.role === 'result' && row.group === undefined).map(
    // the bracket of 部分公开 is an instruction for counting, not part of its name
    ({ code }) => [RESULT_CODES[code as keyof typeof RESULT_CODES].label.replace(/（.*）$/u, ''), code] as const,
  );
  const groups = Object.entries(T3_RESULT_GROUPS).map(([code, { label }]) => [label, code] as const);
  return [...single, ...groups].map(([label, code]) => `${label}{t3.${code}.total}件`);
}

const appealResultsInWords = (group: string) =>
  TABLE4_CELLS.filter(({ code }) => code !== 'total')
    .map(({ code, label }) => `${label}{t4.${group}.${code}}件`)
    .join('，');

/** What happened to the applications, group by group; what is nought is not told at length. */
function onRequestDraft(tables: AnnualTables): string {
  const has = (cell: Parameters<typeof valueOf>[1]) => valueOf(tables, cell) > 0;
  const received =
    '{year}年，本机关新收政府信息公开申请{t3.new_received.total}件' +
    (has('t3.new_received.total')
      ? '，其中自然人申请{t3.new_received.natural_person}件，法人或其他组织申请{t3.new_received.legal}件；'
      : '；') +
    '上年结转{t3.carried_in.total}件。';
  const handled =
    '全年办理完毕{t3.results_total.total}件' +
    (has('t3.results_total.total') ? `，其中${resultsInWords().join('，')}。` : '。') +
    '结转下年度继续办理{t3.carried_out.total}件。';
  const recon =
    '因政府信息公开工作被申请行政复议{t4.recon.total}件' +
    (has('t4.recon.total') ? `（${appealResultsInWords('recon')}）` : '');
  const anySuit = has('t4.suit_direct.total') || has('t4.suit_after_recon.total');
  const suits =
    '被提起行政诉讼{t4.suits.total}件' +
    (anySuit
      ? '（未经复议直接起诉{t4.suit_direct.total}件，复议后起诉{t4.suit_after_recon.total}件；' +
        `${appealResultsInWords('suits')}）`
      : '');
  return `${received}${handled}\n\n${recon}；${suits}。`;
}

const toWrite = (what: string) => () => `${PLACEHOLDER}${what}`;

const DRAFTS: Record<TextCode, (tables: AnnualTables) => string> = {
  preface: () =>
    '本报告依据《中华人民共和国政府信息公开条例》第五十条编制。所列数据的统计期限为{year}年1月1日至{year}年12月31日。',
  s1: () => '',
  's1.proactive': toWrite('本年度主动公开政府信息的数量、渠道和重点领域公开情况。'),
  's1.on_request': onRequestDraft,
  's1.management': toWrite('政府信息的制作、保存、审查、动态调整等管理情况。'),
  's1.platform': toWrite('政府网站、政务新媒体、公开专栏和公共查阅点的建设情况。'),
  's1.supervision': toWrite('机构人员、培训、工作考核、社会评议和责任追究情况。'),
  s5: toWrite('本机关公开工作中存在的具体问题，以及针对每个问题的改进措施。'),
  s6: () => `${FEE_STATEMENT}\n\n除上述事项外，本机关无其他需要报告的事项。`,
};

/** A first draft of every text, with its numbers still bound; what only the unit knows carries `PLACEHOLDER`. */
export const draftTexts = (tables: AnnualTables): Record<TextCode, string> =>
  Object.fromEntries((Object.keys(TEXTS) as TextCode[]).map((code) => [code, DRAFTS[code](tables)])) as Record<
    TextCode,
    string
  >;

/**
 * The text to print: the unit's own, else the draft. Section six always states the fees: a text of the unit that
 * binds no fee number follows the fixed sentence.
 */
export function textFor(code: TextCode, written: string | undefined, drafts: Record<TextCode, string>): string {
  if (written === undefined || written.trim() === '') return drafts[code];
  return code === 's6' && !written.includes('{fee.') ? `${FEE_STATEMENT}\n\n${written}` : written;
}
