import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SECRET_SETTINGS, SecretFileRefused, withSecretFiles } from './secret-files';

describe('a secret in a file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'secret-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const file = (content: string): string => {
    writeFileSync(join(folder, 'secret'), content);
    return join(folder, 'secret');
  };
  const refusal = (env: Record<string, string>): SecretFileRefused => {
    try {
      withSecretFiles(env);
    } catch (error) {
      if (error instanceof SecretFileRefused) return error;
      throw error;
    }
    throw new Error('accepted');
  };

  it.each(SECRET_SETTINGS)('stands for the variable: %s', (name) => {
    expect(withSecretFiles({ [`${name}_FILE`]: file('geheim\n'), OTHER: '1' })).toMatchObject({
      [name]: 'geheim',
      OTHER: '1',
    });
  });

  it('leaves an environment without one as it is', () => {
    const env = { DATABASE_URL: 'postgres://h/d', REDIS_URL_FILE: '', SEAL_KEY_FILE: '/nowhere' };
    expect(withSecretFiles(env)).toEqual(env);
  });

  it('is not guessed beside the variable itself', () => {
    const env = { DATABASE_URL: 'postgres://h/d', DATABASE_URL_FILE: file('postgres://other/d') };
    expect(refusal(env)).toMatchObject({ variable: 'DATABASE_URL_FILE', reason: 'both' });
  });

  it.each([
    ['that is not there', () => join(folder, 'nothing'), 'unreadable'],
    ['that is a folder', () => folder, 'unreadable'],
    ['with nothing in it', () => file(' \n'), 'empty'],
  ] as const)('%s is refused by its variable, without its name', (_, named, reason) => {
    const refused = refusal({ DISCLOSURE_MASTER_KEY_FILE: named() });
    expect(refused).toMatchObject({ variable: 'DISCLOSURE_MASTER_KEY_FILE', reason });
    expect(refused.message).not.toContain(folder);
  });
});
