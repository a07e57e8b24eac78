import { link, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  contentOf,
  keepIn,
  MASTER_KEY_FILE,
  MASTER_KEY_VARIABLE,
  type MasterKey,
  masterKeyOf,
  type MasterKeySource,
  parsed,
  randomMasterKey,
} from './master-key';
import { MasterKeyRefused } from './refusals';

const VARIABLE = 'DISCLOSURE_MASTER_KEY_NEW';

/** The key that is to follow the master key. */
export interface NextMasterKey {
  key: MasterKey;
  /**
   * Puts it in the place of the former one, which stays beside it under its id: backups from before need it. Where the
   * keys come from the environment that is the operator's to do.
   */
  install(former: MasterKey): Promise<void>;
}

/**
 * `DISCLOSURE_MASTER_KEY_NEW`; in a data folder with a key of its own also a new one, made here. There it is on disk,
 * as `master.key.new`, before anything is wrapped by it, and is found again by a run after one that was killed.
 * @throws MasterKeyRefused
 */
export async function nextMasterKey({ env, dataDir }: MasterKeySource): Promise<NextMasterKey> {
  const text = env?.[VARIABLE];
  const given = text ? masterKeyOf(parsed(text, VARIABLE)) : undefined;
  if (dataDir === undefined || env?.[MASTER_KEY_VARIABLE]) {
    if (given) return { key: given, install: () => Promise.resolve() };
    throw new MasterKeyRefused('MISSING', `${VARIABLE} is not set: 32 random bytes in hex (openssl rand -hex 32)`);
  }
  const file = join(dataDir, MASTER_KEY_FILE);
  const draft = `${file}.new`;
  const begun = await contentOf(draft);
  const key = begun === undefined ? (given ?? randomMasterKey()) : masterKeyOf(parsed(begun, draft));
  if (given && given.id !== key.id) {
    throw new MasterKeyRefused(
      'OTHER_KEY',
      `${draft} holds another key than ${VARIABLE}: a rotation was begun with it`,
    );
  }
  if (begun === undefined) await keepIn(draft, key.bytes);
  return { key, install: (former) => install(file, draft, former) };
}

/** At no moment there is no key under the name. */
async function install(file: string, draft: string, former: MasterKey): Promise<void> {
  try {
    await link(file, `${file}.${former.id}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  await rename(draft, file);
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}
