import { randomUUID } from 'node:crypto';
import { open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { RefusedByLedger } from './command';

/** Writes a file so that it is either the whole new one or the old one; answers its path. */
export async function writeWhole(path: string, content: Buffer | string): Promise<string> {
  return inPlaceOf(path, (half) => writeFile(half, content, { flag: 'wx' }));
}

/** Bytes gathered before they go to the file. */
const GATHERED = 64 * 1024;

/** The same for a file that is written piece by piece; answers what writing it answered as well. */
export async function writtenWhole<T>(
  path: string,
  write: (sink: (text: string) => Promise<void>) => Promise<T>,
): Promise<{ file: string; result: T }> {
  let result: T | undefined;
  const file = await inPlaceOf(path, async (half) => {
    const handle = await open(half, 'wx');
    try {
      result = await gathering(handle, write);
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
  return { file, result: result as T };
}

async function gathering<T>(
  handle: FileHandle,
  write: (sink: (text: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  let waiting: string[] = [];
  let size = 0;
  const flush = async () => {
    const text = waiting.join('');
    [waiting, size] = [[], 0];
    await handle.appendFile(text, 'utf8');
  };
  const result = await write(async (text) => {
    waiting.push(text);
    size += text.length;
    if (size >= GATHERED) await flush();
  });
  await flush();
  return result;
}

async function inPlaceOf(path: string, write: (half: string) => Promise<void>): Promise<string> {
  const target = resolve(path);
  const half = `${target}.${randomUUID()}.part`;
  try {
    await write(half);
    await rename(half, target);
    return target;
  } catch (error) {
    await rm(half, { force: true });
    const { code, syscall } = error as NodeJS.ErrnoException;
    // What went wrong elsewhere, while the content was made, keeps its own name.
    if (code === undefined || syscall === undefined) throw error;
    const reason = `${target}: ${code}`;
    throw new RefusedByLedger('E_OUT_FILE', { field: 'out', reason: { zh: reason, en: reason } });
  }
}
