import type { AnnualTables } from '../form/tables';
import { ACROSS_YEARS } from './across-years';
import type { Check, CheckContext, Relation, RelationId } from './check';
import { PLAUSIBILITY } from './plausibility';
import { WITHIN_THE_YEAR } from './within-the-year';

/** Beside these three stands the table of common mistakes, `MISTAKES`; those that break a relation are seen here. */
const RELATIONS: Record<RelationId, Relation> = { ...WITHIN_THE_YEAR, ...ACROSS_YEARS, ...PLAUSIBILITY };

/** In the order they are reported. */
const ORDER: readonly RelationId[] = (Object.keys(RELATIONS) as RelationId[]).sort((a, b) =>
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
