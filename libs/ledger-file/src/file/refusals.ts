/** Why a whole file is not read (L-15, L-17, L-11): nothing of it was imported. */
export const FILE_REFUSALS = {
  X_EMPTY_FILE: { rule: 'L-15', zh: '文件为空' },
  X_NOT_FOUND: { rule: 'L-15', zh: '找不到文件或无法读取' },
  X_OLD_EXCEL: { rule: 'L-15', zh: '旧版 .xls / .et 文件或加密的工作簿，请去除密码并另存为 .xlsx 后再导入' },
  X_HTML: { rule: 'L-15', zh: '文件内容是网页，不是工作簿，请用 Excel 打开后另存为 .xlsx' },
  X_PDF: { rule: 'L-15', zh: '文件内容是 PDF，不是台账，请提供 .xlsx 或 .csv' },
  X_ENCRYPTED: { rule: 'L-15', zh: '压缩包已加密，请去除密码并另存为 .xlsx' },
  X_NOT_A_WORKBOOK: { rule: 'L-15', zh: '文件不是 Excel 工作簿，请另存为 .xlsx' },
  X_CSV_IS_ZIP: { rule: 'L-15', zh: '扩展名是 .csv，内容却是压缩包；如果是 Excel 工作簿，请把扩展名改为 .xlsx' },
  X_BINARY_WORKBOOK: { rule: 'L-15', zh: '二进制工作簿 .xlsb 不支持，请另存为 .xlsx' },
  X_DAMAGED: { rule: 'L-15', zh: '文件已损坏，无法读取，请重新另存' },
  X_XML_DOCTYPE: { rule: 'L-17', zh: '工作簿含有 DTD 或实体声明，不予读取' },
  X_ENCODING: { rule: 'L-15', zh: '文字编码既不是 UTF-8 也不是 GBK/GB18030，或混有两种编码，请另存为 UTF-8' },
  X_NUL: { rule: 'L-15', zh: '文本中含有空字符（NUL），不是有效的 csv' },
  X_CSV: { rule: 'L-15', zh: 'csv 格式错误（引号不成对）' },
  X_TOO_LARGE: { rule: 'L-17', zh: '文件过大' },
  X_TOO_LARGE_UNPACKED: { rule: 'L-17', zh: '解压后过大' },
  X_TOO_MANY_PARTS: { rule: 'L-17', zh: '压缩包内文件过多' },
  X_RATIO: { rule: 'L-17', zh: '压缩比异常，疑似压缩炸弹' },
  X_TOO_MANY_ROWS: { rule: 'L-17', zh: '行数过多' },
  X_TOO_MANY_COLUMNS: { rule: 'L-17', zh: '列数过多' },
  X_CELL_TOO_LONG: { rule: 'L-17', zh: '单元格内容过长' },
  X_TIME: { rule: 'L-17', zh: '读取超时' },
  X_MEMORY: { rule: 'L-17', zh: '读取所需内存过大，请另存为 csv 或分成几个文件' },
  X_NO_HEADER: { rule: 'L-11', zh: '没有找到表头：至少要有登记编号、收到日期、申请人类型三列' },
} as const satisfies Record<string, { rule: string; zh: string }>;

export type FileRefusalCode = keyof typeof FILE_REFUSALS;

/** Where in the file, and which limit; never what a cell says. */
export type RefusalDetail = Record<string, string | number>;

/** The file as a whole is refused: `code`, `rule` and a sentence in Chinese that names the place and the limit. */
export class FileRefused extends Error {
  readonly rule: string;

  constructor(
    readonly code: FileRefusalCode,
    readonly detail: RefusalDetail = {},
  ) {
    const places = Object.entries(detail).map(([name, value]) => `${name} ${value}`);
    super(FILE_REFUSALS[code].zh + (places.length > 0 ? `（${places.join('，')}）` : ''));
    this.name = 'FileRefused';
    this.rule = FILE_REFUSALS[code].rule;
  }
}
