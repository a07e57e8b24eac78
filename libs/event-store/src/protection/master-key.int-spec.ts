import { createHmac, hkdfSync } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inMemoryStore } from '../in-memory/in-memory-store';
import { masterKey, masterKeyOf, matching, matchKeyOf, randomMasterKey } from './master-key';
import { protectedStore } from './protected-store';
import { MasterKeyRefused } from './refusals';

const hex = '8f1d2c3b4a59687766554433221100ffeeddccbbaa99887700112233445566de';
const protection = {};

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'master-key-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

describe('the master key', () => {
  it('comes from the environment, in hex or base64', async () => {
    const fromHex = await masterKey({ env: { DISCLOSURE_MASTER_KEY: hex } });
    const base64 = Buffer.from(hex, 'hex').toString('base64');
    const fromBase64 = await masterKey({ env: { DISCLOSURE_MASTER_KEY: ` ${base64}\n` } });
    expect(fromHex.bytes.toString('hex')).toBe(hex);
    expect(fromBase64).toEqual(fromHex);
    expect(fromHex.id).toMatch(/^[0-9a-f]{16}$/);
    expect(hex).not.toContain(fromHex.id);
  });

  it.each(['secret', 'changeme', hex.slice(2), '00'.repeat(32), 'ab'.repeat(32), '0123456789abcdef'.repeat(4)])(
    'is refused when it protects nothing: %s',
    async (text) => {
      const refusal = masterKey({ env: { DISCLOSURE_MASTER_KEY: text } });
      await expect(refusal).rejects.toMatchObject({ name: 'MasterKeyRefused', code: 'UNUSABLE' });
      await expect(refusal).rejects.not.toThrow(text);
    },
  );

  it('is missing where there is neither variable nor data folder', async () => {
    await expect(masterKey({ env: {} })).rejects.toMatchObject({ code: 'MISSING' });
  });

  it('is made in the data folder on first use, readable by its owner only, and is the same afterwards', async () => {
    const made = await masterKey({ env: {}, dataDir });
    expect(await readdir(dataDir)).toEqual([]);
    await protectedStore(inMemoryStore(), { key: made, protection });
    expect(await readdir(dataDir)).toEqual(['master.key']);
    expect((await stat(join(dataDir, 'master.key'))).mode & 0o777).toBe(0o600);
    const again = await masterKey({ dataDir });
    expect(again.bytes).toEqual(made.bytes);
    expect('keep' in again).toBe(false);
  });

  it('whose file others may read is closed to them', async () => {
    await writeFile(join(dataDir, 'master.key'), hex);
    await chmod(join(dataDir, 'master.key'), 0o644);
    await masterKey({ dataDir });
    expect((await stat(join(dataDir, 'master.key'))).mode & 0o777).toBe(0o600);
  });

  it('is not written over when two processes make one at the same moment', async () => {
    const [a, b] = [await masterKey({ dataDir }), await masterKey({ dataDir })];
    await a.keep!();
    await expect(b.keep!()).rejects.toBeInstanceOf(MasterKeyRefused);
    expect((await readFile(join(dataDir, 'master.key'), 'utf8')).trim()).toBe(a.bytes.toString('hex'));
    expect(await readdir(dataDir)).toEqual(['master.key']);
  });

  it('that is lost is not replaced by another: the start is refused and no file is made', async () => {
    const log = inMemoryStore();
    await protectedStore(log, { key: await masterKey({ dataDir }), protection });
    await rm(join(dataDir, 'master.key'));
    const other = await masterKey({ dataDir });
    await expect(protectedStore(log, { key: other, protection })).rejects.toMatchObject({ code: 'OTHER_KEY' });
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('that was replaced must be at hand as well', async () => {
    const log = inMemoryStore();
    const [former, current] = [randomMasterKey(), randomMasterKey()];
    await protectedStore(log, { key: former, protection });
    await expect(protectedStore(log, { key: current, protection })).rejects.toThrow(former.id);
    await protectedStore(log, { key: current, formerKeys: [former], protection });
    await expect(protectedStore(log, { key: former, protection })).rejects.toThrow(current.id);
  });

  it('has one id for the same bytes', () => {
    expect(masterKeyOf(Buffer.from(hex, 'hex')).id).toBe(masterKeyOf(Buffer.from(hex, 'hex')).id);
  });
});

describe('recognising a text without keeping it', () => {
  it('gives the same key for the same text under the same secret, and under no other', () => {
    const [one, other] = [masterKeyOf(Buffer.alloc(32, 'one')), masterKeyOf(Buffer.alloc(32, 'other'))];
    const key = matching(matchKeyOf(one))('某人');
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(matching(matchKeyOf(masterKeyOf(Buffer.from(one.bytes))))('某人')).toBe(key);
    expect(matching(matchKeyOf(one))('某 人')).not.toBe(key);
    expect(matching(matchKeyOf(other))('某人')).not.toBe(key);
  });

  it('is HMAC-SHA-256 under a key derived for this alone', () => {
    const { bytes } = masterKeyOf(Buffer.alloc(32, 'one'));
    const derived = Buffer.from(hkdfSync('sha256', bytes, '', 'disclosure-ledger match key', 32));
    const expected = createHmac('sha256', derived).update('某人').digest('hex').slice(0, 32);
    expect(matching(matchKeyOf({ id: '', bytes }))('某人')).toBe(expected);
    expect(createHmac('sha256', bytes).update('某人').digest('hex')).not.toContain(expected);
  });
});
