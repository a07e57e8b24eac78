import { FileRefused } from './refusals';

/** What a file is by its first bytes; its name says nothing. */
export type Content = 'zip' | 'text';

const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b];
const PDF = [0x25, 0x50, 0x44, 0x46];
// Excel before 1997 wrote a bare stream of records: BOF of BIFF 2, 3, 4.
const BIFF = [
  [0x09, 0x00, 0x04, 0x00],
  [0x09, 0x02, 0x06, 0x00],
  [0x09, 0x04, 0x06, 0x00],
];

/** @throws FileRefused for what is recognisably something else than a workbook of parts or a text (L-15) */
export function contentOf(bytes: Buffer, name: string): Content {
  const begins = (signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);
  if (bytes.length === 0) throw new FileRefused('X_EMPTY_FILE');
  // Also what WPS calls .et, and any workbook with a password.
  if (begins(OLE) || BIFF.some(begins)) throw new FileRefused('X_OLD_EXCEL');
  if (begins(PDF)) throw new FileRefused('X_PDF');
  if (!begins(ZIP) || !isZip(bytes)) return 'text';
  if (/\.csv$/i.test(name)) throw new FileRefused('X_CSV_IS_ZIP');
  return 'zip';
}

function isZip(bytes: Buffer): boolean {
  const kind = bytes.readUInt16LE(2);
  return kind === 0x0403 || kind === 0x0605 || kind === 0x0807;
}

/** A page or an XML table under a false name, what many offices export as `.xls`. */
export function refuseMarkup(start: string): void {
  if (/^\s*<[!?a-z]/i.test(start)) throw new FileRefused('X_HTML');
}
