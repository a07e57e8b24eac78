import type { QueryBus } from '@nestjs/cqrs';
import { isT2CellId, type Check } from '@app/annual-report';
import { ListCasesInCells } from '@app/read-models';

/** A check with the cases behind the cells it names. */
export interface CheckWithCases extends Check {
  /** By number, at most `CASES_NAMED`; empty where the check holds or names no cell that counts cases. */
  cases: { caseId: string; caseNo: string }[];
  /** How many there are in all. */
  caseCount: number;
}

/** A cell may hold a whole year; whoever wants all of its cases asks the cell (`explain`). */
export const CASES_NAMED = 100;

/**
 * A check knows cells only; the cases in them are named by the read side (annual-report §8), for failing checks alone:
 * where everything holds nothing is asked.
 * @throws ProjectionStopped, ReadModelBehind, UnknownUnit
 */
export async function withCases(
  queries: QueryBus,
  { unit, year, at }: { unit: string; year: number; at?: number },
  checks: readonly Check[],
): Promise<CheckWithCases[]> {
  const cells = new Set(checks.flatMap((check) => (check.ok ? [] : check.cells.filter((cell) => !isT2CellId(cell)))));
  const found = cells.size === 0 ? [] : await queries.execute(new ListCasesInCells(unit, year, [...cells], { at }));
  return checks.map((check): CheckWithCases => {
    const own = check.ok ? [] : found.filter((one) => one.cells.some((cell) => check.cells.includes(cell)));
    const cases = own.slice(0, CASES_NAMED).map(({ caseId, caseNo }) => ({ caseId, caseNo }));
    return { ...check, cases, caseCount: own.length };
  });
}
