import { In, type EntityManager } from 'typeorm';
import type { StatisticalFacts } from '@app/disclosure';
import { RegisterCase } from '../case-register/register-case.entity';
import { DueClock } from '../due-list/due-clock.entity';
import { FactsSpan } from '../statistical-facts/facts-span.entity';
import type { FactsOverTime } from './registers-in-log';

/** What the read models say of one case. */
export interface FoundRows {
  facts: FactsOverTime[];
  register: RegisterCase | undefined;
  due: DueClock[];
}

/** The rows of some cases; every case asked for has an answer, if an empty one. */
export async function rowsOfCases(
  manager: EntityManager,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, FoundRows>> {
  const found = new Map<string, FoundRows>(caseIds.map((id) => [id, { facts: [], register: undefined, due: [] }]));
  const where = { caseId: In([...caseIds]) };
  const order = { caseId: 'ASC', fromPosition: 'ASC' } as const;
  for (const row of await manager.getRepository(FactsSpan).find({ where, order })) {
    found.get(row.caseId)?.facts.push({ from: row.fromPosition, to: row.toPosition, facts: factsOfRow(row) });
  }
  for (const row of await manager.getRepository(RegisterCase).find({ where })) found.get(row.caseId)!.register = row;
  for (const row of await manager.getRepository(DueClock).find({ where })) found.get(row.caseId)?.due.push(row);
  return found;
}

/** The row's facts: whatever columns it has beside its span, by the names the core gives them. */
function factsOfRow({ fromPosition: _from, toPosition: _to, statColumn: column, ...row }: FactsSpan): StatisticalFacts {
  const known = Object.entries({ ...row, column }).filter(([, value]) => value !== null);
  return Object.fromEntries(known) as unknown as StatisticalFacts;
}

const TABLES = ['statistical_facts', 'register_case', 'due_clock'] as const;

/** In the order of the database, whatever its collation. */
const IDS_AFTER = `select case_id from (${TABLES.map(
  (table) => `(select distinct case_id from read_models.${table}
    where $1::text is null or case_id > $1 order by case_id limit $2)`,
).join(' union ')}) as ids order by case_id limit $2`;

/** The next ids of cases that have a row anywhere, after one; none at the end. */
export async function caseIdsAfter(manager: EntityManager, after: string | null, most: number): Promise<string[]> {
  const rows = await manager.query<{ case_id: string }[]>(IDS_AFTER, [after, most]);
  return rows.map(({ case_id }) => case_id);
}
