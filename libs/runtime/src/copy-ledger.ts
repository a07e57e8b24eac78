import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@app/database';
import {
  copyLog,
  CopyRefused,
  KurrentCopySide,
  PostgresCopySide,
  type CopyProgress,
  type CopyReport,
  type CopySide,
} from '@app/event-store';
import { isKurrentUrl, prefixIn } from './log-choice';

/** A place is `postgres://…`, `kurrentdb://…` or a data folder. */
export interface LedgerCopy {
  from: string;
  to: string;
  /** PostgreSQL beside the KurrentDB that one of them is. */
  beside?: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Lines for the operator; no personal data. */
  log?: (line: string) => void;
  /** Tests only: the target may have fsync off. */
  unsafeForTests?: boolean;
}

const isPostgresUrl = (text: string): boolean => /^postgres(ql)?:\/\//.test(text);

/**
 * Copies a whole log from one place to another (F35); the read models are made anew from the copy at its first start.
 * @throws CopyRefused, DatabaseRefused, OrderRefused
 */
export async function copyLedger(copy: LedgerCopy, onProgress?: (progress: CopyProgress) => void): Promise<CopyReport> {
  const opened: (() => Promise<void>)[] = [];
  const keep = <T extends { close(): Promise<void> }>(part: T): T => {
    opened.push(() => part.close());
    return part;
  };
  try {
    const source = keep(await sourceAt(copy, keep));
    const target = keep(await targetAt(copy, (await source.head()).storeId, keep));
    return await copyLog(source, target, onProgress);
  } finally {
    for (const close of opened.reverse()) await close();
  }
}

type Keep = <T extends { close(): Promise<void> }>(part: T) => T;

async function sourceAt(copy: LedgerCopy, keep: Keep): Promise<CopySide> {
  const { from, env } = copy;
  if (isKurrentUrl(from)) {
    const connectionString = await besideOf(copy, keep);
    return KurrentCopySide.open({ kurrentUrl: from, connectionString, prefix: prefixIn(env), existing: true });
  }
  // Read only, so that its settings may be what they are.
  if (isPostgresUrl(from)) {
    const { connectionString } = keep(await openDatabase({ databaseUrl: from }, copy.log, { unsafeForTests: true }));
    return PostgresCopySide.source(connectionString);
  }
  if (!existsSync(join(from, 'database'))) throw new CopyRefused('NO_SOURCE', 'there is no data folder');
  const database = keep(await openDatabase({ dataDir: from }, copy.log, { unsafeForTests: copy.unsafeForTests }));
  return PostgresCopySide.source(database.connectionString);
}

async function targetAt(copy: LedgerCopy, newStoreId: string, keep: Keep): Promise<CopySide> {
  const { to, env } = copy;
  if (isKurrentUrl(to)) {
    const connectionString = await besideOf(copy, keep);
    return KurrentCopySide.open({ kurrentUrl: to, connectionString, prefix: prefixIn(env), newStoreId });
  }
  const choice = isPostgresUrl(to) ? { databaseUrl: to } : { dataDir: to };
  const database = keep(await openDatabase(choice, copy.log, { unsafeForTests: copy.unsafeForTests }));
  return PostgresCopySide.open(database.connectionString);
}

/** Order and keys of a log in KurrentDB lie in PostgreSQL. */
async function besideOf(copy: LedgerCopy, keep: Keep): Promise<string> {
  const { beside = '' } = copy;
  if (beside === '') throw new CopyRefused('NO_SOURCE', 'KurrentDB needs a PostgreSQL beside it (--beside)');
  const choice = isPostgresUrl(beside) ? { databaseUrl: beside } : { dataDir: beside };
  const database = keep(await openDatabase(choice, copy.log, { unsafeForTests: copy.unsafeForTests }));
  return database.connectionString;
}
