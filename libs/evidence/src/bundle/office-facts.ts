import { placed, type OfficeEvent, type RecordedEventOf, type UnitPlacement } from '@app/disclosure';

export type Frozen = RecordedEventOf<'ReportFrozen'> | RecordedEventOf<'ReportRevised'>;
type Abolished = RecordedEventOf<'UnitAbolished'>;
export type Figure = RecordedEventOf<'ProactiveFigureRecorded'>;

export const isFrozen = (event: OfficeEvent): event is Frozen =>
  event.type === 'ReportFrozen' || event.type === 'ReportRevised';

/** Position the cells of a frozen report were counted at; one that does not tell it can only lie before its event. */
export const countedAt = ({ position, data }: Frozen): number => data.position ?? position - 1;

/** A register whose cases the tables of a unit and year count, and the reports that counted it before. */
export interface Register {
  unit: string;
  published: readonly Frozen[];
}

/** What units and reports say, as of any position. */
export class OfficeFacts {
  private readonly units: OfficeEvent[] = [];
  private readonly figures: Figure[] = [];
  readonly frozen: Frozen[] = [];

  /** Others than those of units, reports and figures change nothing. */
  add(event: OfficeEvent): void {
    if (event.type === 'UnitRegistered' || event.type === 'UnitMoved' || event.type === 'UnitAbolished') {
      this.units.push(event);
    }
    if (event.type === 'ProactiveFigureRecorded') this.figures.push(event);
    if (isFrozen(event)) this.frozen.push(event);
  }

  /** Whether somebody registered the unit. */
  knows(unit: string): boolean {
    return this.units.some(({ type, data }) => type === 'UnitRegistered' && 'unit' in data && data.unit === unit);
  }

  /** The unit and all that were ever told to be succeeded by it, however many steps away. */
  scopeOf(unit: string): ReadonlySet<string> {
    const abolished = this.units.filter((event): event is Abolished => event.type === 'UnitAbolished');
    const scope = new Set([unit]);
    // A set yields what is added while it is walked through.
    for (const successor of scope) {
      for (const { data } of abolished) if (data.successor === successor) scope.add(data.unit);
    }
    return scope;
  }

  /** The reports of other units that reports of these units add up, as `unit-year`. */
  addedUp(scope: ReadonlySet<string>): ReadonlySet<string> {
    return new Set(
      this.frozen
        .filter(({ data }) => scope.has(data.unitId) && data.consolidated)
        .flatMap(({ data }) => (data.unitTree ?? []).map(({ unit }) => `${unit}-${data.reportYear}`)),
    );
  }

  /** The figures of table 2 as recorded for a unit and year; the later of two for a cell wins. */
  figuresAt(unit: string, year: number, at: number): Record<string, number> {
    const told = this.figures.filter(
      ({ position, metadata, data }) => position <= at && metadata.unit === unit && data.year === year,
    );
    return Object.fromEntries(told.map(({ data }) => [data.cell, data.value]));
  }

  /** A named publication. */
  publication(unit: string, year: number, revision: number): Frozen | undefined {
    return this.frozen.find(
      ({ data }) => data.unitId === unit && data.reportYear === year && data.revision === revision,
    );
  }

  /** Whose cases the tables of a unit and year count, as known at a position; none for a unit that ended before. */
  registers(unit: string, year: number, at: number): Register[] {
    const placements = this.placementsAt(at);
    const own = placements.get(unit);
    if (own && lastYearOf(own) < year) return [];
    return this.upTo(unit, year, at, placements, new Set());
  }

  private upTo(
    unit: string,
    limit: number,
    at: number,
    placements: ReadonlyMap<string, UnitPlacement>,
    seen: ReadonlySet<string>,
  ): Register[] {
    const reports = this.latestBefore(unit, limit, at);
    const registers: Register[] = [{ unit, published: reports }];
    const known = new Set([...seen, unit]);
    for (const before of placements.values()) {
      const lastYear = lastYearOf(before);
      if (before.abolished?.successor !== unit || lastYear >= limit || known.has(before.unit)) continue;
      const since = reports.filter(({ data }) => data.reportYear > lastYear);
      for (const taken of this.upTo(before.unit, lastYear + 1, at, placements, known)) {
        registers.push({ unit: taken.unit, published: [...taken.published, ...since] });
      }
    }
    return registers;
  }

  /** The unit's reports of years before one, by year, of each the latest revision. */
  private latestBefore(unit: string, limit: number, at: number): Frozen[] {
    const known = this.frozen
      .filter(({ position, data }) => position <= at && data.unitId === unit && data.reportYear < limit)
      .sort((a, b) => a.data.reportYear - b.data.reportYear || a.data.revision - b.data.revision);
    return [...new Map(known.map((each) => [each.data.reportYear, each])).values()];
  }

  private placementsAt(at: number): ReadonlyMap<string, UnitPlacement> {
    const placements = new Map<string, UnitPlacement>();
    for (const event of this.units) {
      if (event.position > at || !('unit' in event.data)) continue;
      const placement = placed(placements.get(event.data.unit), event);
      if (placement) placements.set(event.data.unit, placement);
    }
    return placements;
  }
}

const lastYearOf = ({ abolished }: UnitPlacement): number =>
  abolished?.successor === undefined ? Infinity : Number(abolished.lastDay.slice(0, 4));
