import { parseArgs } from 'node:util';
import {
  isCellId,
  isReportFormat,
  isReportYear,
  REPORT_FORMATS,
  REPORT_YEARS,
  type CellId,
  type ReportFormat,
} from '@app/annual-report';
import { isCivilDate } from '@app/disclosure';
import { WrongUsage, type Arguments, type CliCommand, type OptionTable } from './command';

/** Options every command takes (design §4). */
const COMMON_OPTIONS: OptionTable = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/** What the options of all commands may say; checked before a database is opened, or made, for a typing error. */
const VALUES: Record<string, (text: string) => unknown> = {
  unit: unitCode,
  year: reportYear,
  on: (text) => civilDate('on', text),
  extend: (text) => wholeNumber('extend', text),
  'consult-on': (text) => civilDate('consult-on', text),
  'opinion-on': (text) => civilDate('opinion-on', text),
  'opinion-after': (text) => wholeNumber('opinion-after', text),
  'correct-on': (text) => civilDate('correct-on', text),
  'corrected-on': (text) => civilDate('corrected-on', text),
  'as-of': (text) => instant('as-of', text),
  at: position,
  cell: cellOf,
  format: reportFormat,
};

/** The rule an option's value follows; the others follow the rule of the command line itself. */
const RULES: Record<string, string | undefined> = {
  unit: 'R-02',
  year: 'A-02',
  on: 'R-60',
  'as-of': 'A-44',
  at: 'A-44',
  cell: 'A-03',
};

const wrong = (name: string, what: string): WrongUsage =>
  new WrongUsage(`--${name} ${what}`, { field: name, rule: RULES[name] });

/** @throws WrongUsage naming the option */
export function readArguments(command: CliCommand, argv: string[]): Arguments {
  const { values, positionals } = parse(command, argv);
  const given = values as Record<string, string | boolean | string[] | undefined>;
  if (given['help'] !== true) {
    for (const name of command.required ?? []) {
      if (given[name] === undefined || given[name] === '') {
        throw wrong(name, 'is missing');
      }
    }
    const { positionals: wanted = 0 } = command;
    const fits = wanted === 'any' || (wanted === 'optional' ? positionals.length <= 1 : positionals.length === wanted);
    if (!fits) throw new WrongUsage(`expected ${wanted} argument(s) beside the options, got ${positionals.length}`);
    if (given['as-of'] !== undefined && given['at'] !== undefined) {
      throw new WrongUsage('--as-of and --at exclude each other', { field: 'at', rule: RULES['at'] });
    }
    for (const [name, read] of Object.entries({ ...VALUES, ...command.values })) {
      const text = given[name];
      if (typeof text === 'string') read(text);
    }
  }
  return {
    positionals,
    text: (name) => (typeof given[name] === 'string' ? given[name] : undefined),
    texts: (name) => {
      const value = given[name];
      return Array.isArray(value) ? value : [];
    },
    flag: (name) => given[name] === true,
  };
}

function parse(command: CliCommand, argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: { ...COMMON_OPTIONS, ...command.options },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw new WrongUsage(
      String((error as { message?: unknown }).message)
        .split('\n', 1)
        .join(),
    );
  }
}

export function reportYear(text: string): number {
  if (!isReportYear(text)) throw wrong('year', `must be a year from ${REPORT_YEARS.first} to ${REPORT_YEARS.last}`);
  return Number(text);
}

export function civilDate(name: string, text: string): string {
  if (!isCivilDate(text)) throw wrong(name, 'must be a date YYYY-MM-DD');
  return text;
}

/** @returns the instant in UTC with milliseconds */
export function instant(name: string, text: string): string {
  if (
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text) ||
    Number.isNaN(Date.parse(text))
  ) {
    throw wrong(name, 'must be an instant with its zone, e.g. 2026-01-31T12:00:00+08:00');
  }
  return new Date(text).toISOString();
}

/** A number of days; the law says itself which are too many. */
export function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new WrongUsage(`--${name} must be a whole number`);
  return Number(text);
}

export function position(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw wrong('at', 'must be a position, a whole number');
  return Number(text);
}

export function unitCode(text: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(text)) {
    throw wrong('unit', 'must be a code of letters, digits, dot, dash or underscore');
  }
  return text;
}

export function cellOf(text: string): CellId {
  if (!isCellId(text)) throw wrong('cell', 'must name a cell of the form, e.g. t3.granted.natural_person');
  return text;
}

/** @throws WrongUsage */
export function reportFormat(text: string): ReportFormat {
  if (!isReportFormat(text)) throw wrong('format', `must be one of ${Object.keys(REPORT_FORMATS).join(', ')}`);
  return text;
}
