import { bookedFacts, cellsOf, type BookedFacts, type CellId } from '@app/annual-report';
import {
  factsOf,
  fold,
  liftEvent,
  stateOn,
  type CaseEvent,
  type CivilDate,
  type LedgerEvent,
  type StatisticalFacts,
} from '@app/disclosure';
import type { EventStore } from '@app/event-store';

type Cells = Partial<Record<CellId, number>>;
type Facts = StatisticalFacts | undefined;

interface Publication {
  year: number;
  /** Position the report was counted at, and where it was frozen. */
  counted: number;
  frozen: number;
}

/** A log replayed by nothing but the pure core: what the read models are held against. One unit, no successor. */
export class ReplayedRegister {
  constructor(
    /** By case id, oldest first. */
    readonly cases: ReadonlyMap<string, readonly CaseEvent[]>,
    readonly publications: readonly Publication[],
    /** Facts folded already; those of the case a copy has otherwise are folded anew. */
    private readonly known = new Map<string, Facts>(),
    private readonly changed?: string,
  ) {}

  static async read(store: EventStore, unit: string): Promise<ReplayedRegister> {
    const cases = new Map<string, CaseEvent[]>();
    const publications: Publication[] = [];
    for await (const stored of store.readAll()) {
      if (stored.metadata['unit'] !== unit) continue;
      const event = liftEvent(stored);
      if (event.stream.startsWith('case-')) {
        const caseId = event.stream.slice('case-'.length);
        cases.set(caseId, [...(cases.get(caseId) ?? []), event as CaseEvent]);
      }
      publications.push(...publicationsIn(event));
    }
    return new ReplayedRegister(cases, publications);
  }

  /** The reports of years before one, as known at a position: of each the latest revision. */
  published(year: number, at: number, on?: CivilDate): Publication[] {
    const latest = new Map<number, Publication>();
    for (const report of this.publications) {
      const ended = on === undefined || `${report.year}-12-31` <= on;
      if (report.frozen <= at && report.year < year && ended) latest.set(report.year, report);
    }
    return [...latest.values()].sort((a, b) => a.year - b.year);
  }

  factsAt(caseId: string, at: number, on?: CivilDate): Facts {
    const history = (this.cases.get(caseId) ?? []).filter(({ position }) => position <= at);
    if (caseId === this.changed) return factsIn(history, on);
    const key = `${caseId} ${history.length} ${on ?? ''}`;
    if (!this.known.has(key)) this.known.set(key, factsIn(history, on));
    return this.known.get(key);
  }

  /** A case as the tables of a year count it, by the reports known at a position. */
  booked(caseId: string, year: number, at: number, on?: CivilDate): BookedFacts | null {
    const reports = this.published(year, at, on);
    return bookedFacts(
      reports.map((report) => report.year),
      [...reports.map(({ counted }) => this.factsAt(caseId, counted)), this.factsAt(caseId, at, on)],
    );
  }

  /** The 190 counted cells that are not zero. */
  cells(year: number, at: number, on?: CivilDate): Cells {
    const cells: Cells = {};
    for (const caseId of this.cases.keys()) add(cells, this.cellsOfCase(caseId, year, at, on), 1);
    return cells;
  }

  cellsOfCase(caseId: string, year: number, at: number, on?: CivilDate): Cells {
    const facts = this.booked(caseId, year, at, on);
    const cells: Cells = {};
    for (const { cell } of facts ? cellsOf(facts, year) : []) cells[cell] = (cells[cell] ?? 0) + 1;
    return cells;
  }

  /** A copy of the log in which one case has another history. */
  with(caseId: string, history: readonly CaseEvent[]): ReplayedRegister {
    return new ReplayedRegister(new Map([...this.cases, [caseId, history]]), this.publications, this.known, caseId);
  }
}

function factsIn(history: readonly CaseEvent[], on: CivilDate | undefined): Facts {
  if (history.length === 0) return undefined;
  const state = on === undefined ? fold(history) : stateOn(history, on);
  return state && factsOf(state);
}

function publicationsIn({ type, data, position }: LedgerEvent): Publication[] {
  if (type !== 'ReportFrozen' && type !== 'ReportRevised') return [];
  return [{ year: data.reportYear, counted: data.position ?? position - 1, frozen: position }];
}

/** Adds cells to cells; one that comes to nothing is taken out. */
export function add(cells: Cells, more: Cells, times: 1 | -1): Cells {
  for (const [cell, count] of Object.entries(more) as [CellId, number][]) {
    const sum = (cells[cell] ?? 0) + times * count;
    if (sum === 0) delete cells[cell];
    else cells[cell] = sum;
  }
  return cells;
}
