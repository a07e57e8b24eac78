import { finished } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import type { Encoding } from '../read/reading';
import { refuseMarkup } from './content';
import { decoded } from './encoding';
import type { Limits } from './limits';
import { FileRefused } from './refusals';

/**
 * Hands over the rows of a csv that say something, counted from 1 as a spreadsheet shows them, and answers how many
 * there are. Strict: a quote inside an unquoted field or one that never ends is refused with its line.
 */
export async function readCsvRows(
  bytes: Buffer,
  encoding: Encoding,
  limits: Limits,
  take: (number: number, cells: string[]) => void,
): Promise<number> {
  let filled = 0;
  let lineEnded = false;
  const texts = decoded(bytes, encoding);
  const first = texts.next();
  const start = first.done === true ? '' : first.value;
  refuseMarkup(start.slice(0, 200));
  const parser = parse({
    delimiter: delimiterOf(start),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // Counted, not made: a record of another length than the first costs the parser an error object.
    skip_empty_lines: true,
    max_record_size: Math.max(1024 * 1024, limits.cellCharacters * 4),
    // Taken as they come; as items of a stream they would cost ten times as much.
    on_record: (record: string[], { records, empty_lines: emptyLines }) => {
      const number = records + emptyLines;
      while (record.length > 0 && record.at(-1)!.trim() === '') record.pop();
      if (record.length === 0) return null;
      filled += 1;
      if (filled > limits.rows) throw new FileRefused('X_TOO_MANY_ROWS', { limit: limits.rows });
      checkRow(record, number, limits);
      take(number, record);
      return null;
    },
  });
  const ended = finished(parser.resume());
  ended.catch(() => undefined);
  try {
    for (let text = first; text.done !== true && !parser.destroyed; text = texts.next()) {
      lineEnded = /[\r\n]$/.test(text.value);
      parser.write(text.value);
      await nextTurn();
    }
    parser.end();
    await ended;
  } catch (error) {
    throw refusalOf(error, limits);
  } finally {
    parser.destroy();
  }
  // The parser counts the end of the last line as one more empty one.
  return parser.info.records + parser.info.empty_lines - (lineEnded ? 1 : 0);
}

function checkRow(record: readonly string[], row: number, limits: Limits): void {
  if (record.length > limits.columns) throw new FileRefused('X_TOO_MANY_COLUMNS', { row: row, limit: limits.columns });
  const long = record.findIndex((cell) => cell.length > limits.cellCharacters);
  if (long >= 0) throw new FileRefused('X_CELL_TOO_LONG', { row: row, column: long + 1, limit: limits.cellCharacters });
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
    return new FileRefused('X_CELL_TOO_LONG', { row: line, limit: limits.cellCharacters });
  }
  return new FileRefused('X_CSV', { row: line });
}
