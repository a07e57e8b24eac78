import type { Cell } from '../columns/cell';
import { CasesOfRows } from './cases-of-rows';
import type { CaseRow, Notice, SheetReading, SkippedRows } from './reading';
import { SheetReader } from './sheet-reader';

interface Read {
  rows: CaseRow[];
  skipped: SkippedRows[];
  notices: Notice[];
  reading: SheetReading;
}

/** Reads rows as they stand in a sheet; `undefined` is a row that is not there. */
function read(rows: (readonly Cell[] | undefined)[], year?: number, lastRow = rows.length): Read {
  const skipped: SkippedRows[] = [];
  const notices: Notice[] = [];
  const cases = new CasesOfRows(skipped);
  const reader = new SheetReader(
    { name: '台账', hidden: false },
    { date1904: false, year },
    { unit: 'U1', skipped, notices, take: (row) => cases.take(row) },
  );
  rows.forEach((cells, index) => cells !== undefined && reader.row(index + 1, cells));
  reader.end(lastRow);
  return { rows: cases.finish(), skipped, notices, reading: reader.reading };
}

const HEADER = ['序号', '登记编号', '收到日期', '申请人类型', '申请人', '办结日期', '办理结果'];
const row = (no: string, received: Cell = '2024-03-05', ...rest: Cell[]): Cell[] => [
  null,
  no,
  received,
  '自然人',
  ...rest,
];
const codes = (found: Read): string[] =>
  found.rows.flatMap(({ questions, refused }) => [...questions, ...refused]).map(({ code }) => code);
const spans = (found: Read): string[] => found.skipped.map(({ from, to, reason }) => `${from}-${to} ${reason}`);

describe('the header of a sheet (L-11)', () => {
  it('may stand under a title and blank rows', () => {
    const found = read([['某局台账'], undefined, ['单位：某局'], HEADER, row('1号')]);
    expect(spans(found)).toEqual(['1-1 before_header', '2-2 blank', '3-3 before_header', '4-4 header']);
    expect(found.rows.map(({ row: number }) => number)).toEqual([5]);
  });

  it('may be the last row, of a ledger without cases', () => {
    expect(read([HEADER]).reading.blocks).toHaveLength(1);
    expect(read([['标题'], HEADER]).rows).toEqual([]);
  });

  it('repeated further down is reported, and no case', () => {
    const found = read([HEADER, row('1号'), HEADER, row('2号')]);
    expect(found.rows.map(({ caseNo }) => caseNo)).toEqual(['1号', '2号']);
    expect(found.notices).toMatchObject([{ code: 'N_SECOND_HEADER', row: 3 }]);
  });

  it('of another layout further down starts a new block, also in two rows', () => {
    const found = read([
      HEADER,
      row('1号'),
      ['第二部分'],
      ['登记编号', '收到日期', '申请人情况', null, '办结日期'],
      [null, null, '姓名', '类型', null],
      ['2号', '2024-03-06', '李四', '公司'],
    ]);
    expect(found.reading.blocks.map(({ headerRows }) => headerRows)).toEqual([[1], [4, 5]]);
    expect(found.rows[1]!.record).toMatchObject({ applicantName: '李四', applicantKind: 'legal_commercial' });
    expect(spans(found)).toContain('3-3 remark');
  });

  it('that is missing is reported with what the nearest row lacks', () => {
    const found = read([
      ['登记编号', '收到日期', '申请人'],
      ['1号', '2024-03-05', '张三'],
    ]);
    expect(found.notices[0]).toMatchObject({ code: 'N_NO_HEADER' });
    expect(found.notices[0]!.message).toContain('申请人类型');
    expect(found.rows).toEqual([]);
  });

  it('names columns that nobody knows', () => {
    expect(read([[...HEADER, '领导批示'], row('1号')]).notices).toMatchObject([
      { code: 'N_UNKNOWN_COLUMN', message: expect.stringContaining('领导批示') as string },
    ]);
  });
});

describe('rows that are no case (L-13)', () => {
  it('are skipped and reported: sums, signatures, blank and merely numbered rows', () => {
    const found = read(
      [
        HEADER,
        row('1号'),
        undefined,
        ['2'],
        ['3'],
        ['小 计', 1],
        row('2号'),
        ['合计：2件'],
        ['制表人：李四', null, '审核：王五'],
      ],
      undefined,
      12,
    );
    expect(spans(found)).toEqual(['1-1 header', '3-5 blank', '6-6 total', '8-8 total', '9-9 signature', '10-12 blank']);
    expect(found.notices).toEqual([]);
  });

  it.each<[string, Cell[]]>([
    ['合计', ['合计', 3]],
    ['合计', ['合计：3件']],
    ['总计', [null, '总 计', null, '3件']],
    ['小计', ['小计', 3]],
  ])('%s is compared with the count', (_label, sum) => {
    const found = read([HEADER, row('1号'), row('2号'), sum]);
    expect(found.notices).toMatchObject([
      { code: 'N_TOTAL_DIFFERS', row: 4, message: expect.stringMatching(/3.*2 件/) as string },
    ]);
  });

  it('a sum of fees is no number of cases', () => {
    const header = [...HEADER, '收费金额'];
    expect(read([header, row('1号'), ['合计', null, null, null, null, null, null, 380]]).notices).toEqual([]);
  });

  it('a case whose number begins like a sum is a case', () => {
    expect(read([HEADER, row('合计1号')]).rows[0]!.record?.caseNo).toBe('合计1号');
  });
});

