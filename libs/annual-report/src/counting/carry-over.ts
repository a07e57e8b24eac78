import type { ApplicantKind, StatisticalFacts } from '@app/disclosure';
import type { BookedFacts } from './booking';
import { cellsOf } from './cells-of';

/** A case of a carried row with its column: carry-over is a set of cases, never a sum (F26). */
export interface CarriedCase {
  caseId: string;
  caseNo: string;
  column: ApplicantKind;
}

/** Two sets of carried cases side by side. */
export interface CarryOver {
  /** In both, in the same column. */
  same: number;
  onlyOut: CarriedCase[];
  onlyIn: CarriedCase[];
  /** In both, but in another column. */
  moved: (CarriedCase & { into: ApplicantKind })[];
}

/** The cases in 结转下年度 of a year, or in 上年结转. */
export function carriedIn(
  cases: readonly (StatisticalFacts | BookedFacts)[],
  row: 'carried_out' | 'carried_in',
  year: number,
): CarriedCase[] {
  return cases
    .filter((facts) => cellsOf(facts, year).some(({ cell }) => cell === `t3.${row}.total`))
    .map(({ caseId, caseNo, column }) => ({ caseId, caseNo, column }));
}

/** What one year carried out against what the next carries in, case by case (K-04). */
export function carryOver(out: readonly CarriedCase[], into: readonly CarriedCase[]): CarryOver {
  const arriving = new Map(into.map((each) => [each.caseId, each]));
  const leaving = new Map(out.map((each) => [each.caseId, each]));
  const both = [...leaving.values()].flatMap((each) => {
    const there = arriving.get(each.caseId);
    return there ? [{ ...each, into: there.column }] : [];
  });
  const moved = both.filter(({ column, into: other }) => column !== other);
  return {
    same: both.length - moved.length,
    onlyOut: [...leaving.values()].filter(({ caseId }) => !arriving.has(caseId)),
    onlyIn: [...arriving.values()].filter(({ caseId }) => !leaving.has(caseId)),
    moved,
  };
}

export const isEven = ({ onlyOut, onlyIn, moved }: CarryOver): boolean =>
  onlyOut.length + onlyIn.length + moved.length === 0;
