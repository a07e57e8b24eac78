import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { isBlank } from '../columns/cell';
import { contentOf } from '../file/content';
import { readCsvRows } from '../file/csv-rows';
import { encodingOf } from '../file/encoding';
import { checkWorkbook } from '../file/excel/check-workbook';
import { inlineTexts } from '../file/excel/inline-texts';
import { readWorkbook } from '../file/excel/read-workbook';
import { DEFAULT_LIMITS, type Limits } from '../file/limits';
import { FileRefused, type RefusalDetail } from '../file/refusals';
import { unguarded } from '../write/injection';
import { CasesOfRows } from './cases-of-rows';
import type { Encoding, LedgerReading, Notice, NoticeCode, SheetReading, SkippedRows } from './reading';
import { SheetReader, type SheetSink } from './sheet-reader';

export interface LedgerFile {
  name: string;
  /** The bytes, or the path of the file. */
  bytes: Buffer | string;
}

export interface ReadOptions {
  unit: string;
  /** Year of dates that tell none (L-12). */
  year?: number;
  limits?: Partial<Limits>;
  /** Called every few hundred rows with the number of rows looked at. */
  onProgress?: (rows: number) => void;
}

/** Reads a ledger (xlsx or csv, by content) into case records with what is asked or refused per row; @throws FileRefused */
export async function readLedger(file: LedgerFile, options: ReadOptions): Promise<LedgerReading> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const bytes = await bytesOf(file, limits);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const kind = contentOf(bytes, file.name) === 'zip' ? 'xlsx' : 'csv';
  const skipped: SkippedRows[] = [];
  const notices: Notice[] = [];
  const cases = new CasesOfRows(skipped);
  const sink: SheetSink = { unit: options.unit, skipped, notices, take: (row) => cases.take(row) };
  const read = kind === 'xlsx' ? readSheets : readCsv;
  const { sheets, encoding } = await read(bytes, sink, options, limits);
  if (sheets.every((sheet) => sheet.blocks.length === 0)) throw new FileRefused('X_NO_HEADER', nearest(notices));
  return {
    unit: options.unit,
    file: { name: file.name, bytes: bytes.length, sha256, kind },
    ...(encoding === undefined ? {} : { encoding }),
    sheets,
    rows: cases.finish(),
    skipped,
    notices,
  };
}

interface SheetsRead {
  sheets: SheetReading[];
  encoding?: Encoding;
}

async function readCsv(bytes: Buffer, sink: SheetSink, options: ReadOptions, limits: Limits): Promise<SheetsRead> {
  const encoding = encodingOf(bytes);
  const reader = new SheetReader({ name: 'csv', hidden: false }, { year: options.year, date1904: false }, sink);
  const last = await readCsvRows(bytes, encoding, limits, (number, cells) => {
    reader.row(number, cells.map(unguarded));
    if (number % PROGRESS_ROWS === 0) options.onProgress?.(number);
  });
  reader.end(last);
  return { sheets: [reader.reading], encoding };
}

async function readSheets(bytes: Buffer, sink: SheetSink, options: ReadOptions, limits: Limits): Promise<SheetsRead> {
  const workbook = await checkWorkbook(bytes, limits);
  const say = (code: NoticeCode, message: string, sheet?: string): void => {
    sink.notices.push({ code, ...(sheet === undefined ? {} : { sheet }), message });
  };
  if (workbook.macros) say('N_MACROS', '工作簿含有宏，未执行');
  if (workbook.externalLinks) say('N_EXTERNAL_LINKS', '工作簿含有外部链接，未读取');
  if (workbook.formulas) say('N_FORMULAS', '工作簿含有公式，只采用文件中保存的计算结果');
  const readers = workbook.sheets.map(({ name, hidden }) => {
    const year = yearIn(name);
    const context = { year: options.year ?? year, date1904: workbook.date1904 };
    return new SheetReader({ name, hidden, ...(year === undefined ? {} : { year }) }, context, sink);
  });
  // What nobody sees is not imported behind his back.
  const visible = readers.flatMap(({ reading }, index) =>
    reading.hidden || !workbook.sheets[index]!.worksheet ? [] : [index],
  );
  for (const { reading } of readers)
    if (reading.hidden) say('N_HIDDEN_SHEET', '隐藏的工作表，未读取；如需导入请取消隐藏', reading.name);
  let looked = 0;
  const plain = workbook.texts ? await inlineTexts(bytes, workbook.texts, limits) : bytes;
  await readWorkbook(plain, visible, limits, ({ sheet, rows, lastRow }) => {
    const reader = readers[sheet]!;
    for (const [number, cells] of rows) if (!cells.every(isBlank)) reader.row(number, cells);
    if (lastRow !== undefined) reader.end(lastRow);
    looked += rows.length;
    options.onProgress?.(looked);
  });
  return { sheets: readers.map(({ reading }) => reading) };
}

const PROGRESS_ROWS = 500;

async function bytesOf(file: LedgerFile, limits: Limits): Promise<Buffer> {
  const refuse = (): never => {
    throw new FileRefused('X_TOO_LARGE', { limit: `${Math.round(limits.fileBytes / 1024 / 1024)} MB` });
  };
  if (typeof file.bytes !== 'string') return file.bytes.length > limits.fileBytes ? refuse() : file.bytes;
  try {
    const found = await stat(file.bytes);
    if (!found.isFile()) throw new FileRefused('X_NOT_FOUND');
    if (found.size > limits.fileBytes) refuse();
    return await readFile(file.bytes);
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('X_NOT_FOUND');
  }
}

function yearIn(sheetName: string): number | undefined {
  const year = /(?<!\d)(19|20)\d{2}(?!\d)/.exec(sheetName.normalize('NFKC'))?.[0];
  return year === undefined ? undefined : Number(year);
}

function nearest(notices: readonly Notice[]): RefusalDetail {
  const close = notices.find(({ code, message }) => code === 'N_NO_HEADER' && message.includes('缺少'));
  return close === undefined ? {} : { missing: /缺少：(.*)$/.exec(close.message)?.[1] ?? '' };
}
