/** Why a whole file is not read (L-15, L-17, L-11): nothing of it was imported. */
export const FILE_REFUSALS = {
  X_EMPTY_FILE: { rule: 'L-15', zh: '文件为空', en: 'the file is empty' },
  X_NOT_FOUND: { rule: 'L-15', zh: '找不到文件或无法读取', en: 'the file is not there or cannot be read' },
  X_OLD_EXCEL: {
    rule: 'L-15',
    zh: '旧版 .xls / .et 文件或加密的工作簿，请去除密码并另存为 .xlsx 后再导入',
    en: 'an old .xls or .et file, or a workbook with a password; save it as .xlsx without one',
  },
  X_HTML: {
    rule: 'L-15',
    zh: '文件内容是网页，不是工作簿，请用 Excel 打开后另存为 .xlsx',
    en: 'the content is a web page, not a workbook; open it in Excel and save it as .xlsx',
  },
  X_PDF: {
    rule: 'L-15',
    zh: '文件内容是 PDF，不是台账，请提供 .xlsx 或 .csv',
    en: 'the content is a PDF, not a ledger; an .xlsx or .csv is needed',
  },
  X_ENCRYPTED: {
    rule: 'L-15',
    zh: '压缩包已加密，请去除密码并另存为 .xlsx',
    en: 'the archive is encrypted; save it as .xlsx without a password',
  },
  X_NOT_A_WORKBOOK: {
    rule: 'L-15',
    zh: '文件不是 Excel 工作簿，请另存为 .xlsx',
    en: 'not an Excel workbook; save it as .xlsx',
  },
  X_CSV_IS_ZIP: {
    rule: 'L-15',
    zh: '扩展名是 .csv，内容却是压缩包；如果是 Excel 工作簿，请把扩展名改为 .xlsx',
    en: 'named .csv, but the content is an archive; if it is a workbook, name it .xlsx',
  },
  X_BINARY_WORKBOOK: {
    rule: 'L-15',
    zh: '二进制工作簿 .xlsb 不支持，请另存为 .xlsx',
    en: 'binary workbooks (.xlsb) are not read; save it as .xlsx',
  },
  X_DAMAGED: { rule: 'L-15', zh: '文件已损坏，无法读取，请重新另存', en: 'the file is damaged; save it anew' },
  X_XML_DOCTYPE: {
    rule: 'L-17',
    zh: '工作簿含有 DTD 或实体声明，不予读取',
    en: 'the workbook declares a DTD or an entity and is not read',
  },
  X_ENCODING: {
    rule: 'L-15',
    zh: '文字编码既不是 UTF-8 也不是 GBK/GB18030，或混有两种编码，请另存为 UTF-8',
    en: 'the text is neither UTF-8 nor GBK/GB18030, or mixes both; save it as UTF-8',
  },
  X_NUL: {
    rule: 'L-15',
    zh: '文本中含有空字符（NUL），不是有效的 csv',
    en: 'the text holds a NUL character and is no csv',
  },
  X_CSV: { rule: 'L-15', zh: 'csv 格式错误（引号不成对）', en: 'malformed csv: quotes do not pair' },
  X_TOO_LARGE: { rule: 'L-17', zh: '文件过大', en: 'the file is too large' },
  X_TOO_LARGE_UNPACKED: { rule: 'L-17', zh: '解压后过大', en: 'too large once unpacked' },
  X_TOO_MANY_PARTS: { rule: 'L-17', zh: '压缩包内文件过多', en: 'too many parts in the archive' },
  X_RATIO: { rule: 'L-17', zh: '压缩比异常，疑似压缩炸弹', en: 'compressed beyond reason, like an archive bomb' },
  X_TOO_MANY_ROWS: { rule: 'L-17', zh: '行数过多', en: 'too many rows' },
  X_TOO_MANY_COLUMNS: { rule: 'L-17', zh: '列数过多', en: 'too many columns' },
  X_CELL_TOO_LONG: { rule: 'L-17', zh: '单元格内容过长', en: 'a cell holds too much text' },
  X_TIME: { rule: 'L-17', zh: '读取超时', en: 'reading took too long' },
  X_MEMORY: {
    rule: 'L-17',
    zh: '读取所需内存过大，请另存为 csv 或分成几个文件',
    en: 'reading needs too much memory; save it as csv or in several files',
  },
  X_NO_HEADER: {
    rule: 'L-11',
    zh: '没有找到表头：至少要有登记编号、收到日期、申请人类型三列',
    en: 'no header found: it needs at least 登记编号, 收到日期 and 申请人类型',
  },
} as const satisfies Record<string, { rule: string; zh: string; en: string }>;

export type FileRefusalCode = keyof typeof FILE_REFUSALS;

/** Where in the file, and which limit. */
const DETAILS = {
  row: { zh: '行', en: 'row' },
  column: { zh: '列', en: 'column' },
  limit: { zh: '上限', en: 'limit' },
  seconds: { zh: '秒', en: 'seconds' },
  missing: { zh: '缺少', en: 'missing' },
} as const satisfies Record<string, { zh: string; en: string }>;

/** Places and limits by name; never what a cell says. */
export type RefusalDetail = Partial<Record<keyof typeof DETAILS, string | number>>;

/** The file as a whole is refused: `code`, `rule` and a sentence in each language that names the place and the limit. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly rule: string;
  readonly zh: string;
  readonly en: string;

  constructor(
    readonly code: FileRefusalCode,
    readonly detail: RefusalDetail = {},
  ) {
    super(`${sentence(code, detail, 'zh')} / ${sentence(code, detail, 'en')}`);
    this.rule = FILE_REFUSALS[code].rule;
    this.zh = sentence(code, detail, 'zh');
    this.en = sentence(code, detail, 'en');
  }
}

function sentence(code: FileRefusalCode, detail: RefusalDetail, language: 'zh' | 'en'): string {
  const [open, comma, close] = language === 'zh' ? ['（', '，', '）'] : [' (', ', ', ')'];
  const places = Object.entries(detail).map(
    ([name, value]) => `${DETAILS[name as keyof RefusalDetail][language]} ${value}`,
  );
  return FILE_REFUSALS[code][language] + (places.length > 0 ? open + places.join(comma) + close : '');
}
