import {
  appealGroupOf,
  CELL_IDS,
  cellsOf,
  cellValues,
  requestGroupOf,
  summed,
  tabulate,
  type AnnualTables,
  type BookedFacts,
  type CellId,
} from '@app/annual-report';
import type { SelfAuditDifference } from '@app/disclosure';
import type { FoundRows } from './found-rows';
import { bookedIn, registersInLog, type FactsOverTime, type RegisterInLog } from './registers-in-log';
import { figuresKey, type ReplayedLog } from './replayed-log';

/** The tables of a unit and year, counted from the log alone. */
export function expectedTables(log: ReplayedLog, unit: string, year: number): AnnualTables {
  return summed(
    registersInLog(log, unit, year).map((register) => {
      const cases = (log.byUnit.get(register.unit) ?? []).flatMap(({ spans }) =>
        bookedIn(spans, register.published, log.position),
      );
      const requests = cases.map(requestGroupOf);
      const appeals = cases.flatMap((facts) => facts.appeals.map(({ booked }) => ({ ...booked, count: 1 })));
      return tabulate({ requests, appeals, figures: log.figures.get(figuresKey(register.unit, year)) }, year);
    }),
  );
}

/** Cell by cell; what differs is named with the cases that make the difference, or by itself where no case does. */
export function cellDifferences(
  log: ReplayedLog,
  found: { tables: AnnualTables; rows: FoundRows },
  { unit, year }: { unit: string; year: number },
): SelfAuditDifference[] {
  const [told, stands] = [cellValues(expectedTables(log, unit, year)), cellValues(found.tables)];
  const differing = CELL_IDS.filter((cell) => told[cell] !== stands[cell]);
  if (differing.length === 0) return [];
  const registers = registersInLog(log, unit, year);
  const sides = caseCounts(log, found.rows, registers, year);
  return differing.flatMap((cell): SelfAuditDifference[] => {
    const by = { kind: 'cell' as const, unit, year, cell };
    const cases = [...sides].flatMap(([caseId, { caseNo, expected, found: counted }]) => {
      const [should, does] = [expected.get(cell) ?? 0, counted.get(cell) ?? 0];
      return should === does ? [] : [{ ...by, caseId, caseNo, expected: `${should}`, found: `${does}` }];
    });
    return cases.length > 0 ? cases : [{ ...by, expected: `${told[cell]}`, found: `${stands[cell]}` }];
  });
}

interface Sides {
  caseNo: string;
  expected: Map<CellId, number>;
  found: Map<CellId, number>;
}

/** How often each case stands in each cell, by the log and by the rows of the read model. */
function caseCounts(
  log: ReplayedLog,
  rows: FoundRows,
  registers: readonly RegisterInLog[],
  year: number,
): Map<string, Sides> {
  const sides = new Map<string, Sides>();
  for (const { unit, published } of registers) {
    const counted = (spans: readonly FactsOverTime[]) => countsOf(bookedIn(spans, published, log.position), year);
    for (const caseId of new Set([...log.cases.keys(), ...rows.facts.keys()])) {
      const ofCase = log.cases.get(caseId);
      const found = rows.facts.get(caseId) ?? [];
      if (ofCase?.unit !== unit && !found.some(({ facts }) => facts.unit === unit)) continue;
      sides.set(caseId, {
        caseNo: ofCase?.caseNo ?? found[0]?.facts.caseNo ?? '',
        expected: counted(ofCase?.unit === unit ? ofCase.spans : []),
        found: counted(found.filter(({ facts }) => facts.unit === unit)),
      });
    }
  }
  return sides;
}

function countsOf(facts: readonly BookedFacts[], year: number): Map<CellId, number> {
  const counts = new Map<CellId, number>();
  for (const each of facts) {
    for (const { cell } of cellsOf(each, year)) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
}

/** First and last year either side counts anything in. */
export function yearsIn(log: ReplayedLog, rows: FoundRows, thisYear: number): { from: number; to: number } {
  let from = thisYear;
  const spans = [...[...log.cases.values()].map((each) => each.spans), ...rows.facts.values()].flat();
  for (const { facts } of spans) {
    from = Math.min(from, facts.statYear, ...facts.appeals.map((appeal) => appealGroupOf(appeal).filedYear));
  }
  for (const key of log.figures.keys()) from = Math.min(from, Number(key.split('\u001f')[1]));
  return { from, to: thisYear };
}
