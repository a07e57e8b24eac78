import { KIND_CODES, RESULTS, type CityCase } from './city';

/** Cell id → count, computed from the truth by plain counting; the product is compared with this. */
export type Count = Record<string, number>;

/** All 175 + 15 cells of a year. */
export function countYear(cases: readonly CityCase[], year: number): Count {
  const count: Count = {};
  const rows = ['new_received', 'carried_in', ...RESULTS.map(([, code]) => code), 'results_total', 'carried_out'];
  for (const row of rows) for (const column of [...KIND_CODES, 'total']) count[`t3.${row}.${column}`] = 0;
  for (const group of ['recon', 'suit_direct', 'suit_after_recon']) {
    for (const cell of ['upheld', 'corrected', 'other', 'pending', 'total']) count[`t4.${group}.${cell}`] = 0;
  }
  const add = (row: string, kind: number): void => {
    count[`t3.${row}.${KIND_CODES[kind]}`]!++;
    count[`t3.${row}.total`]!++;
  };
  const first = `${year}-01-01`;
  const last = `${year}-12-31`;
  for (const one of cases) {
    if (one.received > last) continue;
    const over = one.concluded !== undefined && one.concluded < first;
    if (one.received >= first) add('new_received', one.kind);
    else if (!over) add('carried_in', one.kind);
    if (!over) {
      if (one.concluded !== undefined && one.concluded <= last) {
        add(RESULTS[one.result!]![1], one.kind);
        add('results_total', one.kind);
      } else {
        add('carried_out', one.kind);
      }
    }
  }
  for (const one of cases) {
    for (const appeal of one.appeals) {
      if (appeal.filed > last || (appeal.concluded !== undefined && appeal.concluded < first)) continue;
      const cell = appeal.concluded !== undefined && appeal.concluded <= last ? appeal.end! : 'pending';
      count[`t4.${appeal.kind}.${cell}`]!++;
      count[`t4.${appeal.kind}.total`]!++;
    }
  }
  return count;
}
