import {
  appealGroupOf,
  appealsFiledIn,
  CELL_IDS,
  cellsOf,
  cellValues,
  check,
  requestGroupOf,
  tabulate,
  type CellId,
} from '@app/annual-report';
import type { StatisticalFacts } from '@app/disclosure';
import fc from 'fast-check';
import { anyCases, YEARS } from '../../test/arbitrary-facts';

const tablesOf = (cases: readonly StatisticalFacts[], year: number) =>
  tabulate(
    { requests: cases.map(requestGroupOf), appeals: cases.flatMap((each) => each.appeals.map(appealGroupOf)) },
    year,
  );

/** The cells counted a second time, sentence by sentence from A-20..A-24 and A-51, sharing nothing with the product. */
function countedByHand(cases: readonly StatisticalFacts[], year: number): Record<string, number> {
  const counts: Record<string, number> = {};
  const count = (cell: string) => (counts[cell] = (counts[cell] ?? 0) + 1);
  for (const each of cases) {
    const rows: string[] = [];
    const concluded = each.concludedYear;
    if (each.statYear === year) rows.push('new_received');
    if (each.statYear < year && !(concluded !== undefined && concluded < year)) rows.push('carried_in');
    if (each.statYear <= year && !(concluded !== undefined && concluded <= year)) rows.push('carried_out');
    if (concluded === year) rows.push(String(each.resultCode), 'results_total');
    for (const row of rows) for (const column of [each.column, 'total']) count(`t3.${row}.${column}`);
    for (const appeal of each.appeals) {
      const filed = Number(appeal.filedOn.slice(0, 4));
      const ended = appeal.concludedOn === undefined ? undefined : Number(appeal.concludedOn.slice(0, 4));
      if (ended === year) [String(appeal.result), 'total'].forEach((cell) => count(`t4.${appeal.group}.${cell}`));
      else if (filed <= year && (ended === undefined || ended > year)) {
        ['pending', 'total'].forEach((cell) => count(`t4.${appeal.group}.${cell}`));
      }
    }
  }
  return counts;
}

const ZERO_CELLS = Object.fromEntries(CELL_IDS.map((cell) => [cell, 0]));

const request = { column: 'natural_person', statYear: 2024, concludedYear: null, resultCode: null, count: 1 } as const;

describe('tabulate', () => {
  it('counts every cell of every year as a second count by hand does', () => {
    fc.assert(
      fc.property(anyCases, fc.constantFrom(...YEARS), (cases, year) => {
        expect(cellValues(tablesOf(cases, year))).toEqual({ ...ZERO_CELLS, ...countedByHand(cases, year) });
      }),
    );
  });

  it('is the sum of the cells of its cases, in every cell of every year', () => {
    fc.assert(
      fc.property(anyCases, fc.constantFrom(...YEARS), (cases, year) => {
        const sums: Partial<Record<CellId, number>> = {};
        for (const { cell } of cases.flatMap((each) => cellsOf(each, year))) sums[cell] = (sums[cell] ?? 0) + 1;
        expect({ ...ZERO_CELLS, ...sums }).toEqual(cellValues(tablesOf(cases, year)));
      }),
    );
  });

  it('gives the same tables for grouped facts as for single ones', () => {
    fc.assert(
      fc.property(anyCases, fc.constantFrom(...YEARS), (cases, year) => {
        const groups = new Map<string, ReturnType<typeof requestGroupOf>>();
        for (const group of cases.map(requestGroupOf)) {
          const key = JSON.stringify(group);
          groups.set(key, { ...group, count: (groups.get(key)?.count ?? 0) + 1 });
        }
        const grouped = tabulate({ requests: [...groups.values()], appeals: [] }, year);
        expect(grouped.table3).toEqual(tablesOf(cases, year).table3);
      }),
    );
  });

  it('fulfils every relation over consecutive years, whatever the cases', () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const appeals = cases.flatMap((each) => each.appeals.map(appealGroupOf));
        const series = YEARS.map((year) => tablesOf(cases, year));
        YEARS.slice(1).forEach((year, index) => {
          const tables = tablesOf(cases, year);
          const context = {
            prior: series[index],
            series: series.slice(0, index + 1),
            recount: tables,
            appealsFiled: appealsFiledIn(appeals, year),
          };
          const relations = check(tables, context).filter(({ id }) => id.startsWith('K'));
          expect(relations.filter(({ ok }) => !ok)).toEqual([]);
          expect(relations).toHaveLength(10);
        });
      }),
    );
  });

  it('books a result in the year of the request when it was concluded before that year (A-42)', () => {
    const facts = {
      requests: [{ ...request, statYear: 2025, concludedYear: 2024, resultCode: 'granted' as const }],
      appeals: [],
    };
    expect(tabulate(facts, 2024).table3.results_total.total).toBe(0);
    expect(tabulate(facts, 2025).table3.granted.natural_person).toBe(1);
  });

  it('shows a proceeding pending in one report and its result in the next (S6)', () => {
    const appeals = [
      { group: 'recon' as const, filedYear: 2024, concludedYear: 2025, result: 'upheld' as const, count: 1 },
    ];
    expect(tabulate({ requests: [], appeals }, 2024).table4.recon).toEqual({
      upheld: 0,
      corrected: 0,
      other: 0,
      pending: 1,
      total: 1,
    });
    expect(tabulate({ requests: [], appeals }, 2025).table4.recon).toEqual({
      upheld: 1,
      corrected: 0,
      other: 0,
      pending: 0,
      total: 1,
    });
  });

  it('prints the fee amount in 万元 and all other figures as recorded', () => {
    const figures = { 't2.rules.issued': 3, 't2.administrative_fee.amount_wan_yuan': 3_800 } as const;
    const { table2 } = tabulate({ requests: [], appeals: [], figures }, 2024);
    expect(table2.administrative_fee.amount_wan_yuan).toBe(0.38);
    expect(table2.rules).toEqual({ issued: 3, repealed: 0, in_force: 0 });
  });
});
