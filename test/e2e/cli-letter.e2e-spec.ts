import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledger, type Ran } from '../support/ledger-command';

jest.setTimeout(300_000);

const base = mkdtempSync(join(tmpdir(), 'ledger-letter-'));
const sample = join(__dirname, '../../apps/server/src/sample/assets/sample-ledger.csv');
const run = (...args: string[]): Promise<Ran> => ledger([...args, '--data', join(base, 'data')]);
const out = join(base, '回执.docx');
/** The first case of the sample. */
const caseNo = '2023-0001';

beforeAll(async () => {
  const ran = await run('import', sample, '--unit', 'demo', '--unit-name', '示例局', '--json');
  expect({ code: ran.code, stderr: ran.stderr.slice(-400) }).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('ledger letter', () => {
  it('writes a letter as a Word file and tells its hash', async () => {
    const ran = await run('letter', caseNo, 'receipt', '--unit', 'demo', '--out', out, '--json');
    expect({ code: ran.code, stderr: ran.stderr.slice(-400) }).toMatchObject({ code: 0 });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      file: out,
      case: { caseNo },
      letter: { template: 'receipt', version: 1, textHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK');
  });

  it('refuses with place and rule, and writes nothing', async () => {
    const never = join(base, 'never.docx');
    const ran = await run('letter', caseNo, 'extension_notice', '--unit', 'demo', '--out', never, '--json');
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      refused: { code: 'E_LETTER', rule: 'R-31', field: 'ExtensionNotified' },
    });
    expect(existsSync(never)).toBe(false);
  });

  it('names the kinds there are', async () => {
    const ran = await run('letter', caseNo, 'poem', '--unit', 'demo', '--out', out);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('KIND must be one of receipt, correction_notice');
  });
});
