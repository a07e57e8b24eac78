import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSealKeyPem, sealKeyOf, sealPublicKeyOf } from '@app/evidence';
import { sealKey } from './seal-key';

const folder = () => mkdtempSync(join(tmpdir(), 'seal-key-'));

describe('the seal key', () => {
  it('is made once in the data folder, for its owner alone, and told', async () => {
    const dataDir = folder();
    const lines: string[] = [];
    const made = await sealKey({ env: {}, dataDir, log: (line) => lines.push(line) });
    const file = join(dataDir, 'keys', 'seal-ed25519.pem');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(lines).toEqual([expect.stringContaining(file)]);
    expect(lines[0]).not.toContain('PRIVATE');
    const publicKey = readFileSync(join(dataDir, 'keys', 'seal-ed25519.pub.pem'), 'utf8');
    expect(sealPublicKeyOf(publicKey).keyId).toBe(made!.keyId);

    const again = await sealKey({ env: {}, dataDir, log: (line) => lines.push(line) });
    expect(again!.keyId).toBe(made!.keyId);
    expect(lines).toHaveLength(1);
  });

  it('is one key when two processes make it at the same moment', async () => {
    const dataDir = folder();
    const keys = await Promise.all([1, 2, 3].map(() => sealKey({ env: {}, dataDir })));
    expect(new Set(keys.map((key) => key!.keyId)).size).toBe(1);
  });

  it('of the data folder is closed to others again when somebody opened it', async () => {
    const dataDir = folder();
    await sealKey({ env: {}, dataDir });
    const file = join(dataDir, 'keys', 'seal-ed25519.pem');
    chmodSync(file, 0o644);
    await sealKey({ env: {}, dataDir });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('comes from the environment first, then from its file', async () => {
    const [inEnv, inFile] = [newSealKeyPem(), newSealKeyPem()];
    const file = join(folder(), 'key.pem');
    writeFileSync(file, inFile);
    const env = { SEAL_KEY: inEnv.replaceAll('\n', '\\n'), SEAL_KEY_FILE: file };
    expect((await sealKey({ env, dataDir: folder() }))!.keyId).toBe(sealKeyOf(inEnv).keyId);
    expect((await sealKey({ env: { SEAL_KEY_FILE: file } }))!.keyId).toBe(sealKeyOf(inFile).keyId);
  });

  it('is none with a database of somebody else, and none where none is to be made', async () => {
    expect(await sealKey({ env: {} })).toBeUndefined();
    expect(await sealKey({ env: { SEAL_KEY: '' }, dataDir: folder(), make: false })).toBeUndefined();
  });

  it.each([
    [{ SEAL_KEY: 'secret' }, 'no_key', 'SEAL_KEY'],
    [{ SEAL_KEY_FILE: '/nowhere/key.pem' }, 'unreadable', '/nowhere/key.pem'],
  ])('that cannot be used is refused by its place, not repeated', async (env, reason, place) => {
    await expect(sealKey({ env })).rejects.toMatchObject({ name: 'SealKeyRefused', reason, place });
    await expect(sealKey({ env })).rejects.not.toThrow(/secret/);
  });
});
