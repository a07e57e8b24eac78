import { readFileSync } from 'node:fs';

/** Settings that hold a secret: of each, `NAME_FILE` may name a file with it instead. `SEAL_KEY` reads its own. */
export const SECRET_SETTINGS = [
  'DATABASE_URL',
  'DISCLOSURE_MASTER_KEY',
  'DISCLOSURE_MASTER_KEY_NEW',
  'KURRENTDB_URL',
  'REDIS_URL',
] as const;

/** A secret cannot be taken from the file that is named. The variable is told, never the content. */
export class SecretFileRefused extends Error {
  override readonly name = 'SecretFileRefused';
  constructor(
    readonly variable: string,
    readonly reason: 'both' | 'unreadable' | 'empty',
  ) {
    super(`${variable} ${REASONS[reason]}`);
  }
}

const REASONS: Record<SecretFileRefused['reason'], string> = {
  both: 'and the variable without _FILE exclude each other: choose one',
  unreadable: 'names a file that this account cannot read',
  empty: 'names an empty file',
};

/**
 * The environment with the content of every named file in place of its name, line ends at its end taken off. What an
 * orchestrator mounts as a file need not lie in the environment, where `docker inspect` shows it.
 * @throws SecretFileRefused
 */
export function withSecretFiles(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  const read = { ...env };
  for (const name of SECRET_SETTINGS) {
    const variable = `${name}_FILE`;
    const file = env[variable];
    if (!file) continue;
    if (env[name]) throw new SecretFileRefused(variable, 'both');
    read[name] = contentOf(variable, file);
  }
  return read;
}

function contentOf(variable: string, file: string): string {
  let content: string;
  try {
    content = readFileSync(file, 'utf8').trim();
  } catch {
    throw new SecretFileRefused(variable, 'unreadable');
  }
  if (content === '') throw new SecretFileRefused(variable, 'empty');
  return content;
}
