import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileRefused, readLedger, type LedgerReading } from '../src';

const HEADER = '登记编号,收到日期,申请人类型,申请人';

async function read(bytes: Buffer): Promise<LedgerReading> {
  return readLedger({ name: 'a.csv', bytes }, { unit: 'U1' });
}

async function refusal(bytes: Buffer): Promise<FileRefused> {
  const error: unknown = await read(bytes).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof FileRefused) return error;
  throw new Error('the file was read', { cause: error });
}

const names = (reading: LedgerReading): (string | undefined)[] =>
  reading.rows.map(({ record }) => record?.applicantName);

// 登记编号,收到日期,申请人类型,申请人\n1,2024-03-05,自然人,张三 in GBK
const GBK = Buffer.concat([
  Buffer.from('b5c7bcc7b1e0bac52ccad5b5bdc8d5c6da2cc9eac7ebc8cbc0e0d0cd2cc9eac7ebc8cb0a', 'hex'),
  Buffer.from('312c323032342d30332d30352cd7d4c8bbc8cb2cd5c5c8fd0a', 'hex'),
]);
// 𠮷 in the four bytes of GB18030
const YOSHI = Buffer.from('9534b235', 'hex');

describe('the encoding of a csv (L-15, M15)', () => {
  it.each<[string, string, Buffer]>([
    ['UTF-8', 'utf-8', Buffer.from(`${HEADER}\n1,2024-03-05,自然人,张三\n`)],
    ['UTF-8 with its mark', 'utf-8-bom', Buffer.from(`\ufeff${HEADER}\r\n1,2024-03-05,自然人,张三`)],
    ['UTF-16LE with its mark', 'utf-16le', Buffer.from(`\ufeff${HEADER}\n1,2024-03-05,自然人,张三\n`, 'utf16le')],
    ['GBK', 'gb18030', GBK],
  ])('%s is recognised and said', async (_name, encoding, bytes) => {
    const reading = await read(bytes);
    expect([reading.encoding, names(reading)]).toEqual([encoding, ['张三']]);
  });

  it('keeps 𠮷 of GB18030, which GBK cannot say', async () => {
    const bytes = Buffer.concat([GBK.subarray(0, GBK.length - 5), YOSHI, Buffer.from('\n')]);
    expect(names(await read(bytes))).toEqual(['𠮷']);
  });

  it('decides for the whole file: a name valid in both follows the header', async () => {
    // c1 aa cd a8 is 联通 in GBK; c2 a2 is a valid UTF-8 pair as well, so that only the header tells.
    const bytes = Buffer.concat([GBK.subarray(0, GBK.length - 5), Buffer.from('c2a2c2a3', 'hex'), Buffer.from('\n')]);
    expect(names(await read(bytes))).toEqual(['垄拢']);
  });

  it('of a character cut by the reading of pieces is still right', async () => {
    const rows = Array.from({ length: 9_000 }, (_, index) => `${index}号,2024-03-05,自然人,政𠮷`);
    const reading = await read(Buffer.from([HEADER, ...rows].join('\n')));
    expect(new Set(names(reading))).toEqual(new Set(['政𠮷']));
    expect(reading.rows).toHaveLength(9_000);
  });

  it('that is mixed or invalid refuses the file', async () => {
    const mixed = Buffer.concat([Buffer.from(`${HEADER}\n1,2024-03-05,自然人,`), Buffer.from('d5c5ff', 'hex')]);
    expect((await refusal(mixed)).code).toBe('X_ENCODING');
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), GBK]);
    expect((await refusal(marked)).code).toBe('X_ENCODING');
  });

  it('with a NUL refuses the file and names the line', async () => {
    const error = await refusal(Buffer.from(`${HEADER}\n1,2024-03-05,自然人,张\0三\n`));
    expect([error.code, error.detail]).toEqual(['X_NUL', { row: 2 }]);
  });
});

