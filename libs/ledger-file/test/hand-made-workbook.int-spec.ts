import { readLedger } from '../src';
import { sheetData, workbookOf } from './workbook';

/** The workbook of an office that keeps its ledger by hand: title, two-row merged header, every kind of cell. */
function officeWorkbook(): Buffer {
  const shared = ['某某局2024年依申请公开台账', '公开〔2024〕1号', '邮寄', '自然人', '张三', '予以公开'];
  const s = (index: number): { xml: string } => ({ xml: `<c r="REF" t="s"><v>${index}</v></c>` });
  const date = (serial: number): { xml: string } => ({ xml: `<c r="REF" s="1"><v>${serial}</v></c>` });
  const rows = [
    [s(0)],
    [
      '序号',
      '登记编号',
      '收到\n日期',
      '接收渠道',
      '申请人情况',
      null,
      null,
      '行政复议',
      null,
      null,
      '办结日期',
      '办理结果',
    ],
    [null, null, null, null, '类型', '姓名', '证件号码', '受理日期', '审结日期', '结果'],
    [1, s(1), date(45356), s(2), s(3), s(4), '110101199003070011', null, null, null, date(45370), s(5)],
    [
      2,
      '公开〔2024〕2号',
      '2024.3.6',
      { xml: '<c r="REF" t="inlineStr"><is><r><t>网</t></r><r><rPr><b/></rPr><t>站</t></r></is></c>' },
      '法人或其他组织-商业企业',
      '某公司',
      110101199003078510,
      '2024年4月1日',
      '2024-05-20',
      '维持',
      { xml: '<c r="REF" t="str"><f>"2024-03-"&amp;"20"</f><v>2024-03-20</v></c>' },
      '（四）无法提供 1.本机关不掌握相关政府信息',
    ],
    ['合计', 2],
    ['制表人：李四', null, null, null, '审核：王五'],
  ];
  const merges =
    '<mergeCells count="3"><mergeCell ref="A1:L1"/><mergeCell ref="E2:G2"/><mergeCell ref="H2:J2"/></mergeCells>';
  return workbookOf({ sheets: { 台账: sheetData(rows, merges) }, sharedStrings: shared, formats: [14] });
}

describe('a workbook written by hand', () => {
  it('is read through its two-row header, its shared and rich texts, its dates and its cached results', async () => {
    const reading = await readLedger({ name: '台账.xlsx', bytes: officeWorkbook() }, { unit: 'U1' });
    expect(reading.sheets[0]!.blocks[0]!.headerRows).toEqual([2, 3]);
    expect(reading.rows.map(({ row, record }) => ({ row, record }))).toEqual([
      {
        row: 4,
        record: {
          unit: 'U1',
          caseNo: '公开〔2024〕1号',
          receivedOn: '2024-03-05',
          channel: 'mail_signed',
          applicantKind: 'natural_person',
          applicantName: '张三',
          applicantIdProof: '110101199003070011',
          concludedOn: '2024-03-19',
          resultCode: 'granted',
          reconsiderations: [],
          suits: [],
        },
      },
      {
        row: 5,
        record: {
          unit: 'U1',
          caseNo: '公开〔2024〕2号',
          receivedOn: '2024-03-06',
          channel: 'internet',
          applicantKind: 'legal_commercial',
          applicantName: '某公司',
          concludedOn: '2024-03-20',
          resultCode: 'unable_not_held',
          reconsiderations: [{ filedOn: '2024-04-01', concludedOn: '2024-05-20', result: 'upheld' }],
          suits: [],
        },
      },
    ]);
    expect(reading.rows[1]!.questions.map(({ code, column, row }) => [code, column, row])).toEqual([
      ['Q_ID_DAMAGED', '证件号码', 5],
    ]);
    expect(reading.skipped.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      [1, 1, 'before_header'],
      [2, 3, 'header'],
      [6, 6, 'total'],
      [7, 7, 'signature'],
    ]);
    expect(reading.notices.map(({ code }) => code)).toEqual(['N_FORMULAS']);
  });
});
