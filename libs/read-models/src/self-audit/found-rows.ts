import type { EntityManager } from 'typeorm';
import type { StatisticalFacts } from '@app/disclosure';
import { RegisterCase } from '../case-register/register-case.entity';
import { DueClock } from '../due-list/due-clock.entity';
import { FactsSpan } from '../statistical-facts/facts-span.entity';
import type { FactsOverTime } from './registers-in-log';

/** What the read models say of the cases, by case id. */
export interface FoundRows {
  facts: Map<string, FactsOverTime[]>;
  register: Map<string, RegisterCase>;
  due: Map<string, DueClock[]>;
}

/** Rows of all units: what an abolished unit carries out its successor counts. */
export async function foundRows(manager: EntityManager): Promise<FoundRows> {
  const facts = new Map<string, FactsOverTime[]>();
  for (const row of await manager.getRepository(FactsSpan).find({ order: { caseId: 'ASC', fromPosition: 'ASC' } })) {
    push(facts, row.caseId, { from: row.fromPosition, to: row.toPosition, facts: factsOfRow(row) });
  }
  const register = await manager.getRepository(RegisterCase).find();
  const due = new Map<string, DueClock[]>();
  for (const row of await manager.getRepository(DueClock).find()) push(due, row.caseId, row);
  return { facts, register: new Map(register.map((row) => [row.caseId, row])), due };
}

/** The row's facts: whatever columns it has beside its span, by the names the core gives them. */
function factsOfRow({ fromPosition: _from, toPosition: _to, statColumn: column, ...row }: FactsSpan): StatisticalFacts {
  const known = Object.entries({ ...row, column }).filter(([, value]) => value !== null);
  return Object.fromEntries(known) as unknown as StatisticalFacts;
}

function push<T>(into: Map<string, T[]>, key: string, value: T): void {
  const known = into.get(key);
  if (known) known.push(value);
  else into.set(key, [value]);
}
