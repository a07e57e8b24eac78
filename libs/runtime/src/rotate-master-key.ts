import { openDatabase, type DatabaseChoice } from '@app/database';
import { masterKey, nextMasterKey, rotateMasterKey, type RotatedMasterKey } from '@app/event-store';

export interface MasterKeyRotation {
  database: DatabaseChoice;
  /** DISCLOSURE_MASTER_KEY is the present key, DISCLOSURE_MASTER_KEY_NEW the one to come. */
  env: Readonly<Record<string, string | undefined>>;
  /** Lines for the operator; no personal data. */
  log?: (line: string) => void;
  /** Tests only: the database may have fsync off. */
  unsafeForTests?: boolean;
}

/**
 * Replaces the master key of a log. A run that was killed is simply repeated: until the one transaction is through the
 * former key is in force, afterwards the new one, and what is missing then is put in its place.
 * @throws DatabaseRefused, MasterKeyRefused, StoreUnavailable, StoreFault
 */
export async function rotateLedgerMasterKey(
  { database: choice, env, log, unsafeForTests }: MasterKeyRotation,
  onProgress?: (done: number) => void,
): Promise<RotatedMasterKey> {
  const database = await openDatabase(choice, log, { unsafeForTests });
  try {
    const source = { env, dataDir: database.dataDir };
    const current = await masterKey(source);
    const next = await nextMasterKey(source);
    const rotated = await rotateMasterKey(database.connectionString, { current, next: next.key }, { onProgress });
    await next.install(current);
    return rotated;
  } finally {
    await database.close();
  }
}
