import type { FeeStatement } from '../counting/fees';
import { printed } from '../form/amount';
import { CELL_IDS, type CellId } from '../form/cell-id';
import { LEGAL_COLUMNS, T3_RESULT_GROUPS, TABLE3_COLUMNS, TABLE3_ROWS, type T3Row } from '../form/table-3';
import { SUIT_GROUPS, TABLE4_CELLS } from '../form/table-4';
import { tablesFrom, valueOf, type AnnualTables } from '../form/tables';

/** What the texts of a report may refer to. */
export interface BindingSource {
  unitName: string;
  year: number;
  tables: AnnualTables;
  fee: FeeStatement;
}

/** Names of a text's `{…}` and what is printed for them. */
export type Bindings = ReadonlyMap<string, string>;

/**
 * Every name a text may bind: `year`, `last_year`, `unit`, each cell id, `t3.<group>.<column>` for the headings
 * （三）–（六）, `t3.<row or group>.legal` for 法人或其他组织 together, `t4.suits.<cell>` for both kinds of suit,
 * `fee.notices`, `fee.noticed_yuan`, `fee.collected_yuan`.
 */
export function bindingsOf({ unitName, year, tables, fee }: BindingSource): Bindings {
  const sum = (cells: readonly CellId[]) => printed(cells.reduce((total, cell) => total + valueOf(tables, cell), 0));
  const columns: [string, readonly string[]][] = [
    ...TABLE3_COLUMNS.map(({ code }): [string, string[]] => [code, [code]]),
    ['legal', LEGAL_COLUMNS],
  ];
  const rows: [string, readonly T3Row[]][] = [
    ...TABLE3_ROWS.map(({ code }): [string, T3Row[]] => [code, [code]]),
    ...Object.keys(T3_RESULT_GROUPS).map((group): [string, T3Row[]] => [
      group,
      TABLE3_ROWS.filter((row) => row.group === group).map((row) => row.code),
    ]),
  ];

  return new Map([
    ['year', String(year)],
    ['last_year', String(year - 1)],
    ['unit', unitName],
    ['fee.notices', printed(fee.notices)],
    ['fee.noticed_yuan', printed(fee.noticedYuan)],
    ['fee.collected_yuan', printed(fee.collectedYuan)],
    ...CELL_IDS.map((cell): [string, string] => [cell, printed(valueOf(tables, cell))]),
    ...rows.flatMap(([name, codes]) =>
      columns.map(([column, members]): [string, string] => [
        `t3.${name}.${column}`,
        sum(codes.flatMap((row) => members.map((member) => `t3.${row}.${member}` as CellId))),
      ]),
    ),
    ...TABLE4_CELLS.map(({ code }): [string, string] => [
      `t4.suits.${code}`,
      sum(SUIT_GROUPS.map((group): CellId => `t4.${group}.${code}`)),
    ]),
  ]);
}

/** All the names a text may bind. */
export const BINDING_NAMES: ReadonlySet<string> = new Set(
  bindingsOf({
    unitName: '',
    year: 0,
    tables: tablesFrom({}),
    fee: { notices: 0, noticedYuan: 0, collectedYuan: 0 },
  }).keys(),
);
