import { CHANNELS, APPLICANT_KINDS, RESULT_CODES, type CaseRecord, type CivilDate } from '@app/disclosure';
import { parseDate } from '../values/date';
import { parseResultCode, parseResultLabel, resultLabel } from '../values/result';
import { SEPARATOR, severalOf } from '../values/several';
import { parseCaseNo, parseExtension, parseIdentifier, parseText, parseWholeNumber, parseYuan } from '../values/text';
import * as words from '../values/words';
import type { CellParser, OutCell } from './cell';
import type { ColumnCode } from './codes';
import type { ColumnValues } from './values';

/** What a column is about; a two-row header names it above its columns. */
export type ColumnGroup = 'case' | 'correction' | 'extension' | 'consultation' | 'fee' | 'recon' | 'suit';

export interface ColumnDefinition<C extends ColumnCode> {
  /** Canonical header, written on export. */
  header: string;
  /** Other headers that are understood, best first; compared after L-10. */
  aliases: readonly string[];
  group: ColumnGroup;
  /** A sheet without it is no ledger. */
  required?: boolean;
  /** A figure of the annual report hangs on it: what cannot be read here holds the row back (L-18). */
  essential?: boolean;
  /** Personal data or free text: its content never stands in a message (D9). */
  protected?: boolean;
  parse: CellParser<ColumnValues[C]>;
  write: (record: CaseRecord, number: number) => OutCell;
}

const day = (date: CivilDate | undefined): OutCell => (date === undefined ? null : { date });

// One proceeding keeps a real date; of several, an empty cell says that none of them says anything here.
function eachDay<T>(items: readonly T[], of: (item: T) => CivilDate | undefined): OutCell {
  return items.length === 1 ? day(of(items[0]!)) : each(items, of);
}

function each<T>(items: readonly T[], of: (item: T) => string | undefined): OutCell {
  const values = items.map((item) => of(item) ?? '');
  return values.every((value) => value === '') ? null : values.join(SEPARATOR);
}

