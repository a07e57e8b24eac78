import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from './main';

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command that needs no database in this process and keeps what it prints. */
async function run(argv: string[]): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((stdout += String(text)), true));
  const err = jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((stderr += String(text)), true));
  try {
    return { code: await main(argv), stdout, stderr };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

describe('a wrong command line', () => {
  it.each([
    [[], 'usage'],
    [['nonsense'], 'unknown command "nonsense"'],
    [['a\u001b[31mb'], 'unknown command "a\ufffd[31mb"'],
    [['x'.repeat(99)], `unknown command "${'x'.repeat(40)}…"`],
    [['tables', '--unit', 'city'], '--year is missing'],
    [['tables', '--unit', 'city', '--year', 'abc'], '--year must be'],
    [['what-if', '2025-1', '--extend', 'ten'], '--extend must be'],
    [['what-if', '2025-1', '--consult-on', '2025-02-30'], '--consult-on must be'],
    [['tables', '--unit', 'city', '--year', '1900'], '--year must be'],
    [['tables', '--unit', 'city', '--year', '2025', '--wrong'], '--wrong'],
    [['import', '--unit', 'city'], 'expected 1 argument'],
    [['import', 'a.csv', 'b.csv', '--unit', 'city'], 'expected 1 argument'],
    [['report', '--unit', 'city', '--year', '2025'], '--format is missing'],
    [['copy', '--from', 'postgres://a/b'], '--to is missing'],
    [['copy', '--from', './data', '--to', './data'], 'the same place'],
    [['copy', '--from', './data', '--to', 'kurrentdb://a'], '--beside is missing'],
    [['unit', 'rename', '--unit', 'u1'], 'expected one of register, move, abolish, list'],
    [['unit', 'register', '--unit', 'u1'], '--name is missing'],
    [['unit', 'move', '--unit', 'u1', '--from', '2025-01-01'], '--parent is missing'],
    [['unit', 'abolish', '--unit', 'u1', '--parent', 'u2'], '--parent does not go with abolish'],
  ])('%j is usage: exit 2, nothing on stdout', async (argv, words) => {
    const ran = await run(argv);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(words);
  });

  it.each([
    [['tables', '--unit', 'city', '--year', '1900'], 'year', 'A-02'],
    [['tables', '--unit', 'a b', '--year', '2025'], 'unit', 'R-02'],
    [['tables', '--unit', 'a', '--year', '2025', '--as-of', 'now'], 'as-of', 'A-44'],
    [['explain', '--unit', 'a', '--year', '2025', '--cell', 't3.x'], 'cell', 'A-03'],
    [['due', '--on', '2025-02-29'], 'on', 'R-60'],
    [['unit', 'move', '--unit', 'u1', '--parent', 'none', '--from', '2025-02-29'], 'from', 'R-60'],
    [['unit', 'move', '--unit', 'u1', '--parent', 'a b', '--from', '2025-02-28'], 'parent', 'R-02'],
    [['unit', 'abolish', '--unit', 'u1', '--last-day', 'today'], 'last-day', 'R-60'],
    [['unit', 'register', '--unit', 'u1', '--name', 'n', '--kind', 'ministry'], 'kind', 'A-70'],
    [['unit', 'register', '--unit', 'u1', '--name', 'n', '--legal-review', 'maybe'], 'legal-review', 'Reg.17'],
    [['unit', 'list', '--on', '2025-02-29'], 'on', 'R-60'],
    [['tables', '--unit', 'city', '--year', '2025', '--wrong'], undefined, 'G-05'],
  ])('%j with --json names the option and the rule', async (argv, field, rule) => {
    const ran = await run([...argv, '--json']);
    const { refused } = JSON.parse(ran.stdout) as { refused: Record<string, unknown> };
    expect([ran.code, refused['code'], refused['field'], refused['rule']]).toEqual([2, 'E_USAGE', field, rule]);
    expect(ran.stderr).toContain(`E_USAGE (${rule})`);
  });
});

describe('an audit bundle', () => {
  it.each([
    [['--unit', 'u1', '--year', '2024'], 'out'],
    [['--unit', 'u1', '--out', 'x'], 'unit'],
    [['--out', 'x'], 'unit'],
    [['--unit', 'u1', '--year', '2024', '--out', 'x', '--open'], 'note'],
    [['--everything', '--out', 'x', '--open', '--note', 'audit'], 'open'],
  ])('ordered with %j is wrong usage', async (argv, field) => {
    const ran = await run(['bundle', ...argv, '--json']);
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stdout)).toMatchObject({ refused: { code: 'E_USAGE', field } });
  });

  it('that is not there is named, and no database is opened for it', async () => {
    const ran = await run(['verify', '--bundle', join(tmpdir(), 'no-such.jsonl'), '--json']);
    expect(ran.code).toBe(1);
    const named = { code: 'E_BUNDLE_FILE', rule: 'D10', field: 'bundle' };
    expect(JSON.parse(ran.stdout)).toMatchObject({ refused: named });
  });

  it('that is something else has one fault', async () => {
    const ran = await run(['verify', '--bundle', __filename, '--json']);
    expect(ran.code).toBe(1);
    const fault = { kind: 'NOT_A_BUNDLE', line: 1, stream: null, revision: null };
    expect(JSON.parse(ran.stdout)).toMatchObject({ ok: false, events: 0, streams: 0, faults: [fault] });
  });
});

