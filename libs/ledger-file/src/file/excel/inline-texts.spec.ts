import { checkWorkbook } from './check-workbook';
import { cellsWithTexts, inlineTexts } from './inline-texts';
import { SharedTexts } from './shared-texts';
import { DEFAULT_LIMITS } from '../limits';
import { readLedger } from '../../read/read-ledger';
import { partsOf, sheetData, workbookOf, type HandMade } from '../../../test/workbook';
import { zipOf } from '../../../test/zip';

const table = (...items: string[]): SharedTexts => {
  const texts = new SharedTexts();
  // Piece by piece, cut where it hurts.
  for (const piece of `<sst>${items.join('')}</sst>`.match(/[\s\S]{1,7}/g)!) texts.take(piece);
  return texts;
};
const plain = table('<si><t>甲</t></si>', '<si><t>乙&amp;丙</t></si>');

describe('the table of shared texts', () => {
  it('is read in pieces, each text as it is written, without how it is read aloud', () => {
    const texts = table(
      '<si><t xml:space="preserve"> 甲 </t></si>',
      '<si/>',
      '<x:si><x:r><x:t>乙</x:t></x:r></x:si>',
      '<si><t>丙</t><rPh sb="0" eb="1"><t>bǐng</t></rPh></si>',
    );
    expect([0, 1, 2, 3, 4].map((index) => texts.at(index))).toEqual([
      '<t xml:space="preserve"> 甲 </t>',
      '',
      '<x:r><x:t>乙</x:t></x:r>',
      '<t>丙</t>',
      undefined,
    ]);
    expect(texts.isWhole).toBe(true);
  });

  it('is not read where a tag may not be one, or the last text does not end', () => {
    expect(new SharedTexts().take('<sst><si><t><![CDATA[</si>]]></t></si>')).toBe(false);
    expect(new SharedTexts().take('<sst><!-- <si> -->')).toBe(false);
    const cut = new SharedTexts();
    cut.take('<sst><si><t>甲</t></si><si><t>乙');
    expect(cut.isWhole).toBe(false);
  });
});

it('a text that never ends is given up early, however it is written', () => {
  for (const endless of ['<si><t>长', '<si>', '<si><rPh>']) {
    const texts = new SharedTexts();
    const piece = endless.repeat(Math.ceil(65_536 / endless.length));
    let pieces = 0;
    while (pieces < 40 && texts.take(piece)) pieces += 1;
    expect(pieces).toBeLessThan(40);
  }
  const aloud = new SharedTexts();
  aloud.take(`<sst><si><t>甲</t>${'<rPh>'.repeat(50_000)}</si><si><t>乙</t></si></sst>`);
  expect(aloud.at(1)).toBe('<t>乙</t>');
});

describe('a cell that shares a text', () => {
  it.each([
    ['<c r="A1" t="s"><v>0</v></c>', '<c r="A1" t="inlineStr"><is><t>甲</t></is></c>'],
    ["<c t='s' r='A1' s='3'><v>1</v></c>", "<c t=\"inlineStr\" r='A1' s='3'><is><t>乙&amp;丙</t></is></c>"],
    ['<x:c r="A1" t="s"><x:v>0</x:v></x:c>', '<x:c r="A1" t="inlineStr"><x:is><t>甲</t></x:is></x:c>'],
    ['<c r="A1"><v>0</v></c><c r="B1" t="str"><v>0</v></c>', '<c r="A1"><v>0</v></c><c r="B1" t="str"><v>0</v></c>'],
  ])('%s holds it', (cell, expected) => {
    expect(cellsWithTexts(cell, plain)).toBe(expected);
  });

  it.each([
    '<c r="A1" t="s"><f>A2</f><v>0</v></c>',
    '<c r="A1" t="s"/>',
    '<c r="A1" t = "s"><v>0</v></c>',
    '<c r="A1" t="s"><v>2</v></c>',
    '<!-- --><c r="A1" t="s"><v>0</v></c>',
  ])('%s is left to the reader', (cell) => {
    expect(cellsWithTexts(cell, plain)).toBeUndefined();
  });
});

describe('a workbook with a large table of shared texts', () => {
  const ROWS = 4000;
  const row = (n: number) => [`XX-${n}`, '2025-03-03', '自然人', `第${n}号${'长'.repeat(80)}`];
  const rows = [['登记编号', '收到日期', '申请人类型', '申请内容'], ...Array.from({ length: ROWS }, (_, n) => row(n))];
  const strings = [...new Set(rows.flat())];
  const places = new Map(strings.map((text, index) => [text, index]));
  const shared: HandMade = {
    sheets: {
      台账: sheetData(
        rows.map((cells) => cells.map((text) => ({ xml: `<c r="REF" t="s"><v>${places.get(text)}</v></c>` }))),
      ),
    },
    sharedStrings: strings,
  };
  const read = (bytes: Buffer) => readLedger({ name: 'a.xlsx', bytes }, { unit: 'u' });

  it('is handed to the reader with its texts in the cells and no table, and says the same', async () => {
    const bytes = workbookOf(shared);
    const { texts } = await checkWorkbook(bytes, DEFAULT_LIMITS);
    const inlined = await inlineTexts(bytes, texts!, DEFAULT_LIMITS);
    expect(inlined).not.toBe(bytes);
    const again = await checkWorkbook(inlined, DEFAULT_LIMITS);
    expect(again.sheets).toEqual([{ name: '台账', hidden: false, worksheet: true }]);
    expect(inlined.includes('sharedStrings.xml')).toBe(false);
    const records = (await read(bytes)).rows.map(({ record }) => [record?.caseNo, record?.infoDescription]);
    expect(records).toEqual(rows.slice(1).map(([caseNo, , , text]) => [caseNo, text]));
  });

  it('is refused where its cells become too much, and handed over as it is where a sheet is not plain', async () => {
    const bytes = workbookOf(shared);
    const { texts } = await checkWorkbook(bytes, DEFAULT_LIMITS);
    await expect(inlineTexts(bytes, texts!, { ...DEFAULT_LIMITS, unpackedBytes: 100_000 })).rejects.toMatchObject({
      code: 'X_TOO_LARGE_UNPACKED',
    });
    const parts = partsOf(shared).map((part) =>
      part.name.endsWith('sheet1.xml')
        ? { ...part, data: String(part.data).replace('<sheetData>', '<!-- --><sheetData>') }
        : part,
    );
    const unusual = zipOf(parts);
    expect(await inlineTexts(unusual, texts!, DEFAULT_LIMITS)).toBe(unusual);
    expect((await read(unusual)).rows).toHaveLength(ROWS);
    const elsewhere = { ...texts!, worksheets: new Set(['xl/worksheets/other.xml']) };
    expect(await inlineTexts(bytes, elsewhere, DEFAULT_LIMITS)).toBe(bytes);
  });
});