/** The ledger's columns in the order of an export (ledger-file §1); reader and writer know them only from here. */
export const COLUMNS: { readonly [C in ColumnCode]: ColumnDefinition<C> } = {
  seq: {
    header: '序号',
    aliases: ['编号', '序'],
    group: 'case',
    parse: parseText,
    write: (_record, number) => number,
  },
  case_no: {
    header: '登记编号',
    aliases: ['登记号', '受理编号', '受理号', '申请编号', '流水号', '案号', '编号'],
    group: 'case',
    essential: true,
    required: true,
    parse: parseCaseNo,
    write: (record) => record.caseNo,
  },
  received_on: {
    header: '收到日期',
    aliases: ['收到申请日期', '收件日期', '接收日期', '收到时间', '收件时间', '受理日期', '受理时间'],
    group: 'case',
    essential: true,
    required: true,
    parse: parseDate,
    write: (record) => day(record.receivedOn),
  },
  channel: {
    header: '接收渠道',
    aliases: ['申请方式', '申请渠道', '接收方式', '渠道', '方式'],
    group: 'case',
    parse: words.wordParser(words.CHANNEL_WORDS, 'Q_CHANNEL'),
    write: (record) => (record.channel === undefined ? null : CHANNELS[record.channel].label),
  },
  applicant_kind: {
    header: '申请人类型',
    aliases: ['申请人类别', '申请人性质', '主体类型'],
    group: 'case',
    essential: true,
    required: true,
    parse: words.parseApplicantKind,
    write: (record) => APPLICANT_KINDS[record.applicantKind],
  },
  applicant_name: {
    header: '申请人',
    aliases: ['姓名', '申请人姓名', '申请人名称', '姓名或名称', '申请人姓名或名称', '名称'],
    group: 'case',
    protected: true,
    parse: parseText,
    write: (record) => record.applicantName ?? null,
  },
  applicant_id: {
    header: '证件号码',
    aliases: ['身份证号', '身份证号码', '证件号', '统一社会信用代码', '申请人证件号码'],
    group: 'case',
    protected: true,
    parse: parseIdentifier,
    write: (record) => record.applicantIdProof ?? null,
  },
  contact: {
    header: '联系方式',
    aliases: ['联系电话', '电话', '手机', '手机号', '申请人联系方式', '申请人联系电话'],
    group: 'case',
    protected: true,
    parse: parseIdentifier,
    write: (record) => record.contact ?? null,
  },
  description: {
    header: '申请内容',
    aliases: ['申请公开内容', '申请事项', '信息名称', '申请公开的信息', '申请信息内容'],
    group: 'case',
    protected: true,
    parse: parseText,
    write: (record) => record.infoDescription ?? null,
  },
  correction_asked_on: {
    header: '补正告知日期',
    aliases: ['补正告知', '补正通知日期', '补正告知时间'],
    group: 'correction',
    parse: parseDate,
    write: (record) => day(record.correctionAskedOn),
  },
  correction_received_on: {
    header: '补正材料收到日期',
    aliases: ['补正收到日期', '收到补正日期', '收到补正材料日期', '补正日期'],
    group: 'correction',
    parse: parseDate,
    write: (record) => day(record.correctionReceivedOn),
  },
  extension_on: {
    header: '延期告知日期',
    aliases: ['延期日期', '延期通知日期', '延期告知时间'],
    group: 'extension',
    parse: parseDate,
    write: (record) => day(record.extensionNotifiedOn),
  },
  extension_wd: {
    header: '延期工作日',
    aliases: ['延期天数', '延期工作日数'],
    group: 'extension',
    parse: parseExtension,
    write: (record) => record.extensionWd ?? null,
  },
  consulted_on: {
    header: '征求第三方日期',
    aliases: ['征求第三方意见日期', '第三方征求日期', '征求意见日期', '征求日期', '第三方意见征求日期'],
    group: 'consultation',
    parse: parseDate,
    write: (record) => day(record.consultedOn),
  },
  opinion_on: {
    header: '第三方意见日期',
    aliases: ['收到第三方意见日期', '第三方答复日期', '第三方意见收到日期', '意见日期'],
    group: 'consultation',
    parse: parseDate,
    write: (record) => day(record.opinionOn),
  },
  opinion: {
    header: '第三方意见',
    aliases: ['第三方意见内容', '第三方意见结果', '意见'],
    group: 'consultation',
    parse: words.wordParser(words.OPINION_WORDS, 'Q_OPINION'),
    write: (record) => (record.opinion === undefined ? null : words.OPINION_WORDS[record.opinion][0]!),
  },
  deducted_wd: {
    header: '征求意见扣除工作日',
    aliases: ['扣除工作日', '征求意见扣除天数', '扣除天数'],
    group: 'consultation',
    parse: parseWholeNumber,
    write: (record) => record.deductedWd ?? null,
  },
  fee_noticed_on: {
    header: '收费通知日期',
    aliases: ['收费告知日期', '通知日期'],
    group: 'fee',
    essential: true,
    parse: parseDate,
    write: (record) => day(record.feeNoticedOn),
  },
  fee_method: {
    header: '收费方式',
    aliases: ['计费方式'],
    group: 'fee',
    parse: words.wordParser(words.FEE_METHOD_WORDS, 'Q_FEE_METHOD'),
    write: (record) => (record.feeMethod === undefined ? null : words.FEE_METHOD_WORDS[record.feeMethod][0]!),
  },
  fee_yuan: {
    header: '收费金额',
    aliases: ['收费金额（元）', '信息处理费', '金额'],
    group: 'fee',
    essential: true,
    parse: parseYuan,
    write: (record) => record.feeYuan ?? null,
  },
  fee_paid_on: {
    header: '缴费日期',
    aliases: ['收费缴费日期', '缴费时间', '缴纳日期'],
    group: 'fee',
    essential: true,
    parse: parseDate,
    write: (record) => day(record.feePaidOn),
  },
  concluded_on: {
    header: '办结日期',
    aliases: ['答复日期', '答复时间', '办结时间'],
    group: 'case',
    essential: true,
    parse: parseDate,
    write: (record) => day(record.concludedOn),
  },
  result_code: {
    header: '办理结果代码',
    aliases: ['结果代码', '答复结果代码'],
    group: 'case',
    essential: true,
    parse: parseResultCode,
    write: (record) => (record.resultCode === undefined ? null : RESULT_CODES[record.resultCode].formNumber),
  },
  result: {
    header: '办理结果',
    aliases: ['答复类型', '答复结果', '处理结果'],
    group: 'case',
    essential: true,
    parse: parseResultLabel,
    write: (record) => (record.resultCode === undefined ? null : resultLabel(record.resultCode)),
  },
  recon_filed_on: {
    header: '复议受理日期',
    aliases: ['行政复议受理日期', '复议申请日期', '行政复议申请日期', '复议日期'],
    group: 'recon',
    essential: true,
    parse: severalOf(parseDate),
    write: (record) => eachDay(record.reconsiderations, (recon) => recon.filedOn),
  },
  recon_concluded_on: {
    header: '复议审结日期',
    aliases: ['行政复议审结日期', '复议办结日期', '行政复议办结日期', '复议决定日期', '行政复议决定日期'],
    group: 'recon',
    essential: true,
    parse: severalOf(parseDate),
    write: (record) => eachDay(record.reconsiderations, (recon) => recon.concludedOn),
  },
  recon_result: {
    header: '复议结果',
    aliases: ['行政复议结果', '复议审理结果', '行政复议审理结果'],
    group: 'recon',
    essential: true,
    parse: severalOf(words.wordParser(words.RECON_RESULT_WORDS, 'Q_APPEAL')),
    write: (record) => each(record.reconsiderations, ({ result }) => result && words.RECON_RESULT_WORDS[result][0]),
  },
  suit_route: {
    header: '诉讼类型',
    aliases: ['行政诉讼类型', '起诉类型', '诉讼类别'],
    group: 'suit',
    essential: true,
    parse: severalOf(words.wordParser(words.SUIT_ROUTE_WORDS, 'Q_APPEAL')),
    write: (record) => each(record.suits, ({ route }) => words.SUIT_ROUTE_WORDS[route][0]),
  },
  suit_filed_on: {
    header: '起诉日期',
    aliases: ['诉讼起诉日期', '行政诉讼起诉日期', '诉讼日期', '行政诉讼日期', '诉讼受理日期', '行政诉讼受理日期'],
    group: 'suit',
    essential: true,
    parse: severalOf(parseDate),
    write: (record) => eachDay(record.suits, (suit) => suit.filedOn),
  },
  suit_concluded_on: {
    header: '诉讼审结日期',
    aliases: ['行政诉讼审结日期', '诉讼办结日期', '行政诉讼办结日期', '判决日期', '裁判日期'],
    group: 'suit',
    essential: true,
    parse: severalOf(parseDate),
    write: (record) => eachDay(record.suits, (suit) => suit.concludedOn),
  },
  suit_result: {
    header: '诉讼结果',
    aliases: ['行政诉讼结果', '诉讼审理结果', '行政诉讼审理结果'],
    group: 'suit',
    essential: true,
    parse: severalOf(words.wordParser(words.SUIT_RESULT_WORDS, 'Q_APPEAL')),
    write: (record) => each(record.suits, ({ result }) => result && words.SUIT_RESULT_WORDS[result][0]),
  },
  arrived_on: {
    header: '寄达日期',
    aliases: ['到达日期', '寄达时间', '到达时间'],
    group: 'case',
    parse: parseDate,
    write: (record) => day(record.arrivedOn),
  },
  note: {
    header: '备注',
    aliases: ['说明'],
    group: 'case',
    protected: true,
    parse: parseText,
    write: (record) => record.note ?? null,
  },
};

export const COLUMN_CODES = Object.keys(COLUMNS) as ColumnCode[];

export const REQUIRED_COLUMNS = COLUMN_CODES.filter((code) => COLUMNS[code].required === true);

/** The columns a further row of a case may fill (ledger-file §1, 20 and 21). */
export const APPEAL_COLUMNS: ReadonlySet<ColumnCode> = new Set(
  COLUMN_CODES.filter((code) => COLUMNS[code].group === 'recon' || COLUMNS[code].group === 'suit'),
);
