import { setImmediate as nextTurn } from 'node:timers/promises';
import { CsvError, parse, type Parser } from 'csv-parse';
import type { Encoding } from '../read/reading';
import { refuseMarkup } from './content';
import { decoded } from './encoding';
import type { Limits } from './limits';
import { FileRefused } from './refusals';

/** A row of a csv, counted from 1 as a spreadsheet would show it; rows without any text are left out. */
export interface CsvRow {
  number: number;
  cells: string[];
}

const ROWS_PER_TURN = 500;

/** Reads strictly: a quote inside an unquoted field or one that never ends is refused with its line. */
export async function* csvRows(bytes: Buffer, encoding: Encoding, limits: Limits): AsyncGenerator<CsvRow, number> {
  const parser = parserFor(bytes, encoding, limits);
  let number = 0;
  let filled = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number += 1;
      if (number % ROWS_PER_TURN === 0) await nextTurn();
      while (record.length > 0 && record.at(-1)!.trim() === '') record.pop();
      if (record.length === 0) continue;
      filled += 1;
      if (filled > limits.rows) throw new FileRefused('X_TOO_MANY_ROWS', { 上限: limits.rows });
      if (record.length > limits.columns)
        throw new FileRefused('X_TOO_MANY_COLUMNS', { 行: number, 上限: limits.columns });
      const long = record.findIndex((cell) => cell.length > limits.cellCharacters);
      if (long >= 0)
        throw new FileRefused('X_CELL_TOO_LONG', { 行: number, 列: long + 1, 上限: limits.cellCharacters });
      yield { number, cells: record };
    }
  } catch (error) {
    throw refusalOf(error, limits);
  } finally {
    parser.destroy();
  }
  return number;
}

function parserFor(bytes: Buffer, encoding: Encoding, limits: Limits): Parser {
  const texts = decoded(bytes, encoding);
  const first = texts.next();
  const start = first.done === true ? '' : first.value;
  refuseMarkup(start.slice(0, 200));
  const parser = parse({
    delimiter: delimiterOf(start),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: Math.max(1024 * 1024, limits.cellCharacters * 4),
  });
  void feed(parser, start, texts);
  return parser;
}

// Waits for room before the next piece, so that a large file is never in the parser as a whole.
async function feed(parser: Parser, start: string, rest: Iterable<string>): Promise<void> {
  try {
    for (const text of concat(start, rest)) {
      if (parser.destroyed) return;
      if (!parser.write(text)) await roomOrEnd(parser);
    }
    parser.end();
  } catch (error) {
    parser.destroy(error as Error);
  }
}

function roomOrEnd(parser: Parser): Promise<void> {
  return new Promise((resolve) => {
    parser.once('drain', resolve);
    parser.once('close', resolve);
  });
}

function* concat(first: string, rest: Iterable<string>): Generator<string> {
  yield first;
  yield* rest;
}

// Excel writes commas, in some regions semicolons, and tabs as "Unicode text".
function delimiterOf(start: string): string {
  const lines = start.split(/\r\n|\n|\r/, 30).join('\n');
  const counts = [',', '\t', ';'].map((delimiter) => ({ delimiter, count: lines.split(delimiter).length }));
  return counts.reduce((best, other) => (other.count > best.count ? other : best)).delimiter;
}

function refusalOf(error: unknown, limits: Limits): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = Number(error['lines'] ?? 0);
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new FileRefused('X_CELL_TOO_LONG', { 行: line, 上限: limits.cellCharacters });
  }
  return new FileRefused('X_CSV', { 行: line });
}
