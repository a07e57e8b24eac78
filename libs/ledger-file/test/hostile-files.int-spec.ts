import { FileRefused, readLedger, type FileRefusalCode, type Limits } from '../src';
import { partsOf, sheetData, workbookOf, type MadeCell } from './workbook';
import { zipOf, type ZipPart } from './zip';

const MEGABYTE = 1024 * 1024;
const HEADER = ['登记编号', '收到日期', '申请人类型'];
const ROW = ['1号', '2024-03-05', '自然人'];

async function refusalOf(bytes: Buffer, name: string, limits: Partial<Limits> = {}): Promise<FileRefusalCode | 'read'> {
  try {
    await readLedger({ name, bytes }, { unit: 'U1', limits });
    return 'read';
  } catch (error) {
    if (error instanceof FileRefused) return error.code;
    throw error;
  }
}

function aWorkbook(rows: readonly (readonly MadeCell[])[] = [HEADER, ROW], extra: readonly ZipPart[] = []): ZipPart[] {
  return partsOf({ sheets: { 台账: sheetData(rows) }, extra });
}

/** Replaces one part of a good workbook. */
function withPart(part: ZipPart): ZipPart[] {
  return [...aWorkbook().filter(({ name }) => name !== part.name), part];
}

const csv = (text: string): Buffer => Buffer.from(text);

describe('what is not a ledger', () => {
  it.each<[string, FileRefusalCode, string, () => Buffer]>([
    ['an empty file', 'X_EMPTY_FILE', 'a.xlsx', () => Buffer.alloc(0)],
    [
      'an .xls, an .et or a workbook with a password',
      'X_OLD_EXCEL',
      'a.xlsx',
      () => Buffer.from('d0cf11e0a1b11ae100', 'hex'),
    ],
    ['an Excel 4 file', 'X_OLD_EXCEL', 'a.xls', () => Buffer.from('0904060000001000', 'hex')],
    ['a web page named .xls', 'X_HTML', 'a.xls', () => csv('<html><table><tr><td>登记编号</td></tr></table></html>')],
    ['an XML table of 2003', 'X_HTML', 'a.xls', () => csv('\ufeff<?xml version="1.0"?><Workbook/>')],
    ['a PDF', 'X_PDF', 'a.xlsx', () => csv('%PDF-1.7\n')],
    ['a docx renamed', 'X_NOT_A_WORKBOOK', 'a.xlsx', aDocx],
    ['any other zip', 'X_NOT_A_WORKBOOK', 'a.xlsx', () => zipOf([{ name: 'a.txt', data: 'hello' }])],
    ['an empty zip', 'X_NOT_A_WORKBOOK', 'a.xlsx', () => zipOf([])],
    ['a csv that is really a zip', 'X_CSV_IS_ZIP', 'a.csv', () => zipOf(aWorkbook())],
    ['a binary workbook', 'X_BINARY_WORKBOOK', 'a.xlsx', () => zipOf(aBinaryWorkbook())],
    [
      'an encrypted zip',
      'X_ENCRYPTED',
      'a.xlsx',
      () => zipOf(aWorkbook().map((part) => ({ ...part, encrypted: true }))),
    ],
    ['half a zip', 'X_DAMAGED', 'a.xlsx', () => zipOf(aWorkbook()).subarray(0, 900)],
    ['a csv without a header', 'X_NO_HEADER', 'a.csv', () => csv('a,b\n1,2\n')],
    ['a csv that lacks a column', 'X_NO_HEADER', 'a.csv', () => csv('登记编号,收到日期,申请人\n1,2024-03-05,张三\n')],
  ])('%s is refused (L-15)', async (_name, code, name, bytes) => {
    expect(await refusalOf(bytes(), name)).toBe(code);
  });

  it('a file that does not exist is refused, without a stack of the file system', async () => {
    const reading = readLedger({ name: 'a.xlsx', bytes: '/nowhere/a.xlsx' }, { unit: 'U1' });
    await expect(reading).rejects.toMatchObject({ code: 'X_NOT_FOUND', rule: 'L-15' });
  });

  it('says which column is missing from what is almost a header', async () => {
    const reading = readLedger({ name: 'a.csv', bytes: csv('登记编号,收到日期,办结日期\n') }, { unit: 'U1' });
    await expect(reading).rejects.toThrow('缺少 申请人类型');
  });
});

