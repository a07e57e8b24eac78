import { bookedFacts, type BookedFacts } from '@app/annual-report';
import type { StatisticalFacts, UnitPlacement } from '@app/disclosure';
import type { LogOutline, ReplayedReport } from './log-outline';

/** A register that a unit's tables of a year count, with the reports of earlier years that counted it. */
export interface RegisterInLog {
  unit: string;
  published: ReplayedReport[];
}

const lastYearOf = ({ abolished }: UnitPlacement): number =>
  abolished?.successor === undefined ? Infinity : Number(abolished.lastDay.slice(0, 4));

/** The registers of a unit and year, from what the log says of units and reports; none once a successor reports. */
export function registersInLog(log: LogOutline, unit: string, year: number): RegisterInLog[] {
  const own = log.units.get(unit);
  if (own && lastYearOf(own) < year) return [];
  return upTo(log, unit, year, new Set());
}

function upTo(log: LogOutline, unit: string, limit: number, seen: ReadonlySet<string>): RegisterInLog[] {
  const published = log.reports
    .filter((report) => report.unit === unit && report.year < limit)
    .sort((a, b) => a.year - b.year);
  const known = new Set([...seen, unit]);
  const taken = [...log.units.values()].flatMap((before): RegisterInLog[] => {
    const lastYear = lastYearOf(before);
    if (before.abolished?.successor !== unit || lastYear >= limit || known.has(before.unit)) return [];
    const since = published.filter((report) => report.year > lastYear);
    return upTo(log, before.unit, lastYear + 1, known).map((register) => ({
      ...register,
      published: [...register.published, ...since],
    }));
  });
  return [{ unit, published }, ...taken];
}

/** Facts of one case over time; a case may stand in several spans at once only where a table was tampered with. */
export interface FactsOverTime {
  from: number;
  to: number | null;
  facts: StatisticalFacts;
}

/** The facts of a case as the tables after the published reports count them; one more for each span too many. */
export function bookedIn(
  spans: readonly FactsOverTime[],
  published: readonly ReplayedReport[],
  at: number,
): BookedFacts[] {
  const moments = [...published.map(({ countedPosition }) => countedPosition), at];
  const standing = moments.map((moment) =>
    spans.filter(({ from, to }) => from <= moment && (to === null || to > moment)).map(({ facts }) => facts),
  );
  const most = Math.max(...standing.map((facts) => facts.length));
  const years = published.map(({ year }) => year);
  return Array.from({ length: most }, (_, copy) =>
    bookedFacts(
      years,
      standing.map((facts) => facts[copy]),
    ),
  ).filter((facts): facts is BookedFacts => facts !== null);
}
