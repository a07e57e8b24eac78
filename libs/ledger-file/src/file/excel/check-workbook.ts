import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import type { Limits } from '../limits';
import { FileRefused } from '../refusals';
import { entriesOf, inflated, openZip } from './archive';
import { CONTENTS, workbookParts, type WorkbookContents } from './workbook-parts';

/** What is known of a workbook before any Excel library has seen it. */
export interface CheckedWorkbook extends WorkbookContents {
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
  const zip = await openZip(bytes);
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
