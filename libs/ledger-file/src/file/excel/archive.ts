import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { FileRefused } from '../refusals';

/** @throws FileRefused X_DAMAGED */
export function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Opens by the central directory; sizes are compared with what really comes out, and `..` in names is refused.
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, zip) => {
      if (error !== null) reject(new FileRefused('X_DAMAGED'));
      else resolve(zip);
    });
  });
}

export async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
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

export async function inflated(zip: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer>> {
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

/** The part as it is packed in the archive. */
export async function packedBytes(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    const options = entry.compressionMethod === 0 ? null : { decompress: false };
    zip.openReadStream(entry, options as never, (error, opened) => {
      if (error !== null) reject(new FileRefused('X_DAMAGED'));
      else resolve(opened);
    });
  });
  const pieces: Buffer[] = [];
  for await (const piece of damagedOnError(stream as AsyncIterable<Buffer>)) pieces.push(piece);
  return Buffer.concat(pieces);
}
