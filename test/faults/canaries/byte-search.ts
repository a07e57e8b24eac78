import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gbk } from '../../support/gbk';

/** How a text may lie on a disk. */
const ENCODINGS: Record<string, (text: string) => Buffer> = {
  'utf-8': (text) => Buffer.from(text, 'utf8'),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
  gbk,
};

export interface Hit {
  /** Below the folder that was searched. */
  file: string;
  encoding: string;
  text: string;
}

/**
 * Every byte of every file below a folder: where do these texts stand, in which encoding? Texts that begin alike are
 * looked for together: `beginnings` are what all of them begin with.
 */
export function byteSearch(
  folder: string,
  beginnings: readonly string[],
  texts: readonly string[],
): { hits: Hit[]; bytes: number } {
  const hits: Hit[] = [];
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path);
    bytes += content.length;
    for (const [encoding, encoded] of Object.entries(ENCODINGS)) {
      for (const text of textsAt(content, encoded, beginnings, texts))
        hits.push({ file: relative(folder, path), encoding, text });
    }
  }
  return { hits, bytes };
}

function textsAt(
  content: Buffer,
  encoded: (text: string) => Buffer,
  beginnings: readonly string[],
  texts: readonly string[],
): Set<string> {
  const found = new Set<string>();
  for (const beginning of beginnings) {
    const mark = encoded(beginning);
    let at = content.indexOf(mark);
    if (at < 0) continue;
    const wanted = byLength(texts.filter((text) => text.startsWith(beginning)).map((text) => [text, encoded(text)]));
    for (; at >= 0; at = content.indexOf(mark, at + 1)) {
      for (const [length, these] of wanted) {
        const text = these.get(content.toString('latin1', at, at + length));
        if (text !== undefined) found.add(text);
      }
    }
  }
  return found;
}

/** Texts by their bytes, those of one length together: what stands at a place is looked up once for each length. */
function byLength(texts: readonly (readonly [string, Buffer])[]): Map<number, Map<string, string>> {
  const lengths = new Map<number, Map<string, string>>();
  for (const [text, bytes] of texts) {
    const these = lengths.get(bytes.length) ?? new Map<string, string>();
    lengths.set(bytes.length, these.set(bytes.toString('latin1'), text));
  }
  return lengths;
}
