import { inflateRawSync } from 'node:zlib';
import type { CaseRecord } from '@app/disclosure';
import { writeLedgerCsv, writeLedgerXlsx } from '../src';

const FORMULAS = [
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://x")',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1',
  '＋1',
  '－1',
  '＠x',
];
const record: CaseRecord = {
  unit: 'U1',
  caseNo: '公开〔2024〕1号',
  receivedOn: '2024-03-05',
  applicantKind: 'natural_person',
  concludedOn: '2024-03-19',
  resultCode: 'denied_state_secret',
  reconsiderations: [{ filedOn: '2024-04-01', concludedOn: '2024-05-20', result: 'upheld' }, { filedOn: '2024-06-01' }],
  suits: [{ route: 'direct', filedOn: '2024-07-01' }],
};
const hostile = FORMULAS.map((text, index): CaseRecord => ({
  ...record,
  caseNo: `${index}`,
  applicantName: text,
  note: text,
}));

/** The parts of a zip by its central directory. */
function partsOf(zip: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const local = zip.readUInt32LE(at + 42);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(data, data + packed);
    parts.set(zip.toString('utf8', at + 46, at + 46 + name), String(method === 8 ? inflateRawSync(bytes) : bytes));
    at += 46 + name + extra + comment;
  }
  return parts;
}

describe('an exported workbook (L-24)', () => {
  it('consists of these parts and no others: no properties, no author, no macros, no second sheet', async () => {
    expect([...partsOf(await writeLedgerXlsx([record])).keys()].sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/theme/theme1.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
  });

  it('has text cells for whatever begins like a formula, and no formula at all', async () => {
    const sheet = partsOf(await writeLedgerXlsx(hostile)).get('xl/worksheets/sheet1.xml')!;
    expect(sheet).not.toMatch(/<f[ >]/);
    expect(sheet.match(/t="inlineStr"><is><t[^>]*>(?:_x000D_|\t)?[=+\-@＝＋－＠]/g)).toHaveLength(2 * FORMULAS.length);
  });

  it('has real dates, and text where a cell holds several', async () => {
    const sheet = partsOf(await writeLedgerXlsx([record])).get('xl/worksheets/sheet1.xml')!;
    // 2024-03-05 is day 45356 of Excel.
    expect(sheet).toMatch(/<c r="C2" s="\d+"><v>45356<\/v><\/c>/);
    expect(sheet).toContain('<t>2024-04-01；2024-06-01</t>');
    expect(sheet).toContain('<t>2024-05-20；</t>');
  });
});

describe('an exported csv (L-24)', () => {
  it('is UTF-8 with its mark, has the canonical headers, ISO days and the words of the form', async () => {
    const [header, line] = (await writeLedgerCsv([record])).toString('utf8').split('\r\n');
    expect(header).toBe(
      '\ufeff序号,登记编号,收到日期,接收渠道,申请人类型,申请人,证件号码,联系方式,申请内容,补正告知日期,补正材料收到日期,延期告知日期,延期工作日,征求第三方日期,第三方意见日期,第三方意见,征求意见扣除工作日,收费通知日期,收费方式,收费金额,缴费日期,办结日期,办理结果代码,办理结果,复议受理日期,复议审结日期,复议结果,诉讼类型,起诉日期,诉讼审结日期,诉讼结果,寄达日期,备注',
    );
    expect(line).toBe(
      '1,公开〔2024〕1号,2024-03-05,,自然人,,,,,,,,,,,,,,,,,2024-03-19,3.3.1,不予公开-属于国家秘密,2024-04-01；2024-06-01,2024-05-20；,结果维持；,未经复议直接起诉,2024-07-01,,,,',
    );
  });

  it('has no field that a spreadsheet would compute', async () => {
    const fields = (await writeLedgerCsv(hostile))
      .toString('utf8')
      .slice(1)
      .split(/[,\n]|\r\n/);
    expect(fields.filter((field) => /^"?\s*[=+\-@＝＋－＠]/.test(field))).toEqual([]);
  });

  it('of no cases is a header', async () => {
    expect((await writeLedgerCsv([])).toString('utf8').split('\r\n')).toHaveLength(2);
  });
});
