import type { CivilDate } from '@app/disclosure';
import type { IssueCode } from '../read/issues';

/** What a file says in one place. A date cell of Excel is already a civil day; nothing here depends on a time zone. */
export type Cell = string | number | boolean | null | { date: CivilDate };

/** What is written in one place. `null` leaves the cell empty. */
export type OutCell = string | number | null | { date: CivilDate };

/** What a cell needs to be understood. */
export interface CellContext {
  /** Year of dates without one (L-12): the option, else the sheet's name. */
  year?: number;
  /** Excel's other date system, for day numbers that are not formatted as dates. */
  date1904: boolean;
}

/** What is said beside an issue; one text for both languages where it is a day, a code or a number. */
export type Hint = string | { zh: string; en: string };

/** A value, an issue, both (something was dropped) or neither (the cell is empty). `hint` must be safe to show. */
export interface Parsed<T> {
  value?: T;
  issue?: IssueCode;
  hint?: Hint;
}

export type CellParser<T> = (cell: Cell, context: CellContext) => Parsed<T>;

// Spaces of every width, line breaks, zero-width characters, bidi marks and the byte order mark.
const INVISIBLE = /[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff]+/gu;

/** The text without any space or invisible character. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, '');
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && visible(cell) === '');
}

/** `#N/A` and its relatives: the cached value of a formula that failed. */
export function isErrorValue(cell: Cell): boolean {
  return typeof cell === 'string' && /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|GETTING_DATA|SPILL!)$/.test(cell);
}

/** What may be said about a cell whose text must not be shown. */
export function describe(cell: Cell): Hint {
  if (typeof cell === 'string') return { zh: `${cell.length} 字文本`, en: `a text of ${cell.length} characters` };
  if (typeof cell === 'number') return { zh: '数字', en: 'a number' };
  if (typeof cell === 'boolean') return { zh: '逻辑值', en: 'a logical value' };
  return cell === null ? { zh: '空', en: 'empty' } : { zh: '日期', en: 'a date' };
}
