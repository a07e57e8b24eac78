import {
  appealGroupOf,
  cellsOf,
  requestGroupOf,
  summed,
  tabulate,
  type AnnualTables,
  type AppealGroupCount,
  type BookedFacts,
  type CellId,
  type RequestGroup,
} from '@app/annual-report';
import { ListedDifferences } from './listed-differences';
import { figuresKey, type LogOutline } from './log-outline';
import { bookedIn, registersInLog, type FactsOverTime, type RegisterInLog } from './registers-in-log';

/** What is counted of one register for the tables of one unit and year; only groups, however many cases there are. */
interface Counted {
  requests: Map<string, RequestGroup>;
  appeals: Map<string, AppealGroupCount>;
}

export interface CountedCase {
  caseId: string;
  caseNo: string;
  /** By the log, with the unit whose register has the case. */
  expected: { unit: string | undefined; spans: readonly FactsOverTime[] };
  found: readonly FactsOverTime[];
}

const keyOf = (...parts: (string | number | null)[]): string => parts.join('\u001f');

/**
 * The tables of every unit and year, counted case by case from the log alone; and where the rows count a case
 * otherwise, in which cell. A case is in no table of a year before the first that its facts name.
 */
export class CountedTables {
  private readonly counted = new Map<string, Counted>();
  private readonly reporters = new Map<string, { reporter: string; register: RegisterInLog }[]>();
  private readonly byCell = new Map<string, ListedDifferences>();
  private first: number;

  constructor(
    private readonly outline: LogOutline,
    private readonly asked: { units: readonly string[]; year?: number; thisYear: number },
  ) {
    const figured = [...outline.figures.keys()].map((key) => Number(key.split('\u001f')[1]));
    this.first = Math.min(asked.thisYear, ...figured);
  }

  /** First and last year either side counts anything in. */
  get years(): number[] {
    const { year, thisYear } = this.asked;
    if (year !== undefined) return [year];
    return Array.from({ length: thisYear - this.first + 1 }, (_, i) => this.first + i);
  }

  /** @param differs whether the rows say otherwise than the log; where not, what they count need not be counted */
  take({ caseId, caseNo, expected, found }: CountedCase, differs: boolean): void {
    const first = firstYear([...expected.spans, ...found]);
    this.first = Math.min(this.first, first);
    const units = new Set([...found.map(({ facts }) => facts.unit), ...(expected.unit ? [expected.unit] : [])]);
    const { year, thisYear } = this.asked;
    for (let of = year ?? first; of <= (year ?? thisYear); of++) {
      for (const unit of units) {
        for (const { reporter, register } of this.reportersOf(unit, of)) {
          const booked = (spans: readonly FactsOverTime[]) =>
            bookedIn(spans, register.published, this.outline.position);
          const should = booked(unit === expected.unit ? expected.spans : []);
          this.add(keyOf(reporter, of, unit), should);
          if (!differs) continue;
          const does = booked(found.filter(({ facts }) => facts.unit === unit));
          const [told, stands] = [countsOf(should, of), countsOf(does, of)];
          for (const cell of new Set([...told.keys(), ...stands.keys()])) {
            const [should, does] = [told.get(cell) ?? 0, stands.get(cell) ?? 0];
            if (should === does) continue;
            const by = { kind: 'cell' as const, unit: reporter, year: of, cell, caseId, caseNo };
            this.differencesIn(reporter, of, cell).add([{ ...by, expected: `${should}`, found: `${does}` }]);
          }
        }
      }
    }
  }

  /** The tables of a unit and year. */
  tables(unit: string, year: number): AnnualTables {
    return summed(
      registersInLog(this.outline, unit, year).map((register) => {
        const { requests, appeals } = this.countedIn(keyOf(unit, year, register.unit));
        const figures = this.outline.figures.get(figuresKey(register.unit, year));
        return tabulate({ requests: [...requests.values()], appeals: [...appeals.values()], figures }, year);
      }),
    );
  }

  /** The cases that one side counts in a cell otherwise than the other. */
  differencesIn(unit: string, year: number, cell: CellId): ListedDifferences {
    const key = keyOf(unit, year, cell);
    const known = this.byCell.get(key) ?? new ListedDifferences();
    this.byCell.set(key, known);
    return known;
  }

  private add(key: string, booked: readonly BookedFacts[]): void {
    if (booked.length === 0) return;
    const { requests, appeals } = this.countedIn(key);
    for (const facts of booked) {
      const request = requestGroupOf(facts);
      const { statYear, column, concludedYear, resultCode } = request;
      countIn(requests, keyOf(statYear, column, concludedYear, resultCode), request);
      for (const { booked: appeal } of facts.appeals) {
        const { group, filedYear, concludedYear: ended, result } = appeal;
        countIn(appeals, keyOf(group, filedYear, ended, result), { ...appeal, count: 1 });
      }
    }
  }

  private countedIn(key: string): Counted {
    const known = this.counted.get(key) ?? { requests: new Map(), appeals: new Map() };
    this.counted.set(key, known);
    return known;
  }

  /** The units asked about whose tables of a year count a register. */
  private reportersOf(unit: string, year: number): { reporter: string; register: RegisterInLog }[] {
    const key = keyOf(unit, year);
    const known =
      this.reporters.get(key) ??
      this.asked.units.flatMap((reporter) =>
        registersInLog(this.outline, reporter, year)
          .filter((register) => register.unit === unit)
          .map((register) => ({ reporter, register })),
      );
    this.reporters.set(key, known);
    return known;
  }
}

function countIn<Group extends { count: number }>(groups: Map<string, Group>, key: string, one: Group): void {
  const known = groups.get(key);
  if (known) known.count += one.count;
  else groups.set(key, one);
}

const firstYear = (spans: readonly FactsOverTime[]): number =>
  spans.reduce(
    (first, { facts }) =>
      Math.min(first, facts.statYear, ...facts.appeals.map((appeal) => appealGroupOf(appeal).filedYear)),
    Infinity,
  );

function countsOf(facts: readonly BookedFacts[], year: number): Map<CellId, number> {
  const counts = new Map<CellId, number>();
  for (const each of facts) {
    for (const { cell } of cellsOf(each, year)) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
}
