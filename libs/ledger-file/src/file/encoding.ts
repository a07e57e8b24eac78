import type { Encoding } from '../read/reading';
import { FileRefused } from './refusals';

const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16LE_BOM = Buffer.from([0xff, 0xfe]);
const CHUNK = 64 * 1024;

const DECODER: Record<Encoding, string> = {
  'utf-8': 'utf-8',
  'utf-8-bom': 'utf-8',
  'utf-16le': 'utf-16le',
  gb18030: 'gb18030',
};

/**
 * The encoding of the whole file, strictly: UTF-16LE by its mark, UTF-8 with or without one, else GB18030, which
 * contains GBK (L-15). Short names are often valid in two encodings, so that no cell is ever asked alone (M15).
 * @throws FileRefused X_ENCODING
 */
export function encodingOf(bytes: Buffer): Encoding {
  if (startsWith(bytes, UTF16LE_BOM)) return strictlyIs(bytes, 'utf-16le');
  if (startsWith(bytes, UTF8_BOM)) return strictlyIs(bytes, 'utf-8-bom');
  return isStrictly(bytes, 'utf-8') ? 'utf-8' : strictlyIs(bytes, 'gb18030');
}

/** The text in pieces of a few ten thousand characters, without the byte order mark. @throws FileRefused X_NUL */
export function* decoded(bytes: Buffer, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(DECODER[encoding], { fatal: true });
  let line = 1;
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const text = decoder.decode(bytes.subarray(at, at + CHUNK), { stream: at + CHUNK < bytes.length });
    const nul = text.indexOf('\0');
    if (nul >= 0) throw new FileRefused('X_NUL', { row: line + newlinesIn(text.slice(0, nul)) });
    line += newlinesIn(text);
    yield text;
  }
}

function strictlyIs(bytes: Buffer, encoding: Encoding): Encoding {
  if (!isStrictly(bytes, encoding)) throw new FileRefused('X_ENCODING');
  return encoding;
}

function isStrictly(bytes: Buffer, encoding: Encoding): boolean {
  const decoder = new TextDecoder(DECODER[encoding], { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      decoder.decode(bytes.subarray(at, at + CHUNK), { stream: at + CHUNK < bytes.length });
    }
    return true;
  } catch {
    return false;
  }
}

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}

function newlinesIn(text: string): number {
  return text.split('\n').length - 1;
}
