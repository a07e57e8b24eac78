/** First column header of every block of table 2. */
export const TABLE2_CONTENT_LABEL = '信息内容';

/** The four blocks in the order of the form; none of the figures comes from a disclosure case. */
export const TABLE2 = [
  {
    heading: '第二十条第（一）项',
    columns: { issued: '本年制发件数', repealed: '本年废止件数', in_force: '现行有效件数' },
    rows: { rules: '规章', normative_documents: '行政规范性文件' },
    source: 'A-11, A-12, A-13',
  },
  {
    heading: '第二十条第（五）项',
    columns: { decisions: '本年处理决定数量' },
    rows: { administrative_license: '行政许可' },
    source: 'A-10',
  },
  {
    heading: '第二十条第（六）项',
    columns: { decisions: '本年处理决定数量' },
    rows: { administrative_penalty: '行政处罚', administrative_coercion: '行政强制' },
    source: 'A-10',
  },
  {
    heading: '第二十条第（八）项',
    columns: { amount_wan_yuan: '本年收费金额（单位：万元）' },
    rows: { administrative_fee: '行政事业性收费' },
    source: 'A-14',
  },
] as const;

type CellOfBlock<B> = B extends { rows: infer R; columns: infer C } ? `${keyof R & string}.${keyof C & string}` : never;

/** Table 2, cells: `rules.issued` … `administrative_fee.amount_wan_yuan` (annual-report §2). */
export type T2Cell = CellOfBlock<(typeof TABLE2)[number]>;

/** Table 2, rows. */
export type T2Row = T2Cell extends infer C ? (C extends `${infer R}.${string}` ? R : never) : never;

/** The columns a row of table 2 has. */
export type T2ColumnOf<R extends T2Row> = Extract<T2Cell, `${R}.${string}`> extends `${R}.${infer C}` ? C : never;

/** The only cell of the report that is not a number of pieces. */
export const FEE_AMOUNT_CELL = 't2.administrative_fee.amount_wan_yuan';

export interface T2CellDeclaration {
  code: T2Cell;
  rowLabel: string;
  columnLabel: string;
  heading: string;
}

/** The ten cells in the order of the form. */
export const TABLE2_CELLS: readonly T2CellDeclaration[] = TABLE2.flatMap((block) =>
  Object.entries(block.rows).flatMap(([row, rowLabel]) =>
    Object.entries(block.columns).map(([column, columnLabel]) => ({
      code: `${row}.${column}` as T2Cell,
      rowLabel,
      columnLabel,
      heading: block.heading,
    })),
  ),
);
