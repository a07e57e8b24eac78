import { writeXlsxStream } from 'hucre/xlsx';
import type { OutCell } from '../../columns/cell';

/**
 * A workbook of one sheet. Text is a text cell whatever it begins with, so that nothing in it is ever computed (L-24);
 * the file has no document properties at all, hence no author.
 */
export async function workbookOf(
  sheet: string,
  headers: readonly string[],
  rows: AsyncIterable<readonly OutCell[]>,
): Promise<Buffer> {
  const stream = writeXlsxStream(cells(headers, rows), { name: sheet, freezePane: { rows: 1 } });
  const pieces: Uint8Array[] = [];
  for await (const piece of stream as unknown as AsyncIterable<Uint8Array>) pieces.push(piece);
  return Buffer.concat(pieces);
}

type LibraryCell = string | number | Date | null;

async function* cells(
  headers: readonly string[],
  rows: AsyncIterable<readonly OutCell[]>,
): AsyncGenerator<LibraryCell[]> {
  yield [...headers];
  for await (const row of rows) yield row.map(libraryCell);
}

function libraryCell(cell: OutCell): LibraryCell {
  if (typeof cell === 'string') return escaped(cell);
  // The library reads a Date in UTC; midnight UTC is that civil day whatever the zone of this machine.
  if (cell !== null && typeof cell === 'object') return new Date(`${cell.date}T00:00:00Z`);
  return cell;
}

// `_x0041_` in a text would come back as `A`: the format's own escape, which the library does not write. Nor does it
// escape the two code points that no XML may contain.
function escaped(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\ufffe\uffff]/g, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase()}_`);
}