describe('a hostile zip', () => {
  it('that packs a thousand to one is refused by its ratio before anything reads it (M14)', async () => {
    const bomb = workbookOf({ sheets: { 台账: `<sheetData>${' '.repeat(40 * MEGABYTE)}</sheetData>` } });
    expect(bomb.length).toBeLessThan(MEGABYTE / 10);
    expect(await refusalOf(bomb, 'a.xlsx')).toBe('X_RATIO');
  });

  it('that inflates to more than allowed is refused, in one part or spread over many', async () => {
    const limits = { unpackedBytes: 4 * MEGABYTE };
    const data = Buffer.alloc(5 * MEGABYTE, 'x');
    const one = zipOf(aWorkbook([HEADER, ROW], [{ name: 'a', data }]));
    const parts = [0, 1, 2, 3, 4].map((index) => ({ name: `p${index}`, data: data.subarray(0, MEGABYTE) }));
    const many = zipOf(aWorkbook([HEADER, ROW], parts));
    expect(await refusalOf(one, 'a.xlsx', limits)).toBe('X_TOO_LARGE_UNPACKED');
    expect(await refusalOf(many, 'a.xlsx', limits)).toBe('X_TOO_LARGE_UNPACKED');
    expect(await refusalOf(many, 'a.xlsx')).toBe('read');
  });

  it('whose directory promises 1 KB and whose part inflates to more is refused by what really comes out', async () => {
    const sheet = partsOf({ sheets: { 台账: `${sheetData([HEADER, ROW])}${' '.repeat(MEGABYTE)}` } });
    const lying = sheet.map((part) => (part.name.includes('sheet1') ? { ...part, declaredSize: 1024 } : part));
    expect(await refusalOf(zipOf(sheet), 'a.xlsx')).toBe('read');
    expect(await refusalOf(zipOf(lying), 'a.xlsx')).toBe('X_DAMAGED');
  });

  it('with a wrong checksum is refused as damaged, not read as what is left of it', async () => {
    const broken = aWorkbook().map((part) => (part.name.includes('sheet1') ? { ...part, declaredCrc: 1 } : part));
    expect(await refusalOf(zipOf(broken), 'a.xlsx')).toBe('X_DAMAGED');
  });

  it('whose sheet ends in the middle is refused, not read as a shorter one', async () => {
    const whole = String(aWorkbook().find(({ name }) => name.includes('sheet1'))!.data);
    const cut = withPart({ name: 'xl/worksheets/sheet1.xml', data: whole.slice(0, whole.lastIndexOf('</t>') - 2) });
    expect(await refusalOf(zipOf(cut), 'a.xlsx')).toBe('X_DAMAGED');
  });

  it('with 100,000 entries is refused by their number', async () => {
    // More than the directory's own counter can say.
    const parts = Array.from({ length: 100_000 }, (_, index) => ({ name: `p${index}`, data: '', stored: true }));
    expect(await refusalOf(zipOf(parts), 'a.xlsx')).toBe('X_TOO_MANY_PARTS');
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'xl\\evil.xml'])('with a part named %s is refused', async (name) => {
    expect(await refusalOf(zipOf(aWorkbook([HEADER, ROW], [{ name, data: 'x' }])), 'a.xlsx')).toBe('X_DAMAGED');
  });

  it('with two parts of one name is refused, since two readers would read two files', async () => {
    const twice = [...aWorkbook(), { name: 'xl/WORKBOOK.xml', data: '<workbook/>' }];
    expect(await refusalOf(zipOf(twice), 'a.xlsx')).toBe('X_DAMAGED');
  });

  it.each(['<!DOCTYPE x [<!ENTITY a "aaaa">]>', '<!ENTITY % a SYSTEM "http://example.org/">'])(
    'whose XML declares %s is refused',
    async (declaration) => {
      const sheet = String(aWorkbook().find(({ name }) => name.includes('sheet1'))!.data);
      const data = sheet.replace('?>\n', `?>${declaration}`);
      expect(await refusalOf(zipOf(withPart({ name: 'xl/worksheets/sheet1.xml', data })), 'a.xlsx')).toBe(
        'X_XML_DOCTYPE',
      );
    },
  );

  it('that declares it just where two pieces of the file meet is refused too', async () => {
    const sheet = String(aWorkbook().find(({ name }) => name.includes('sheet1'))!.data);
    for (let shift = 0; shift < 12; shift += 1) {
      const data = sheet.replace(
        '</worksheet>',
        `${'x'.repeat(16_370 - sheet.length + shift)}<!DOCTYPE x></worksheet>`,
      );
      const bytes = zipOf(withPart({ name: 'xl/worksheets/sheet1.xml', data, stored: true }));
      expect(await refusalOf(bytes, 'a.xlsx')).toBe('X_XML_DOCTYPE');
    }
  });
});

