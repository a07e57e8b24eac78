import { addDays, isCivilDate, type CivilDate } from '@app/disclosure';
import { describe, isBlank, isErrorValue, type Cell, type CellContext, type Hint, type Parsed } from '../columns/cell';

const WITH_YEAR =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?)$/;
const WITHOUT_YEAR = /^(\d{1,2})月(\d{1,2})[日号]?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
// What other systems export: a civil day with a time of day. A zone would make it another thing; that stays a question.
const TIME_OF_DAY = /[T ]+([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$/;

// Days outside are typing errors, not history: the Regulation is of 2008 and its oldest cases are younger than that.
const FIRST_YEAR = 1990;
const LAST_YEAR = 2099;
const LONGEST = 60;

/** A civil day in every form of L-12; anything else is a question, never a guess. */
export function parseDate(cell: Cell, context: CellContext): Parsed<CivilDate> {
  if (cell === null || isBlank(cell)) return {};
  if (isErrorValue(cell)) return { issue: 'Q_CELL_ERROR' };
  if (typeof cell === 'boolean') return { issue: 'Q_DATE', hint: describe(cell) };
  if (typeof cell === 'object') return plausible(cell.date);
  if (typeof cell === 'number') return parseNumber(cell, context);
  return parseText(cell, context);
}

function parseNumber(value: number, context: CellContext): Parsed<CivilDate> {
  if (Number.isInteger(value) && COMPACT.test(String(value))) return parseText(String(value), context);
  if (value < 1 || value >= 100_000) return { issue: 'Q_DATE', hint: describe(value) };
  const days = Math.floor(value);
  // Day 60 of the 1900 system is a 29 February that never was; plausible days lie far behind it.
  return plausible(context.date1904 ? addDays('1904-01-01', days) : addDays('1899-12-30', days));
}

function parseText(original: string, context: CellContext): Parsed<CivilDate> {
  // No date is this long, and patterns that look from the end are slow on what is.
  if (original.length > LONGEST) return { issue: 'Q_DATE', hint: hintFor(original) };
  const trimmed = original.normalize('NFKC').trim().replace(TIME_OF_DAY, '');
  const text = trimmed.replace(/\s+/g, '');
  const full = WITH_YEAR.exec(text) ?? COMPACT.exec(text);
  if (full) {
    const [year, month, day] = full.slice(1).filter((part) => part !== undefined);
    return plausible(civil(year, month, day), text);
  }
  const yearless = WITHOUT_YEAR.exec(text);
  if (!yearless) return { issue: 'Q_DATE', hint: hintFor(text) };
  if (context.year === undefined) return { issue: 'Q_DATE_NO_YEAR', hint: hintFor(text) };
  return plausible(civil(String(context.year), yearless[1], yearless[2]), text);
}

function civil(year = '', month = '', day = ''): string {
  return `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function plausible(date: string, shown = date): Parsed<CivilDate> {
  if (!isCivilDate(date)) return { issue: 'Q_DATE', hint: hintFor(shown) };
  const year = Number(date.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR) return { issue: 'Q_DATE', hint: date };
  return { value: date };
}

// A name or an ID number in a date column must not be shown: only what looks like a date and has no more digits than one.
function hintFor(text: string): Hint {
  const digits = text.replace(/\D/g, '').length;
  return /^[\d年月日号./-]+$/.test(text) && digits <= 8 && text.length <= 12 ? text : describe(text);
}
