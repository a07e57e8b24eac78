import { describe, isBlank, isErrorValue, visible, type Cell, type Parsed } from '../columns/cell';

// 15 digits are all that a number of Excel can hold; an ID read as a number has lost its end (L-14, M15).
const SAFE_DIGITS = 14;
const LONGEST = 60;
const SCIENTIFIC = /^\d(\.\d+)?E\+?\d+$/i;

function isDamagedNumber(cell: Cell): boolean {
  if (typeof cell === 'number') return !Number.isInteger(cell) || String(Math.abs(cell)).length > SAFE_DIGITS;
  return typeof cell === 'string' && cell.length <= LONGEST && SCIENTIFIC.test(visible(cell.normalize('NFKC')));
}

/** Free text, kept exactly as it stands; only nothing at all is nothing. */
export function parseText(cell: Cell): Parsed<string> {
  if (isBlank(cell)) return {};
  if (isErrorValue(cell)) return { issue: 'Q_CELL_ERROR' };
  return { value: textOf(cell) };
}

/** Numbers of papers and telephones: text, or a whole number small enough to be whole (L-14). */
export function parseIdentifier(cell: Cell): Parsed<string> {
  if (isDamagedNumber(cell)) return { issue: 'Q_ID_DAMAGED', hint: describe(cell) };
  return parseText(cell);
}

/** A case number: without spaces at its ends or characters nobody can see, since two such numbers would look the same. */
export function parseCaseNo(cell: Cell): Parsed<string> {
  if (isBlank(cell)) return {};
  if (isErrorValue(cell)) return { issue: 'Q_CELL_ERROR' };
  if (isDamagedNumber(cell)) return { issue: 'Q_CASE_NO_DAMAGED', hint: describe(cell) };
  const text = textOf(cell)
    .replace(/[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/gu, '')
    .trim();
  return text === '' ? {} : { value: text };
}

/** A whole number of working days. */
export function parseWholeNumber(cell: Cell): Parsed<number> {
  if (isBlank(cell)) return {};
  const text = numberText(cell)?.replace(/(个)?(工作日|天|日)$/, '');
  if (text === undefined || !/^\d{1,4}$/.test(text)) return { issue: 'Q_NUMBER', hint: describe(cell) };
  return { value: Number(text) };
}

/** 延期工作日: 1 to 20; no other number is an extension, and dropping it would make it the default of 20. */
export function parseExtension(cell: Cell): Parsed<number> {
  const parsed = parseWholeNumber(cell);
  if (parsed.issue !== undefined) return { issue: 'Q_EXTENSION_WD', hint: parsed.hint };
  if (parsed.value === undefined) return {};
  if (parsed.value < 1 || parsed.value > 20) return { issue: 'Q_EXTENSION_WD', hint: String(parsed.value) };
  return parsed;
}

/** Yuan, at most two decimals; `￥` and `元` are no part of the number. */
export function parseYuan(cell: Cell): Parsed<number> {
  if (isBlank(cell)) return {};
  const text = numberText(cell)
    ?.replace(/^[¥￥]/, '')
    .replace(/(人民币)?元$/, '')
    .replace(/,(?=\d{3}(\D|$))/g, '');
  if (text === undefined || !/^\d{1,9}(\.\d{1,2}0*)?$/.test(text)) return { issue: 'Q_NUMBER', hint: describe(cell) };
  return { value: Number(text) };
}

function numberText(cell: Cell): string | undefined {
  if (typeof cell === 'number') return String(cell);
  if (typeof cell !== 'string' || cell.length > LONGEST || isErrorValue(cell)) return undefined;
  return visible(cell.normalize('NFKC'));
}

function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'object') return cell?.date ?? '';
  return String(cell);
}
