import { RESULT_CODES, type ResultCode } from '@app/disclosure';
import { describe, isBlank, type Cell, type Hint, type Parsed } from '../columns/cell';
import { matchForm, withoutBrackets, withoutNumbering } from './normalise';

/** The six groups of results on the form, by the second place of their number: `3.1` … `3.6`. */
export type ResultCategory = '3.1' | '3.2' | '3.3' | '3.4' | '3.5' | '3.6';

export const RESULT_CATEGORIES: Record<ResultCategory, string> = {
  '3.1': '予以公开',
  '3.2': '部分公开',
  '3.3': '不予公开',
  '3.4': '无法提供',
  '3.5': '不予处理',
  '3.6': '其他处理',
};

/** Words of old files (ledger-file §1; ). */
const RESULT_WORDS: Partial<Record<ResultCode, readonly string[]>> = {
  granted: ['同意公开', '全部公开', '公开', '已主动公开'],
  partially_granted: ['同意部分公开', '部分公开'],
  unable_not_held: ['信息不存在', '政府信息不存在', '非本机关', '不属于本机关', '不属于本机关公开', '本机关不掌握'],
  unable_still_unclear: ['申请内容不明确'],
  not_processed_petition: ['信访举报投诉类', '信访举报投诉'],
  other_correction_lapsed: ['逾期不补正', '逾期未补正'],
  other_fee_lapsed: ['逾期未缴费', '逾期不缴费'],
  other_other: ['撤回', '撤回申请', '申请人撤回', '非政府信息', '不属于政府信息'],
};

const ROWS = Object.keys(RESULT_CODES) as ResultCode[];
const BY_CODE = new Map(ROWS.flatMap((row) => [[RESULT_CODES[row].formNumber, row] as const, [row, row] as const]));
const BY_WORD = new Map(
  ROWS.flatMap((row) => [RESULT_CODES[row].label, ...(RESULT_WORDS[row] ?? [])].map((word) => [wordForm(word), row])),
);
const BY_CATEGORY = new Map(
  (Object.entries(RESULT_CATEGORIES) as [ResultCategory, string][]).map(([number, label]) => [wordForm(label), number]),
);

/** A label says a row, or only a group (不予公开 alone), which may still agree with a code. */
export type ResultReading = { row: ResultCode } | { category: ResultCategory };

export function categoryOf(row: ResultCode): ResultCategory {
  return RESULT_CODES[row].formNumber.slice(0, 3) as ResultCategory;
}

/** `大类-细类`, as an export writes it; the two groups without rows below them stand alone. */
export function resultLabel(row: ResultCode): string {
  const category = RESULT_CATEGORIES[categoryOf(row)];
  return row === 'granted' || row === 'partially_granted' ? category : `${category}-${RESULT_CODES[row].label}`;
}

/**
 * 办理结果代码: `3.1` … `3.6.3` as printed, or a row code; words that mean one row alone are taken as well. Excel may have
 * made a day of `3.3.1`; that is asked, not undone.
 */
export function parseResultCode(cell: Cell): Parsed<ResultCode> {
  if (isBlank(cell)) return {};
  if (typeof cell === 'object')
    return { issue: 'Q_RESULT', hint: { zh: '代码被 Excel 变成了日期', en: 'Excel made a date of the code' } };
  const text = matchForm(String(cell)).replace(/\.$/, '');
  const value = BY_CODE.get(text);
  if (value !== undefined) return { value };
  const inWords = parseResultLabel(cell).value;
  if (inWords !== undefined && 'row' in inWords) return { value: inWords.row };
  if (/^[\d.]{1,8}$/.test(text)) return { issue: 'Q_RESULT', hint: text };
  return { issue: 'Q_RESULT', hint: codesGoHere(inWords === undefined ? describe(cell) : ONLY_A_GROUP) };
}

const ONLY_A_GROUP = { zh: '只有大类', en: 'only the main category' };

/** Says what the column takes, beside what stands there. */
function codesGoHere(found: Hint): Hint {
  const { zh, en } = typeof found === 'string' ? { zh: found, en: found } : found;
  return {
    zh: `${zh}；本栏填结果代码 3.1 至 3.6.3，或能对应一行的结果名称`,
    en: `${en}; this column takes the codes 3.1 to 3.6.3, or words that mean one row`,
  };
}

/** 办理结果: `大类-细类`, a row's label with or without numbering, or an alias. */
export function parseResultLabel(cell: Cell): Parsed<ResultReading> {
  if (isBlank(cell)) return {};
  const unknown: Parsed<ResultReading> = { issue: 'Q_RESULT', hint: describe(cell) };
  if (typeof cell !== 'string') return unknown;
  const whole = wordForm(cell);
  const row = BY_WORD.get(whole) ?? BY_WORD.get(withoutBrackets(wordForm(cell, true)));
  if (row !== undefined) return { value: { row } };
  const alone = BY_CATEGORY.get(whole);
  if (alone !== undefined) return { value: { category: alone } };
  return categoryAndRow(cell) ?? unknown;
}

// `不予公开-属于国家秘密`, `（三）不予公开 1.属于国家秘密`, `无法提供（本机关不掌握相关政府信息）`
function categoryAndRow(text: string): Parsed<ResultReading> | undefined {
  const form = withoutNumbering(matchForm(text));
  for (const [label, category] of BY_CATEGORY) {
    if (!form.startsWith(label)) continue;
    const row = BY_WORD.get(wordForm(form.slice(label.length).replace(/^[-/:>()]+/, '')));
    if (row !== undefined && categoryOf(row) === category) return { value: { row } };
  }
  return undefined;
}

// Punctuation says nothing in these labels and differs from file to file.
function wordForm(text: string, keepBrackets = false): string {
  const form = withoutNumbering(matchForm(text)).replace(/[“”"'‘’、,，。.;:]/g, '');
  return keepBrackets ? form : form.replace(/[()]/g, '');
}
