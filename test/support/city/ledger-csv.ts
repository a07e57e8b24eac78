import { KINDS, RESULTS, type Appeal, type CityCase } from './city';

const HEADER = [
  '序号',
  '登记编号',
  '收到日期',
  '接收渠道',
  '申请人类型',
  '申请人',
  '证件号码',
  '联系方式',
  '申请内容',
  '补正告知日期',
  '补正材料收到日期',
  '延期告知日期',
  '延期工作日',
  '征求第三方日期',
  '第三方意见日期',
  '第三方意见',
  '收费通知日期',
  '收费方式',
  '收费金额',
  '缴费日期',
  '办结日期',
  '办理结果代码',
  '办理结果',
  '复议受理日期',
  '复议审结日期',
  '复议结果',
  '诉讼类型',
  '起诉日期',
  '诉讼审结日期',
  '诉讼结果',
];

const RECON_WORDS = { upheld: '结果维持', corrected: '结果纠正', other: '其他结果' } as const;

/** The way dates stand in real ledgers: several ways in one file. */
function dateText(day: string | undefined, i: number): string {
  if (day === undefined) return '';
  const [y, m, d] = day.split('-') as [string, string, string];
  switch (i % 5) {
    case 0:
      return day;
    case 1:
      return `${y}/${Number(m)}/${Number(d)}`;
    case 2:
      return `${y}.${Number(m)}.${Number(d)}`;
    case 3:
      return `${y}年${Number(m)}月${Number(d)}日`;
    default:
      return `${y}${m}${d}`;
  }
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The city's ledger as a bureau would keep it: a title row, canonical columns, names and all. */
export function ledgerCsv(cases: readonly CityCase[]): string {
  const lines = ['政府信息依申请公开台账（虚构）', HEADER.join(',')];
  cases.forEach((one, i) => lines.push(row(one, i).map(quoted).join(',')));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function row(one: CityCase, i: number): string[] {
  const d = (day: string | undefined): string => dateText(day, i);
  const recons = one.appeals.filter((a) => a.kind === 'recon');
  const suits = one.appeals.filter((a) => a.kind !== 'recon');
  const joined = (values: string[]): string => (values.every((v) => v === '') ? '' : values.join('；'));
  const dates = (appeals: Appeal[], of: 'filed' | 'concluded'): string => joined(appeals.map((a) => d(a[of])));
  const ends = (appeals: Appeal[]): string => joined(appeals.map((a) => (a.end ? RECON_WORDS[a.end] : '')));
  const result = one.result === undefined ? undefined : RESULTS[one.result]!;
  return [
    String(i + 1),
    one.no,
    d(one.received),
    one.channel ?? '',
    KINDS[one.kind]!,
    `虚构申请人${i + 1}`,
    `X${String(i + 1).padStart(8, '0')}`,
    `电话${i + 1}`,
    `虚构申请内容，第${i + 1}项`,
    d(one.correctionAsked),
    d(one.correctionReceived),
    d(one.extensionNotified),
    one.extensionDays === undefined ? '' : String(one.extensionDays),
    d(one.consulted),
    d(one.opinionOn),
    one.opinion ?? '',
    d(one.feeNoticed),
    one.feeMethod ?? '',
    one.feeYuan === undefined ? '' : String(one.feeYuan),
    d(one.feePaid),
    d(one.concluded),
    result && i % 3 !== 0 ? result[0] : '',
    result && i % 3 !== 1 ? result[2] : '',
    dates(recons, 'filed'),
    dates(recons, 'concluded'),
    ends(recons),
    joined(suits.map((a) => (a.kind === 'suit_direct' ? '未经复议直接起诉' : '复议后起诉'))),
    dates(suits, 'filed'),
    dates(suits, 'concluded'),
    ends(suits),
  ];
}
