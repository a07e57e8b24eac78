import { kurrentStore, OrderRefused, postgresStore, type LogStore } from '@app/event-store';

/** Where the log lies. Read models and data keys are in PostgreSQL in any case. */
export type LogChoice =
  | { kind: 'postgres'; connectionString: string }
  | { kind: 'kurrentdb'; kurrentUrl: string; prefix: string; connectionString: string };

/** Beginning of the names of the ledger's streams; another for each ledger that shares a KurrentDB. */
const DEFAULT_PREFIX = 'ledger/';
const KURRENT_URL = /^(kurrentdb|kurrent|kdb)(\+discover)?:\/\/[^/?]/;

export const isKurrentUrl = (text: string): boolean => KURRENT_URL.test(text);

/**
 * `KURRENTDB_URL` puts the log into KurrentDB, beside the PostgreSQL of the rest; without it the log is in there too.
 * @throws OrderRefused when it is set and no address of a KurrentDB
 */
export function logChoice(env: Readonly<Record<string, string | undefined>>, connectionString: string): LogChoice {
  const kurrentUrl = env['KURRENTDB_URL']?.trim() ?? '';
  if (kurrentUrl === '') return { kind: 'postgres', connectionString };
  // The address holds a password and is never quoted.
  if (!isKurrentUrl(kurrentUrl)) {
    throw new OrderRefused('URL', 'KURRENTDB_URL does not begin with kurrentdb:// or kurrentdb+discover://');
  }
  return { kind: 'kurrentdb', kurrentUrl, prefix: prefixIn(env), connectionString };
}

/** `KURRENTDB_PREFIX`, which ends with a slash. */
export function prefixIn(env: Readonly<Record<string, string | undefined>>): string {
  const given = env['KURRENTDB_PREFIX']?.trim() ?? '';
  if (given === '') return DEFAULT_PREFIX;
  return given.endsWith('/') ? given : `${given}/`;
}

export function openLog(choice: LogChoice, onGroup?: (appends: number) => void): Promise<LogStore> {
  if (choice.kind === 'postgres') return postgresStore({ connectionString: choice.connectionString, onGroup });
  const { kurrentUrl, prefix, connectionString } = choice;
  return kurrentStore({ kurrentUrl, prefix, connectionString });
}