describe('a row of a case (L-18)', () => {
  it('without one of the three fields that make a case is refused with each of them', () => {
    expect(codes(read([HEADER, [1, null, '2024-03-05', '自然人']]))).toEqual(['X_NO_CASE_NO']);
    expect(codes(read([HEADER, [1, '1号', null, null, '张三']]))).toEqual(['X_NO_RECEIVED_ON', 'X_NO_APPLICANT_KIND']);
  });

  it('with a question about a figure of the report stays out; with one about an optional field it comes in without it', () => {
    const header = [...HEADER, '补正告知日期', '接收渠道'];
    const found = read([
      header,
      row('1号', '不详'),
      row('2号', '2024-03-05', '张三', '不详', '予以公开'),
      row('3号', '2024-03-05', '张三', '2024-03-20', '予以公开', '不详', '托人'),
    ]);
    expect(found.rows.map(({ record }) => record?.caseNo)).toEqual([undefined, undefined, '3号']);
    expect(codes(found)).toEqual(['Q_DATE', 'Q_DATE', 'Q_DATE', 'Q_CHANNEL']);
    expect(found.rows[2]!.questions.map(({ blocks }) => blocks)).toEqual([false, false]);
    expect(found.rows[2]!.record).not.toHaveProperty('correctionAskedOn');
  });

  it('takes its year from the option only where its dates tell none (L-12)', () => {
    const rows = [HEADER, row('1号', '3月5日'), row('2号', '2023年3月5日')];
    expect(read(rows, 2024).rows.map(({ record }) => record?.receivedOn)).toEqual(['2024-03-05', '2023-03-05']);
    expect(codes(read(rows))).toEqual(['Q_DATE_NO_YEAR']);
  });

  it.each([
    [['2024-03-20', '不予公开'], 'Q_RESULT'],
    [['2024-03-20', null], 'Q_DATE_WITHOUT_RESULT'],
    [['2024-03-20', '已办'], 'Q_RESULT'],
  ])('that ends with %j is asked about and stays out', (ending, code) => {
    const found = read([HEADER, row('1号', '2024-03-05', '张三', ...ending)]);
    expect(codes(found)).toEqual([code]);
    expect(found.rows[0]!.record).toBeUndefined();
  });

  it('with a result and no day is decided and not yet concluded (column 17), with a question', () => {
    const found = read([HEADER, row('1号', '2024-03-05', '张三', null, '予以公开')]);
    expect(codes(found)).toEqual(['Q_RESULT_WITHOUT_DATE']);
    expect(found.rows[0]!.record).toMatchObject({ resultCode: 'granted' });
    expect(found.rows[0]!.record).not.toHaveProperty('concludedOn');
  });

  it('with code and words that disagree follows the code and asks; a group that contains the code agrees', () => {
    const header = [...HEADER, '办理结果代码'];
    const found = read([
      header,
      row('1号', '2024-03-05', '张三', '2024-03-20', '予以公开', '3.3.1'),
      row('2号', '2024-03-05', '张三', '2024-03-20', '不予公开', '3.3.1'),
      row('3号', '2024-03-05', '张三', '2024-03-20', '无法提供', '3.3.1'),
    ]);
    expect(found.rows.map(({ record }) => record?.resultCode)).toEqual(Array(3).fill('denied_state_secret'));
    expect(found.rows.map(({ questions }) => questions.map(({ code }) => code))).toEqual([
      ['Q_RESULT_DISAGREES'],
      [],
      ['Q_RESULT_DISAGREES'],
    ]);
  });

  it('books an undated fee on the day the case ended, with a question', () => {
    const header = [...HEADER, '收费金额（元）'];
    const found = read([
      header,
      row('1号', '2024-03-05', '张三', '2024-03-20', '予以公开', 380),
      row('2号', '2024-03-05', '张三', null, null, 380),
      row('3号', '2024-03-05', '张三', '2024-03-20', '予以公开', 0),
      row('4号', '2024-03-05', '张三', '2024-03-20', '逾期未缴费', 380),
    ]);
    expect(found.rows.map(({ record }) => [record?.feeYuan, record?.feePaidOn])).toEqual([
      [380, '2024-03-20'],
      [undefined, undefined],
      [undefined, undefined],
      [380, undefined],
    ]);
    expect(codes(found)).toEqual(['Q_FEE_UNDATED', 'Q_FEE_UNDATED']);
  });

  it('extends by 20 working days where it does not say how many', () => {
    const found = read([[...HEADER, '延期告知日期'], row('1号', '2024-03-05', null, null, null, '2024-03-29')]);
    expect(found.rows[0]!.record).toMatchObject({ extensionNotifiedOn: '2024-03-29', extensionWd: 20 });
  });

  it('never repeats what stands in a protected column, not even where it stands in the wrong one', () => {
    const secret = '110101199003070011';
    const header = [...HEADER, '证件号码', '接收渠道', '收费金额', '补正告知日期', '办理结果代码'];
    const found = read([
      header,
      row(secret.slice(0, 3), secret, '张三丰', '张三丰', '张三丰', 1.1e17, '张三丰', secret, secret, secret),
    ]);
    expect(codes(found).length).toBeGreaterThan(5);
    expect(JSON.stringify(found.rows)).not.toMatch(/110101|张三丰|1\.1e/);
  });
});

