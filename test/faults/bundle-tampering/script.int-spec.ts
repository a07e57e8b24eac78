import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSealKeyPem, publicKeyPem, sealKeyOf } from '@app/evidence';
import { AuditedOffice } from '../../../libs/evidence/test/audited-office';
import { exampleBundle } from '../../../libs/evidence/test/example-bundle';
import { withPython } from './python';

const SCRIPT = join(__dirname, '..', '..', '..', 'docs', 'verify.py');

/** docs/verify.py as an auditor runs it. */
withPython('python3 docs/verify.py', () => {
  let folder: string;
  let office: AuditedOffice;
  const kept = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const run = (...args: string[]) => {
    const { status, stdout, stderr, error } = spawnSync('python3', ['-B', SCRIPT, ...args], { encoding: 'utf8' });
    if (error) throw error;
    return { status, stdout, stderr };
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'script-'));
    office = await AuditedOffice.open('U1');
    await office.freezes('U1', 2024, { lies: { 't3.granted.total': 1 } });
    await office.seal();
    kept('wrong.jsonl', (await office.bundle({ unit: 'U1', year: 2024 })).lines.join(''));
    kept('example.jsonl', (await exampleBundle()).join(''));
    kept('key.pem', publicKeyPem(office.key));
    kept('key.txt', `${office.key.raw}\n`);
    kept('other.pem', publicKeyPem(sealKeyOf(newSealKeyPem())));
    kept('seal.txt', (await office.deposit()).exported);
    kept('seal-mailed.txt', `\uFEFF${(await office.deposit()).exported.replaceAll('\n', '\r\n')}`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const inFolder = (...args: string[]) => args.map((arg) => (arg.includes('.') ? join(folder, arg) : arg));

  it.each([
    ['the example of the page', ['example.jsonl'], 0, 'no fault: 5 events, 3 streams, 1 seals'],
    ['a key nobody vouched for', ['example.jsonl'], 0, 'compare it with one you trust'],
    ['a published number that is wrong', ['wrong.jsonl'], 1, 't3.granted.total: published 1, counted 0'],
    ['the key as PEM', ['wrong.jsonl', '--public-key', 'key.pem'], 1, 'CELL_MISMATCH'],
    ['the key as base64', ['wrong.jsonl', '--public-key', 'key.txt'], 1, 'CELL_MISMATCH'],
    ['another key', ['wrong.jsonl', '--public-key', 'other.pem'], 1, 'OTHER_KEY  line 2\nSEAL_KEY  seals revision 0'],
    ['the deposited seal', ['wrong.jsonl', '--deposit', 'seal.txt'], 1, 'CELL_MISMATCH'],
    ['the deposited seal as it was mailed', ['wrong.jsonl', '--deposit', 'seal-mailed.txt'], 1, 'CELL_MISMATCH'],
    ['a seal of another log', ['example.jsonl', '--deposit', 'seal.txt'], 1, 'DEPOSIT_DIFFERS  seals revision 0'],
    ['no bundle', ['key.pem'], 1, 'NOT_A_BUNDLE  line 1'],
  ])('tells %s', (_, args, status, told) => {
    const ran = run(...inFolder(...args));
    expect(ran.stdout).toContain(told);
    expect(ran.status).toBe(status);
  });

  it.each([
    ['a bundle that is not there', ['none.jsonl'], 'none.jsonl'],
    ['a key that is none', ['example.jsonl', '--public-key', 'seal.txt'], 'not an Ed25519 public key'],
    ['a seal that is none', ['example.jsonl', '--deposit', 'key.pem'], 'not a seal with its signature'],
  ])('refuses %s with its name', (_, args, told) => {
    const ran = run(...inFolder(...args));
    expect(ran.stderr).toContain(told);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
  });

  it('prints one JSON document when asked to', () => {
    const { stdout, status } = run(...inFolder('wrong.jsonl', '--json'));
    const fault = { kind: 'CELL_MISMATCH', stream: 'report-U1-2024', revision: 0, cell: 't3.granted.total' };
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, faults: [fault] });
    expect(status).toBe(1);
  });
});
