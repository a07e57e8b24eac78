import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformSync } from '@swc/core';
import fc from 'fast-check';
import { aRecord } from './records';

const ROOT = join(__dirname, '../../..');

/** Reads records from stdin, writes both files, reads them back and prints what it read and what it wrote. */
const SCRIPT = `
const { readLedger, writeLedgerCsv, writeLedgerXlsx } = require('./libs/ledger-file/src');
const records = JSON.parse(require('fs').readFileSync(0, 'utf8'));
(async () => {
  const answer = {};
  for (const [name, write] of [['a.csv', writeLedgerCsv], ['a.xlsx', writeLedgerXlsx]]) {
    const bytes = await write(records);
    const reading = await readLedger({ name, bytes }, { unit: 'U1' });
    answer[name] = { written: bytes.toString('base64'), records: reading.rows.map((row) => row.record) };
  }
  process.stdout.write(JSON.stringify(answer));
})();
`;

describe('the compiled reader, thread and all', () => {
  let folder: string;

  beforeAll(() => {
    const cache = join(ROOT, 'node_modules/.cache');
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(join(cache, 'ledger-file-'));
    for (const lib of ['disclosure', 'ledger-file']) compile(join(ROOT, 'libs', lib, 'src'), folder);
    const alias = join(folder, 'node_modules/@app/disclosure/index.js');
    write(alias, `module.exports = require('../../../libs/disclosure/src');`);
    write(join(folder, 'run.js'), SCRIPT);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('says and writes the same days in Los Angeles, in Shanghai and at the date line', () => {
    const records = fc
      .sample(aRecord(), { numRuns: 40, seed: 2024 })
      .map((record, index) => ({ ...record, caseNo: `${record.caseNo}-${index}` }));
    const answers = ['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati'].map((TZ) =>
      execFileSync(process.execPath, ['run.js'], {
        cwd: folder,
        env: { ...process.env, TZ },
        input: JSON.stringify(records),
        maxBuffer: 64 * 1024 * 1024,
        encoding: 'utf8',
      }),
    );
    const read = JSON.parse(answers[0]!) as Record<string, { written: string; records: unknown }>;
    expect(read['a.xlsx']!.records).toEqual(records);
    expect(read['a.csv']!.records).toEqual(records);
    for (const other of answers.slice(1)) {
      const elsewhere = JSON.parse(other) as typeof read;
      expect(elsewhere['a.csv']!.written).toBe(read['a.csv']!.written);
      expect(elsewhere['a.xlsx']!.records).toEqual(records);
    }
  });
});

function compile(from: string, folder: string): void {
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('spec.ts')) continue;
    const path = join(from, name);
    const { code } = transformSync(readFileSync(path, 'utf8'), {
      filename: path,
      swcrc: false,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      // As the compiler does: `import()` stays one, since the library of the thread is ESM.
      module: { type: 'commonjs', ignoreDynamic: true },
    });
    write(join(folder, relative(ROOT, path).replace(/\.ts$/, '.js')), code);
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
