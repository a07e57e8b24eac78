import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newSealKeyPem, publicKeyPem, type SealKey, sealKeyOf } from '@app/evidence';

/** A seal key was configured that cannot be used. The place is named, never the content. */
export class SealKeyRefused extends Error {
  override readonly name = 'SealKeyRefused';
  constructor(
    /** `unreadable`: no such file, or no right to read it; `no_key`: not an Ed25519 private key in PEM. */
    readonly reason: 'unreadable' | 'no_key',
    /** Variable or file. */
    readonly place: string,
  ) {
    super(`${place}: ${reason}`);
  }
}

export interface SealKeySource {
  /** `SEAL_KEY` holds the PEM text (PKCS#8), `SEAL_KEY_FILE` the name of a file with it; the first goes before. */
  env: Readonly<Record<string, string | undefined>>;
  /** Data folder of the embedded mode; the key is its file `keys/seal-ed25519.pem` (0600), made on first use. */
  dataDir?: string;
  /** False: a key that is not there is not made. */
  make?: boolean;
  log?: (line: string) => void;
}

/**
 * The key this log is sealed with; nothing where none is configured and there is no data folder.
 * @throws SealKeyRefused
 */
export async function sealKey({
  env,
  dataDir,
  make = true,
  log = () => undefined,
}: SealKeySource): Promise<SealKey | undefined> {
  const { SEAL_KEY: text, SEAL_KEY_FILE: file } = env;
  // A variable holds no line ends everywhere; `\n` written out is taken for one.
  if (text) return keyIn(text.replaceAll('\\n', '\n'), 'SEAL_KEY');
  if (file) return keyIn(await contentOf(file), file);
  if (dataDir === undefined) return undefined;
  const own = join(dataDir, 'keys', 'seal-ed25519.pem');
  if (!(await exists(own))) {
    if (!make) return undefined;
    await makeKey(own);
    log(`日志封签密钥已生成，请另存公钥 seal key made: ${own}; keep the public key elsewhere: ${publicPath(own)}`);
  }
  return keyIn(await contentOf(own), own);
}

const publicPath = (path: string): string => path.replace(/pem$/, 'pub.pem');

function keyIn(pem: string, place: string): SealKey {
  try {
    return sealKeyOf(pem);
  } catch {
    throw new SealKeyRefused('no_key', place);
  }
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new SealKeyRefused('unreadable', file);
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    // Whoever can read the key can seal as we do.
    if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new SealKeyRefused('unreadable', file);
  }
}

/** Whole and on disk, or not at all; where another process is faster, its key stays. */
async function makeKey(file: string): Promise<void> {
  const pem = newSealKeyPem();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  if (await place(file, pem, 0o600)) await place(publicPath(file), publicKeyPem(sealKeyOf(pem)), 0o644);
}

async function place(file: string, content: string, mode: number): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'w', mode);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    await unlink(draft);
  }
}
