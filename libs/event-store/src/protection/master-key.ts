import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { chmod, link, open, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { MasterKeyRefused } from './refusals';

/** The key that wraps the data keys (KEK). It is never stored in the database. */
export interface MasterKey {
  /** 16 hex digits, derived from the key; names it in wrapped keys. */
  id: string;
  /** 32 bytes. */
  bytes: Buffer;
  /** Writes a key that was made just now to its file; called once it is known that the log needs a new one. */
  keep?(): Promise<void>;
}

export interface MasterKeySource {
  /** Where `DISCLOSURE_MASTER_KEY` is looked for: 32 bytes as 64 hex digits or as base64. It goes before the file. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Data folder of the embedded mode; the key is its file `master.key` (0600), made on first use. */
  dataDir?: string;
}

export const MASTER_KEY_VARIABLE = 'DISCLOSURE_MASTER_KEY';
export const MASTER_KEY_FILE = 'master.key';

/** @throws MasterKeyRefused when there is none, or one that protects nothing */
export async function masterKey({ env, dataDir }: MasterKeySource): Promise<MasterKey> {
  const text = env?.[MASTER_KEY_VARIABLE];
  if (text !== undefined && text !== '') return masterKeyOf(parsed(text, MASTER_KEY_VARIABLE));
  if (dataDir === undefined) {
    throw new MasterKeyRefused(
      'MISSING',
      `${MASTER_KEY_VARIABLE} is not set: 32 random bytes in hex or base64 (openssl rand -hex 32)`,
    );
  }
  const file = join(dataDir, MASTER_KEY_FILE);
  const stored = await contentOf(file);
  if (stored !== undefined) return masterKeyOf(parsed(stored, file));
  const made = randomMasterKey();
  return { ...made, keep: () => keepIn(file, made.bytes) };
}

/** A key for specs, and for whoever keeps keys elsewhere. */
export function randomMasterKey(): MasterKey {
  return masterKeyOf(randomBytes(32));
}

export function masterKeyOf(bytes: Buffer): MasterKey {
  return { id: createHash('sha256').update('master key id\0').update(bytes).digest('hex').slice(0, 16), bytes };
}

/** The key that applicants are recognised by, of a log whose master key was never replaced: HKDF, 32 bytes. */
export function matchKeyOf({ bytes }: MasterKey): Buffer {
  return Buffer.from(hkdfSync('sha256', bytes, '', 'disclosure-ledger match key', 32));
}

/**
 * Recognises a text that was seen before without keeping it: HMAC-SHA-256, cut to 32 hex digits. Without the key nobody
 * can try out what the text may have been.
 */
export function matching(key: Buffer): (text: string) => string {
  return (text) => createHmac('sha256', key).update(text, 'utf8').digest('hex').slice(0, 32);
}

/** 32 bytes as somebody wrote them, in hex or base64. @throws MasterKeyRefused naming the place, never the text */
export function parsed(text: string, place: string): Buffer {
  const trimmed = text.trim();
  const hex = /^[0-9a-fA-F]{64}$/.test(trimmed);
  const base64 = /^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed);
  if (!hex && !base64) {
    throw new MasterKeyRefused(
      'UNUSABLE',
      `${place}: not 32 bytes in hex (64 digits) or base64 (openssl rand -hex 32)`,
    );
  }
  const bytes = Buffer.from(trimmed, hex ? 'hex' : 'base64');
  // 32 random bytes have about 30 different ones; under 16 somebody typed a pattern.
  if (new Set(bytes).size < 16) {
    throw new MasterKeyRefused('UNUSABLE', `${place}: a pattern, not a random key (openssl rand -hex 32)`);
  }
  return bytes;
}

/** Content of a key's file, which only its owner may read afterwards. @throws MasterKeyRefused */
export async function contentOf(file: string): Promise<string | undefined> {
  try {
    const [content, { mode }] = [await readFile(file, 'utf8'), await stat(file)];
    if ((mode & 0o077) !== 0) await chmod(file, 0o600);
    return content;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new MasterKeyRefused('MISSING', `${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** Whole and on disk, or not at all: a key that is lost with the power would take the data with it. */
export async function keepIn(file: string, bytes: Buffer): Promise<void> {
  const draft = `${file}.${process.pid}`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(`${bytes.toString('hex')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new MasterKeyRefused('OTHER_KEY', `${file}: another process made it at the same moment; start again`);
  } finally {
    await unlink(draft);
  }
  const folder = await open(join(file, '..'), 'r');
  await folder.sync().finally(() => folder.close());
}
