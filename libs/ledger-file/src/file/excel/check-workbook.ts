import { crc32 } from 'node:zlib';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { Limits } from '../limits';
import { FileRefused } from '../refusals';
import { CONTENTS, workbookParts, type WorkbookSheet } from './workbook-parts';

/** What is known of a workbook before any Excel library has seen it. */
export interface CheckedWorkbook {
  sheets: WorkbookSheet[];
  date1904: boolean;
  macros: boolean;
  externalLinks: boolean;
  formulas: boolean;
}

const DECLARATIONS = ['<!DOCTYPE', '<!ENTITY'];
// A part this small cannot hurt, whatever its ratio; rows of empty cells pack better than 200 to 1.
const RATIO_FROM_BYTES = 10 * 1024 * 1024;
const KEPT_BYTES = 4 * 1024 * 1024;

/**
 * Inflates every part once, keeping nothing but the workbook's table of contents: the sizes that count are the real
 * ones, whatever the central directory says (L-17, M14). @throws FileRefused
 */
export async function checkWorkbook(bytes: Buffer, limits: Limits): Promise<CheckedWorkbook> {
  const zip = await open(bytes);
  const seen = new Set<string>();
  const kept = new Map<string, string>();
  const found = { macros: false, externalLinks: false, formulas: false };
  let unpacked = 0;
  try {
    if (zip.entryCount > limits.parts) throw new FileRefused('X_TOO_MANY_PARTS', { limit: limits.parts });
    for await (const entry of entriesOf(zip)) {
      const name = entry.fileName.toLowerCase();
      if (entry.isEncrypted()) throw new FileRefused('X_ENCRYPTED');
      // Two parts of one name: which of them is read depends on the reader.
      if (seen.has(name) || seen.size >= limits.parts) throw new FileRefused('X_DAMAGED');
      seen.add(name);
      if (/(^|\/)vbaproject\.bin$/.test(name)) found.macros = true;
      if (/\/externallinks\//.test(name)) found.externalLinks = true;
      const part = await inspect(zip, entry, limits, unpacked);
      unpacked += part.bytes;
      found.formulas ||= part.formulas;
      if (part.text !== undefined) kept.set(name, part.text);
    }
  } finally {
    zip.close();
  }
  return { ...workbookParts(kept), ...found };
}

interface Inspected {
  bytes: number;
  formulas: boolean;
  text?: string;
}

async function inspect(zip: ZipFile, entry: Entry, limits: Limits, before: number): Promise<Inspected> {
  const name = entry.fileName.toLowerCase();
  const xml = /\.(xml|rels)$/.test(name);
  const keep: Buffer[] | undefined = CONTENTS.test(name) ? [] : undefined;
  const packed = Math.max(1, entry.compressedSize);
  let bytes = 0;
  let checksum = 0;
  let tail = '';
  let formulas = false;
  for await (const chunk of await inflated(zip, entry)) {
    bytes += chunk.length;
    if (before + bytes > limits.unpackedBytes) throw tooLarge(limits.unpackedBytes);
    if (bytes > limits.partBytes) throw tooLarge(limits.partBytes);
    if (bytes > RATIO_FROM_BYTES && bytes / packed > limits.ratio)
      throw new FileRefused('X_RATIO', { limit: limits.ratio });
    checksum = crc32(chunk, checksum);
    if (xml) {
      const text = tail + chunk.toString('latin1');
      if (DECLARATIONS.some((declaration) => text.includes(declaration))) throw new FileRefused('X_XML_DOCTYPE');
      formulas ||= /<f[ >]/.test(text);
      tail = text.slice(-16);
    }
    if (keep !== undefined && bytes <= KEPT_BYTES) keep.push(chunk);
  }
  // A sheet that ends in the middle would be read as a shorter one.
  if (checksum !== entry.crc32 || (xml && !tail.trimEnd().endsWith('>'))) throw new FileRefused('X_DAMAGED');
  return { bytes, formulas, ...(keep === undefined ? {} : { text: Buffer.concat(keep).toString('utf8') }) };
}

function tooLarge(limit: number): FileRefused {
  return new FileRefused('X_TOO_LARGE_UNPACKED', { limit: `${Math.round(limit / 1024 / 1024)} MB` });
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Opens by the central directory; sizes are compared with what really comes out, and `..` in names is refused.
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, zip) => {
      if (error !== null) reject(new FileRefused('X_DAMAGED'));
      else resolve(zip);
    });
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  let wake: (entry: Entry | FileRefused | undefined) => void = () => undefined;
  zip.on('entry', (entry: Entry) => wake(entry));
  zip.on('end', () => wake(undefined));
  zip.on('error', () => wake(new FileRefused('X_DAMAGED')));
  for (;;) {
    const next = await new Promise<Entry | FileRefused | undefined>((resolve) => {
      wake = resolve;
      zip.readEntry();
    });
    if (next === undefined) return;
    if (next instanceof FileRefused) throw next;
    yield next;
  }
}

async function inflated(zip: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer>> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => {
      if (error !== null) reject(new FileRefused('X_DAMAGED'));
      else resolve(opened);
    });
  });
  return damagedOnError(stream as AsyncIterable<Buffer>);
}

async function* damagedOnError(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* stream;
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('X_DAMAGED');
  }
}
