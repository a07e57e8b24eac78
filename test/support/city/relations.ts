import { KIND_CODES, RESULTS } from './city';

export type Cells = Readonly<Record<string, number>>;

const COLUMNS = [...KIND_CODES, 'total'];
const ROWS = ['new_received', 'carried_in', ...RESULTS.map(([, code]) => code), 'results_total', 'carried_out'];
const GROUPS = ['recon', 'suit_direct', 'suit_after_recon'];

const t3 = (cells: Cells, row: string, column: string): number => cells[`t3.${row}.${column}`]!;

/** Every relation of consecutive reports that does not hold, by plain arithmetic; empty when all hold. */
export function brokenRelations(reports: readonly Cells[]): string[] {
  const broken: string[] = [];
  const equal = (what: string, left: number, right: number): void => {
    if (left !== right) broken.push(`${what}: ${left} ≠ ${right}`);
  };
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
  reports.forEach((cells, i) => {
    for (const column of COLUMNS) {
      const at = (row: string): number => t3(cells, row, column);
      const where = `${i} ${column}`;
      equal(`K-01 ${where}`, at('new_received') + at('carried_in'), at('results_total') + at('carried_out'));
      equal(`K-02 ${where}`, at('results_total'), sum(RESULTS.map(([, code]) => at(code))));
      if (at('carried_out') > at('new_received') + at('carried_in')) broken.push(`K-06 ${where}`);
      const before = reports[i - 1];
      if (before) equal(`K-04 ${where}`, at('carried_in'), t3(before, 'carried_out', column));
      const over = (row: string): number => sum(reports.slice(0, i + 1).map((each) => t3(each, row, column)));
      equal(
        `K-08 ${where}`,
        t3(reports[0]!, 'carried_in', column) + over('new_received'),
        over('results_total') + at('carried_out'),
      );
    }
    for (const row of ROWS) {
      equal(`K-03 ${i} ${row}`, t3(cells, row, 'total'), sum(KIND_CODES.map((column) => t3(cells, row, column))));
    }
    for (const [cell, value] of Object.entries(cells)) {
      if (!(value >= 0) || !(Number.isInteger(value) || cell.startsWith('t2.'))) broken.push(`K-05 ${i} ${cell}`);
    }
    for (const group of GROUPS) {
      const parts = ['upheld', 'corrected', 'other', 'pending'].map((cell) => cells[`t4.${group}.${cell}`]!);
      equal(`K-10 ${i} ${group}`, cells[`t4.${group}.total`]!, sum(parts));
    }
  });
  return broken;
}