describe('the limits of a workbook (L-17)', () => {
  it('refuse more rows than allowed, counting only rows that say something', async () => {
    const rows = [HEADER, ...Array.from({ length: 60 }, (_, index) => [`${index}号`, '2024-03-05', '自然人'])];
    expect(await refusalOf(zipOf(aWorkbook(rows)), 'a.xlsx', { rows: 60 })).toBe('X_TOO_MANY_ROWS');
    expect(await refusalOf(zipOf(aWorkbook(rows)), 'a.xlsx', { rows: 61 })).toBe('read');
  });

  it('refuse the 201st column, but not cells without content beyond it', async () => {
    const wide = (count: number, last: MadeCell): MadeCell[] => [...HEADER, ...Array<null>(count - 4).fill(null), last];
    expect(await refusalOf(zipOf(aWorkbook([wide(200, 'x'), ROW])), 'a.xlsx')).toBe('read');
    expect(await refusalOf(zipOf(aWorkbook([wide(201, 'x'), ROW])), 'a.xlsx')).toBe('X_TOO_MANY_COLUMNS');
    expect(await refusalOf(zipOf(aWorkbook([wide(300, { xml: '<c r="REF" s="0"/>' }), ROW])), 'a.xlsx')).toBe('read');
  });

  it('refuse a cell of 32,768 characters and read one of 32,767', async () => {
    const rows = (length: number): MadeCell[][] => [
      [...HEADER, '申请内容'],
      [...ROW, '政'.repeat(length)],
    ];
    expect(await refusalOf(zipOf(aWorkbook(rows(32_768))), 'a.xlsx')).toBe('X_CELL_TOO_LONG');
    expect(await refusalOf(zipOf(aWorkbook(rows(32_767))), 'a.xlsx')).toBe('read');
  });

  it('refuse one long shared text that a thousand cells multiply', async () => {
    const cell = { xml: '<c r="REF" t="s"><v>0</v></c>' };
    const rows = Array.from({ length: 100 }, () => Array<MadeCell>(10).fill(cell));
    const bytes = workbookOf({ sheets: { 台账: sheetData([HEADER, ...rows]) }, sharedStrings: ['密'.repeat(30_000)] });
    expect(await refusalOf(bytes, 'a.xlsx', { unpackedBytes: 20 * MEGABYTE })).toBe('X_TOO_LARGE_UNPACKED');
  });

  it('refuse a file that is larger than allowed without looking into it', async () => {
    expect(await refusalOf(zipOf(aWorkbook()), 'a.xlsx', { fileBytes: 100 })).toBe('X_TOO_LARGE');
  });

  it('stop a reading that takes too long and one that takes too much memory', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => [`${index}号`, '2024-03-05', '自然人', 'x'.repeat(50)]);
    const bytes = zipOf(aWorkbook([HEADER, ...rows]));
    expect(await refusalOf(bytes, 'a.xlsx', { milliseconds: 1 })).toBe('X_TIME');
    const strings = Array.from({ length: 200_000 }, (_, index) => `${index}`);
    // A sheet that is not written plainly: the reader has to make its tree of all shared texts.
    const sheet = `<!-- -->${sheetData([HEADER, ROW])}`;
    const heavy = workbookOf({ sheets: { 台账: sheet }, sharedStrings: strings });
    expect(await refusalOf(heavy, 'a.xlsx', { heapMegabytes: 16 })).toBe('X_MEMORY');
  });

  it('do not mind 300,000 empty rows, which are reported as one', async () => {
    const empty = Array.from(
      { length: 300_000 },
      (_, index) => `<row r="${index + 3}"><c r="A${index + 3}" s="0"/></row>`,
    );
    const data = sheetData([HEADER, ROW]).replace('</sheetData>', `${empty.join('')}</sheetData>`);
    const reading = await readLedger({ name: 'a.xlsx', bytes: workbookOf({ sheets: { 台账: data } }) }, { unit: 'U1' });
    expect(reading.rows).toHaveLength(1);
    expect(reading.skipped.at(-1)).toEqual({ sheet: '台账', from: 3, to: 300_002, reason: 'blank' });
  });
});