describe('verify, before it opens a database', () => {
  const written = (text: string): string => {
    const file = join(mkdtempSync(join(tmpdir(), 'seals-')), 'seal.txt');
    writeFileSync(file, text);
    return file;
  };

  it.each([
    ['--deposit', 'disclosure-ledger seal v1\nstore nobody\n', 'E_SEAL_UNREADABLE', 'seal.txt, line 2'],
    ['--public-key', 'no key', 'E_PUBLIC_KEY', 'seal.txt'],
  ])('names what is wrong with a file for %s', async (option, text, code, named) => {
    const ran = await run(['verify', option, written(text), '--json']);
    const { refused } = JSON.parse(ran.stdout) as { refused: Record<string, string> };
    expect([ran.code, refused['code'], refused['field']]).toEqual([1, code, option.slice(2)]);
    expect(refused['message']).toContain(named);
  });

  it.each([
    ['--deposit', 'E_SEAL_UNREADABLE'],
    ['--public-key', 'E_PUBLIC_KEY'],
  ])('does not go on without a file for %s that is not there', async (option, code) => {
    const ran = await run(['verify', option, '/nowhere/seal.txt', '--json']);
    expect(JSON.parse(ran.stdout)).toMatchObject({ refused: { code, field: option.slice(2) } });
  });
});

describe('the fields of an act', () => {
  it('are told with the words that may stand in them', async () => {
    const { code, stdout } = await run(['act', 'DispatchReply', '--fields']);
    expect(code).toBe(0);
    expect(stdout).toContain('mode = china_post | hand | via_agency | electronic');
    const { stdout: json } = await run(['act', 'decide', '--fields', '--json']);
    expect(JSON.parse(json)).toMatchObject({
      command: 'Decide',
      fields: { resultCode: expect.stringContaining('required') as string },
      values: { remedy: ['reconsideration_first', 'either', 'none'] },
    });
  });
});

it('prints its usage when asked', async () => {
  expect(await run(['--help'])).toMatchObject({ code: 0, stderr: '' });
  expect((await run(['tables', '--help'])).stdout).toContain('--as-of INSTANT');
});

it('does not begin without the secret of a file that it cannot read', async () => {
  process.env['DATABASE_URL_FILE'] = '/nowhere/url';
  try {
    const ran = await run(['tables', '--unit', 'city', '--year', '2025', '--json']);
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stdout)).toMatchObject({ refused: { code: 'E_USAGE', field: 'DATABASE_URL_FILE' } });
    expect(ran.stderr).not.toContain('/nowhere');
  } finally {
    delete process.env['DATABASE_URL_FILE'];
  }
});
