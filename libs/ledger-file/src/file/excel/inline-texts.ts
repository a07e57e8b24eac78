import { crc32, createDeflateRaw } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import type { Limits } from '../limits';
import { FileRefused } from '../refusals';
import { entriesOf, inflated, openZip, packedBytes } from './archive';
import { SharedTexts, UNUSUAL } from './shared-texts';
import { zipOf, type StoredPart } from './zip-of';

/** Where the texts and the sheets of a workbook stand, by the names of their parts. */
export interface TextParts {
  sharedStrings: string;
  worksheets: ReadonlySet<string>;
}

/** A table this small costs the Excel reader nothing. */
const WORTH_IT_BYTES = 1024 * 1024;
const LONGEST_ROW = 4 * 1024 * 1024;

/**
 * The same workbook with every shared text put into the cells that share it. The Excel reader makes a tree of the table
 * of shared texts, eighty megabytes for 15,000 cases; the cells it reads one after the other. `<si>` and `<is>` have one
 * type, so that the text is copied as it is written. Whatever is not written plainly is left to the reader: then the
 * bytes are the given ones. The workbook must have passed `checkWorkbook`.
 * @throws FileRefused where a few texts are shared by so many cells that the sheets become too large
 */
export async function inlineTexts(bytes: Buffer, parts: TextParts, limits: Limits): Promise<Buffer> {
  const zip = await openZip(bytes);
  try {
    const entries: Entry[] = [];
    for await (const entry of entriesOf(zip)) entries.push(entry);
    const table = entries.find(({ fileName }) => fileName === parts.sharedStrings);
    const names = new Set(entries.map(({ fileName }) => fileName));
    if (!table || table.uncompressedSize < WORTH_IT_BYTES) return bytes;
    if (![...parts.worksheets].every((name) => names.has(name))) return bytes;
    const texts = await textsOf(zip, table);
    if (!texts) return bytes;
    const stored: StoredPart[] = [];
    const room = { left: limits.unpackedBytes, limit: `${Math.round(limits.unpackedBytes / 1024 / 1024)} MB` };
    for (const entry of entries) {
      if (entry === table || !/\.(xml|rels)$/i.test(entry.fileName)) continue;
      const part = parts.worksheets.has(entry.fileName)
        ? await withTexts(zip, entry, texts, room)
        : await asItIs(zip, entry);
      if (!part) return bytes;
      stored.push(part);
    }
    return zipOf(stored);
  } finally {
    zip.close();
  }
}

async function textsOf(zip: ZipFile, entry: Entry): Promise<SharedTexts | undefined> {
  const texts = new SharedTexts();
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of await inflated(zip, entry)) {
    if (!texts.take(decoder.decode(chunk, { stream: true }))) return undefined;
  }
  return texts.take(decoder.decode()) && texts.isWhole ? texts : undefined;
}

async function asItIs(zip: ZipFile, entry: Entry): Promise<StoredPart> {
  const { fileName: name, compressionMethod: method, crc32: crc, uncompressedSize: bytes } = entry;
  return { name, method, crc, bytes, packed: await packedBytes(zip, entry) };
}

/** The sheet with its texts, packed again; `undefined` where a cell is not written plainly. */
async function withTexts(
  zip: ZipFile,
  entry: Entry,
  texts: SharedTexts,
  room: { left: number; limit: string },
): Promise<StoredPart | undefined> {
  const deflate = createDeflateRaw({ level: 1 });
  const packing = (async () => {
    const pieces: Buffer[] = [];
    for await (const piece of deflate) pieces.push(piece as Buffer);
    return Buffer.concat(pieces);
  })();
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let crc = 0;
  let bytes = 0;
  const write = async (xml: string): Promise<void> => {
    const piece = Buffer.from(xml, 'utf8');
    room.left -= piece.length;
    if (room.left < 0) throw new FileRefused('X_TOO_LARGE_UNPACKED', { limit: room.limit });
    crc = crc32(piece, crc);
    bytes += piece.length;
    if (!deflate.write(piece)) await new Promise((resolve) => deflate.once('drain', resolve));
  };
  try {
    for await (const chunk of await inflated(zip, entry)) {
      const text = rest + decoder.decode(chunk, { stream: true });
      const cut = text.lastIndexOf('row>') + 4;
      if (cut < 4) {
        rest = text;
        // No row is that long.
        if (rest.length > LONGEST_ROW) return undefined;
        continue;
      }
      const replaced = cellsWithTexts(text.slice(0, cut), texts);
      if (replaced === undefined) return undefined;
      rest = text.slice(cut);
      await write(replaced);
    }
    const end = cellsWithTexts(rest + decoder.decode(), texts);
    if (end === undefined) return undefined;
    await write(end);
  } finally {
    deflate.end();
    await packing;
  }
  return { name: entry.fileName, method: 8, crc, bytes, packed: await packing };
}

/** A cell that shares a text; its attributes before and after the type. */
const SHARING =
  /<((?:\w{1,20}:)?)c((?:\s[^>]{0,200}?)?)\st=(["'])s\3([^>/]{0,200})>\s{0,20}<\1v>(\d{1,9})<\/\1v>\s{0,20}<\/\1c>/g;
const SAYS_SHARING = /\st\s*=\s*(["'])s\1/g;

/** `undefined` where some cell is not as plain as that. Exported for its spec. */
export function cellsWithTexts(xml: string, texts: Pick<SharedTexts, 'at'>): string | undefined {
  if (UNUSUAL.test(xml)) return undefined;
  let put = 0;
  let isMissing = false;
  const replaced = xml.replace(
    SHARING,
    (_cell, prefix: string, before: string, _quote, after: string, index: string) => {
      put += 1;
      const text = texts.at(Number(index));
      isMissing ||= text === undefined;
      return `<${prefix}c${before} t="inlineStr"${after}><${prefix}is>${text ?? ''}</${prefix}is></${prefix}c>`;
    },
  );
  const said = xml.match(SAYS_SHARING)?.length ?? 0;
  return said === put && !isMissing ? replaced : undefined;
}
