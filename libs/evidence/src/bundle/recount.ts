import {
  bookedFacts,
  cellValues,
  requestGroupOf,
  summed,
  tablesFrom,
  tabulate,
  type AnnualTables,
  type CellId,
} from '@app/annual-report';
import type { CaseFacts } from './case-facts';
import { countedAt, type Frozen, type OfficeFacts, type Register } from './office-facts';

/** The tables of a register's cases, booked by the reports that counted it before. */
function counted(
  { unit, published }: Register,
  year: number,
  at: number,
  { cases, office }: CountedParts,
): AnnualTables {
  const moments = [...published.map(countedAt), at];
  const years = published.map(({ data }) => data.reportYear);
  const booked = (cases.get(unit) ?? []).flatMap((ofCase) => {
    const facts = bookedFacts(
      years,
      moments.map((moment) => ofCase.at(moment)),
    );
    return facts ? [facts] : [];
  });
  return tabulate(
    {
      requests: booked.map(requestGroupOf),
      appeals: booked.flatMap((ofCase) => ofCase.appeals.map((appeal) => ({ ...appeal.booked, count: 1 }))),
      figures: office.figuresAt(unit, year, at),
    },
    year,
  );
}

export interface CountedParts {
  /** By the unit that registered them. */
  cases: ReadonlyMap<string, readonly CaseFacts[]>;
  office: OfficeFacts;
}

/** The tables of a unit and year as they follow from the events up to a position. */
export function tablesAt(unit: string, year: number, at: number, parts: CountedParts): AnnualTables {
  return summed(parts.office.registers(unit, year, at).map((register) => counted(register, year, at, parts)));
}

/** The cells a frozen report should have: its own count and, of a consolidated one, the reports it names. */
export function recounted(frozen: Frozen, parts: CountedParts): Record<CellId, number> {
  const { unitId, reportYear, consolidated, unitTree = [] } = frozen.data;
  const own = tablesAt(unitId, reportYear, countedAt(frozen), parts);
  if (!consolidated) return cellValues(own);
  const below = unitTree
    .filter(({ unit }) => unit !== unitId)
    .map(({ unit, revision = 1 }) =>
      tablesFrom(parts.office.publication(unit, reportYear, revision)?.data.cells ?? {}),
    );
  return cellValues(summed([own, ...below]));
}