describe('the form of a csv', () => {
  it.each<[string, string]>([
    ['CR LF', '\r\n'],
    ['LF', '\n'],
    ['CR alone', '\r'],
  ])('with lines ended by %s has the rows that a spreadsheet shows', async (_name, end) => {
    const text = ['标题', '', HEADER, '1号,2024-03-05,自然人,张三', ',,,', '2号,2024-03-06,自然人,李四', ''].join(end);
    const reading = await read(Buffer.from(text));
    expect(reading.rows.map(({ row }) => row)).toEqual([4, 6]);
    expect(reading.skipped.map(({ from, to, reason }) => `${from}-${to} ${reason}`)).toEqual([
      '1-1 before_header',
      '2-2 blank',
      '3-3 header',
      '5-5 blank',
    ]);
  });

  it.each(['\t', ';'])('may be separated by %j', async (delimiter) => {
    const text = `${HEADER}\n1号,2024-03-05,自然人,张三`.replaceAll(',', delimiter);
    expect(names(await read(Buffer.from(text)))).toEqual(['张三']);
  });

  it.each<[string, string, number]>([
    ['a lone quote in a field', `${HEADER}\n1号,2024-03-05,自然人,张"三\n`, 2],
    ['a quote that never ends', `${HEADER}\n1号,2024-03-05,自然人,张三\n2号,2024-03-05,自然人,"张三\n`, 4],
  ])('with %s is refused with its line', async (_name, text, line) => {
    const error = await refusal(Buffer.from(text));
    expect(error.code).toBe('X_CSV');
    expect(Math.abs(Number(error.detail.row) - line)).toBeLessThanOrEqual(1);
  });

  it('with one endless line is refused without being held', async () => {
    const error = await refusal(Buffer.concat([Buffer.from(`${HEADER}\n`), Buffer.alloc(40 * 1024 * 1024, 'x')]));
    expect(error.code).toBe('X_CELL_TOO_LONG');
  });

  it('with a cell too long, too many columns or rows is refused with the place', async () => {
    const long = await refusal(Buffer.from(`${HEADER}\n1号,2024-03-05,自然人,${'x'.repeat(32_768)}\n`));
    expect([long.code, long.detail]).toEqual(['X_CELL_TOO_LONG', { row: 2, column: 4, limit: 32_767 }]);
    const wide = await refusal(Buffer.from(`${HEADER}\n${'x,'.repeat(201)}x\n`));
    expect([wide.code, wide.detail.row]).toEqual(['X_TOO_MANY_COLUMNS', 2]);
    const bytes = Buffer.from(`${HEADER}\n1号,2024-03-05,自然人\n2号,2024-03-05,自然人\n`);
    await expect(readLedger({ name: 'a.csv', bytes }, { unit: 'U1', limits: { rows: 2 } })).rejects.toMatchObject({
      code: 'X_TOO_MANY_ROWS',
    });
  });

  it('of 300,000 empty lines is a short report', async () => {
    const reading = await read(Buffer.from(`${HEADER}\n${'\n'.repeat(300_000)}1号,2024-03-05,自然人,张三\n`));
    expect(reading.rows.map(({ row }) => row)).toEqual([300_002]);
    expect(reading.skipped).toContainEqual({ sheet: 'csv', from: 2, to: 300_001, reason: 'blank' });
  });

  it('takes back only the quotes that an export put before a formula', async () => {
    const rows = [
      "1号,2024-03-05,自然人,'=cmd|' /C calc'!A0",
      "2号,2024-03-05,自然人,'张三'",
      '3号,2024-03-05,自然人,＝1',
    ];
    expect(names(await read(Buffer.from([HEADER, ...rows].join('\n'))))).toEqual([
      "=cmd|' /C calc'!A0",
      "'张三'",
      '＝1',
    ]);
  });
});

it('a ledger is read from its path with the hash of its bytes and shows how far it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  try {
    const path = join(folder, 'a.csv');
    writeFileSync(
      path,
      [HEADER, ...Array.from({ length: 1_200 }, (_, index) => `${index}号,2024-03-05,自然人,张三`)].join('\n'),
    );
    const seen: number[] = [];
    const reading = await readLedger(
      { name: 'a.csv', bytes: path },
      { unit: 'U1', onProgress: (rows) => seen.push(rows) },
    );
    expect(seen).toEqual([500, 1_000]);
    expect(reading.file).toMatchObject({ kind: 'csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
