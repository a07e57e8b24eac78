import { setTimeout as pause } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { DatabaseRefused, type RefusalCode } from './refusals';
import { requireVersion, unsafeSettings } from './safe-settings';

const CANNOT_CONNECT_NOW = '57P03';
const STARTING_MS = 30_000;

const BY_SQLSTATE: Partial<Record<string, RefusalCode>> = {
  '28P01': 'LOGIN_REFUSED',
  '28000': 'LOGIN_REFUSED',
  '42501': 'LOGIN_REFUSED',
};

/**
 * Checks a server before anything is written to it: reachable, new enough, and safe ground (refusing to lose what it
 * acknowledges). Leaves no session behind. `allowUnsafe` reports unsafe settings to `log` instead of refusing them.
 */
export async function checkGround(
  databaseUrl: string,
  allowUnsafe: boolean,
  log: (line: string) => void,
): Promise<void> {
  const place = placeOf(databaseUrl);
  const client = await connected(databaseUrl, place);
  try {
    await requireVersion(client);
    const unsafe = await unsafeSettings(client);
    if (unsafe.length === 0) return;
    if (!allowUnsafe) throw new DatabaseRefused('UNSAFE_SETTINGS', `${unsafe.join(', ')} (${place})`);
    log(`UNSAFE, allowed for tests only: ${unsafe.join(', ')}`);
  } finally {
    await client.end();
  }
}

async function connected(databaseUrl: string, place: string): Promise<Client> {
  const giveUpAt = Date.now() + STARTING_MS;
  for (;;) {
    try {
      const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
      client.on('error', () => undefined);
      await client.connect();
      return client;
    } catch (error) {
      const state = error instanceof DatabaseError ? error.code : undefined;
      if (state !== CANNOT_CONNECT_NOW || Date.now() > giveUpAt) throw refusal(error, state, place);
    }
    await pause(250);
  }
}

function refusal(error: unknown, state: string | undefined, place: string): DatabaseRefused {
  const code = (state === undefined ? undefined : BY_SQLSTATE[state]) ?? 'UNREACHABLE';
  const reason = state ?? (error as NodeJS.ErrnoException).code ?? 'no answer';
  // The driver's own message and cause may quote the URL or the user: only the place and a code go out.
  return new DatabaseRefused(code, `${place} (${reason})`);
}

/** `host:port/database` of a URL, without user, password and options. */
export function placeOf(databaseUrl: string): string {
  try {
    const url = new URL(databaseUrl);
    return `${url.hostname || 'localhost'}:${url.port || '5432'}${url.pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}
