import { LONGEST_LINE } from './records';

/** A line of a file without its end; no text where it is no UTF-8, too long, or the file ends in the midst of it. */
export interface FileLine {
  /** From 1. */
  number: number;
  text?: string;
}

/** Lines of a byte stream, ended by `\n` alone; memory for one line. */
export async function* fileLines(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<FileLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let number = 0;
  let parts: Buffer[] = [];
  let size = 0;
  const keep = (part: Buffer): void => {
    size += part.length;
    if (size <= LONGEST_LINE) parts.push(part);
  };
  const line = (): FileLine => {
    const bytes = size <= LONGEST_LINE ? Buffer.concat(parts) : undefined;
    parts = [];
    size = 0;
    number++;
    try {
      return bytes ? { number, text: decoder.decode(bytes) } : { number };
    } catch {
      return { number };
    }
  };
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
      keep(bytes.subarray(from, end));
      yield line();
      from = end + 1;
    }
    if (from < bytes.length) keep(Buffer.from(bytes.subarray(from)));
  }
  if (size > 0) yield { number: number + 1 };
}
