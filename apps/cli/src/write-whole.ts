import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { RefusedByLedger } from './command';

/** Writes a file so that it is either the whole new one or the old one; answers its path. */
export async function writeWhole(path: string, content: Buffer | string): Promise<string> {
  const target = resolve(path);
  const half = `${target}.${randomUUID()}.part`;
  try {
    await writeFile(half, content, { flag: 'wx' });
    await rename(half, target);
    return target;
  } catch (error) {
    await rm(half, { force: true });
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    const reason = `${target}: ${code}`;
    throw new RefusedByLedger('E_OUT_FILE', { field: 'out', reason: { zh: reason, en: reason } });
  }
}
