import type { AnnualTables } from '../form/tables';
import { ACROSS_YEARS } from './across-years';
import type { Check, CheckContext, CheckId, Relation } from './check';
import { PLAUSIBILITY } from './plausibility';
import { WITHIN_THE_YEAR } from './within-the-year';

/** Faults of the text are found where the text is put together, all others here. */
type TableCheckId = Exclude<CheckId, 'C-27'>;

/** Beside these three stands, later, the table of common mistakes (C-01..C-32); those that break a relation are seen here. */
const RELATIONS: Record<TableCheckId, Relation> = { ...WITHIN_THE_YEAR, ...ACROSS_YEARS, ...PLAUSIBILITY };

/** In the order they are reported. */
const ORDER: readonly TableCheckId[] = (Object.keys(RELATIONS) as TableCheckId[]).sort((a, b) =>
  // K before A; within a letter by number
  a[0] === b[0] ? (a < b ? -1 : 1) : a < b ? 1 : -1,
);

/**
 * Every relation the context allows to check: one entry where it holds, one entry per place where it does not
 * (K-01..K-08, K-10, K-11, A-11, A-13, A-62).
 */
export function check(tables: AnnualTables, context: CheckContext = {}): Check[] {
  return ORDER.flatMap((id): Check[] => {
    const relation = RELATIONS[id];
    const faults = relation.faults(tables, context);
    if (faults === undefined) return [];
    const level = relation.level(context);
    if (faults.length === 0) return [{ id, level, ok: true, message: relation.says, cells: [] }];
    return faults.map(({ message, cells }) => ({
      id,
      level,
      ok: false,
      message: `${message}（${relation.says}）`,
      cells,
    }));
  });
}
