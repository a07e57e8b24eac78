import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseExportedSeal } from '@app/evidence';
import { ledger, type Ran } from '../support/ledger-command';

jest.setTimeout(300_000);

const base = mkdtempSync(join(tmpdir(), 'ledger-seal-'));
const data = join(base, 'data');
const run = (...args: string[]): Promise<Ran> => ledger([...args, '--data', data]);
const json = (ran: Ran): Record<string, unknown> => JSON.parse(ran.stdout) as Record<string, unknown>;
const registers = async (unit: string): Promise<void> => {
  expect(await run('unit', 'register', '--unit', unit, '--name', '示例单位')).toMatchObject({ code: 0 });
};

afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('ledger seal and ledger verify on a data folder of its own', () => {
  const [first, second] = [join(base, 'seal-1.txt'), join(base, 'seal-2.txt')];

  it('say that there is nothing yet, rather than that all is well', async () => {
    const verified = await run('verify', '--json');
    expect(verified.code).toBe(1);
    expect(json(verified)).toMatchObject({ refused: { code: 'E_NO_LOG', rule: 'F32' } });
    expect(json(await run('seal', '--json'))).toEqual({ sealed: false });
  });

  it('seal what came, make the key themselves, and print what can be deposited', async () => {
    await registers('D01');
    const ran = await run('seal', '--out', first, '--json');
    expect(json(ran)).toMatchObject({ sealed: true, number: 1, from: 1, to: 1, file: first });
    expect(statSync(join(data, 'keys', 'seal-ed25519.pem')).mode & 0o777).toBe(0o600);
    const printed = await run('seal');
    expect(printed.stdout).toBe(readFileSync(first, 'utf8'));
    expect(printed.stderr).toContain('nothing came since');
    await registers('D02');
    expect(json(await run('seal', '--out', second, '--json'))).toMatchObject({
      sealed: true,
      number: 2,
      from: 2,
      to: 3,
    });
    expect(parseExportedSeal(readFileSync(second, 'utf8')).seal).toMatchObject({ number: 2 });
  });

  it('verify with the contract of the command line, with a deposit and with the public key', async () => {
    const key = join(data, 'keys', 'seal-ed25519.pub.pem');
    for (const more of [[], ['--deposit', first, '--deposit', second], ['--public-key', key]]) {
      const ran = await run('verify', '--json', ...more);
      const contract = { code: 0, ok: true, events: 4, streams: 3, faults: [] };
      const leaning = { seals: 2, sealedTo: 3, keysChecked: true, depositsChecked: more.includes(first) ? 2 : 0 };
      expect({ code: ran.code, ...json(ran) }).toMatchObject({ ...contract, ...leaning });
    }
  });

  it('say in the document and on stderr what the answer leans on', async () => {
    const codes = (ran: Ran) => (json(ran)['unchecked'] as { code: string }[]).map(({ code }) => code);
    const leaning = await run('verify', '--json');
    expect(leaning.stderr).toContain('was believed');
    expect(json(leaning)).toMatchObject({ keysBelieved: 'beside_the_log', keys: [{ trusted: true, seals: 2 }] });
    expect(codes(leaning)).toEqual(['KEY_NOT_GIVEN', 'NO_DEPOSIT']);
    const key = join(data, 'keys', 'seal-ed25519.pub.pem');
    const standing = await run('verify', '--json', '--public-key', key, '--deposit', second);
    expect(standing.stderr).not.toContain('believed');
    expect(json(standing)).toMatchObject({ keysBelieved: 'given', unchecked: [] });
  });

  it('write the log down for another verifier', async () => {
    const file = join(base, 'log.jsonl');
    expect(json(await run('log', '--out', file, '--json'))).toMatchObject({ file, events: 4, keys: 0 });
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    expect(JSON.parse(lines[0]!)).toMatchObject({ version: 1, keysRead: true, head: { position: 4 } });
  });

  it('pass over nothing they are given', async () => {
    const ways = [
      ['--proof', first, '--deposit', first],
      ['--proof', first, '--bundle', first],
    ];
    for (const more of ways) expect((await run('verify', ...more)).code).toBe(2);
  });

  it('name a fault and exit with 1', async () => {
    const forged = join(base, 'forged.txt');
    const text = readFileSync(second, 'utf8');
    writeFileSync(forged, text.replace('positions 2-3', 'positions 2-9'));
    const ran = await run('verify', '--deposit', forged, '--json');
    expect(ran.code).toBe(1);
    expect(json(ran)).toMatchObject({
      ok: false,
      faults: [{ kind: 'DEPOSIT_SIGNATURE', stream: null, revision: null, deposit: 'forged.txt' }],
    });
    const told = await run('verify', '--deposit', forged);
    expect(told.stdout).toContain('DEPOSIT_SIGNATURE (seal 2, 2-9, forged.txt): 留存封签签名无效');
  });
});