describe('a workbook whose table of contents', () => {
  it('is one endless word is refused', async () => {
    const data = `<workbook><sheets><sheet ${'a'.repeat(3 * MEGABYTE)}/></sheets></workbook>`;
    expect(await refusalOf(zipOf(withPart({ name: 'xl/workbook.xml', data })), 'a.xlsx')).toBe('X_NO_HEADER');
  });
});

describe('what a workbook hides', () => {
  it('macros, external links, formulas and hidden sheets are said and not used', async () => {
    const bytes = workbookOf({
      sheets: {
        台账: sheetData([
          HEADER,
          [...ROW.slice(0, 1), { xml: '<c r="REF" t="str"><f>TODAY()</f><v>2024-03-05</v></c>' }, '自然人'],
        ]),
        旧台账: sheetData([HEADER, ['9号', '2020-01-01', '自然人']]),
      },
      hidden: ['旧台账'],
      contentType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
      extra: [
        { name: 'xl/vbaProject.bin', data: 'x' },
        { name: 'xl/externalLinks/externalLink1.xml', data: '<externalLink/>' },
      ],
    });
    const reading = await readLedger({ name: 'a.xlsm', bytes }, { unit: 'U1' });
    expect(reading.notices.map(({ code }) => code)).toEqual([
      'N_MACROS',
      'N_EXTERNAL_LINKS',
      'N_FORMULAS',
      'N_HIDDEN_SHEET',
    ]);
    expect(reading.rows.map(({ record }) => record?.receivedOn)).toEqual(['2024-03-05']);
  });

  it('a sheet without a header beside one with a header is reported, not fatal (L-11)', async () => {
    const bytes = workbookOf({
      sheets: { 说明: sheetData([['填写说明'], ['第一条']]), 台账: sheetData([HEADER, ROW]) },
    });
    const reading = await readLedger({ name: 'a.xlsx', bytes }, { unit: 'U1' });
    expect(reading.notices).toMatchObject([{ code: 'N_NO_HEADER', sheet: '说明' }]);
    expect(reading.rows).toHaveLength(1);
  });
});

function aDocx(): Buffer {
  return zipOf([
    {
      name: '[Content_Types].xml',
      data: '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    },
    { name: '_rels/.rels', data: '<Relationships/>' },
    { name: 'word/document.xml', data: '<w:document/>' },
  ]);
}

function aBinaryWorkbook(): ZipPart[] {
  const data =
    '<Types><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>';
  return withPart({ name: '[Content_Types].xml', data });
}