describe('several proceedings of one case', () => {
  const header = [
    ...HEADER,
    '复议受理日期',
    '复议审结日期',
    '复议结果',
    '诉讼类型',
    '起诉日期',
    '诉讼审结日期',
    '诉讼结果',
  ];
  const appeal = (no: string, ...cells: Cell[]): Cell[] => [null, no, null, null, null, null, null, ...cells];
  const open = row('1号', '2024-03-05', null, null, null);

  it('come from further rows that fill only their columns, wherever these stand', () => {
    const found = read([
      header,
      appeal('1号', '2024-05-01', '2024-06-01', '维持'),
      open,
      appeal('1号', null, null, null, '复议后起诉', '2024-07-01'),
    ]);
    expect(found.rows).toHaveLength(1);
    expect(found.rows[0]!.record).toMatchObject({
      reconsiderations: [{ filedOn: '2024-05-01', concludedOn: '2024-06-01', result: 'upheld' }],
      suits: [{ route: 'after_reconsideration', filedOn: '2024-07-01' }],
    });
    expect(codes(found)).toEqual([]);
  });

  it('come from separated values, the same number in each cell', () => {
    const found = read([header, [...open, '2024-05-01；2024-08-01', '2024-06-01；', '维持；']]);
    expect(found.rows[0]!.record!.reconsiderations).toEqual([
      { filedOn: '2024-05-01', concludedOn: '2024-06-01', result: 'upheld' },
      { filedOn: '2024-08-01' },
    ]);
  });

  it.each<[string, Cell[], string]>([
    ['of different numbers', ['2024-05-01；2024-08-01', '2024-06-01', '维持'], 'Q_APPEAL_COUNT'],
    ['with an end and no result', ['2024-05-01', '2024-06-01'], 'Q_APPEAL'],
    ['with a result and no end', ['2024-05-01', null, '维持'], 'Q_APPEAL'],
    ['with a result and no beginning', [null, '2024-06-01', '维持'], 'Q_APPEAL'],
    ['of an unknown result', ['2024-05-01', '2024-06-01', '已审结'], 'Q_APPEAL'],
    ['of a suit without its route', [null, null, null, null, '2024-05-01'], 'Q_APPEAL'],
  ])('%s are asked about once, and the case stays out', (_name, cells, code) => {
    const found = read([header, [...open, ...cells]]);
    expect(codes(found)).toEqual([code]);
    expect(found.rows[0]!.record).toBeUndefined();
  });

  it('of a case that is not in the file are refused', () => {
    expect(codes(read([header, appeal('9号', '2024-05-01')]))).toEqual(['X_NO_RECEIVED_ON', 'X_NO_APPLICANT_KIND']);
  });
});

describe('a 登记编号 that comes twice', () => {
  it('with the same content is skipped and reported', () => {
    const found = read([HEADER, row('1号'), row('1号')]);
    expect(found.rows).toHaveLength(1);
    expect(spans(found)).toContain('3-3 repeated');
  });

  it('with another content refuses both rows, each naming the other', () => {
    const found = read([HEADER, row('1号'), row('1号', '2024-03-06')]);
    expect(found.rows.map(({ record }) => record)).toEqual([undefined, undefined]);
    expect(found.rows.map(({ refused }) => refused[0]!.message)).toEqual([
      expect.stringContaining('第 3 行'),
      expect.stringContaining('第 2 行'),
    ]);
  });

  it('differs only in what nobody can see, and is the same number', () => {
    expect(codes(read([HEADER, row('1号'), row('1号\u200b', '2024-03-06')]))).toEqual(['X_DUPLICATE', 'X_DUPLICATE']);
  });
});
