import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import {
  bookedFacts,
  carriedIn,
  CARRY_REASONS,
  carryOver,
  TABLE3_COLUMNS,
  type CarriedCase,
  type CarryOver,
} from '@app/annual-report';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { statutoryPosition } from '../framework/standing';
import { casesOfRegister } from '../statistical-facts/cases-at';
import { registersOf, type Register } from '../statistical-facts/registers';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { knownUnit } from '../units/known-unit';
import { registersFromEvents, type RegisterFromEvents } from './cases-from-events';
import { differenceOf, type CarriedDifference } from './carried-difference';

export interface CarryOverAnswer {
  unit: string;
  year: number;
  /** What the year before carried out: as its report was counted, or counted now where none was published. */
  out: {
    cases: number;
    /** What the reports print in 结转下年度; `null` where none was published. */
    printed: number | null;
    reports: { unit: string; year: number; revision: number; position: number }[];
  };
  in: {
    /** By the events, as they are known now. */
    cases: number;
    /** By the books of this year, which hold to what was published. */
    booked: number;
    /** As the tables of this year count them. */
    counted: number;
  };
  /** Carried out and in, by the events, in the same column. */
  same: number;
  /** Every case that is on one side only, or in another column, with the event that explains it. */
  differences: CarriedDifference[];
  /** What the books do not adjust, for the check of the report: none where K-04 holds. */
  broken: CarryOver;
  /**
   * No difference but those that the books adjust, and in each report and column as many cases as were
   * printed: K-04 holds.
   */
  holds: boolean;
  position: number;
}

/**
 * Are the cases one year carried out the cases the next carries in (K-04, F26)? Sets are compared, not sums; what was
 * carried comes from the log alone, so that an error of the views is seen as well. One pass over the log.
 * @throws ProjectionStopped, ReadModelBehind, UnknownUnit
 */
export class GetCarryOver extends Query<CarryOverAnswer> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly moment: { at?: number } = {},
  ) {
    super();
  }
}

/** What the tables say, and whose registers they count. */
interface CarriedInViews {
  at: number;
  registers: Register[];
  counted: CarriedCase[];
}

interface Sides {
  out: CarriedCase[];
  /** By the events. */
  into: CarriedCase[];
  booked: CarriedCase[];
}

@QueryHandler(GetCarryOver)
export class GetCarryOverHandler implements IQueryHandler<GetCarryOver> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute(asked: GetCarryOver): Promise<CarryOverAnswer> {
    const views = await this.inViews(asked);
    const counted = { year: asked.year, at: views.at };
    return this.answer(asked, views, await registersFromEvents(this.store, views.registers, counted));
  }

  /** The registers of a unit and year, and what the tables count as carried into it. */
  inViews({ unit, year, moment }: GetCarryOver): Promise<CarriedInViews> {
    return inSnapshot(this.dataSource, async (manager) => {
      const position = await statutoryPosition(
        manager,
        this.store,
        ['statistical-facts', 'report-inputs', 'report-snapshots', 'units'],
        moment.at,
      );
      await knownUnit(manager, unit, position);
      const found = await registersOf(manager, { unit, year, at: position });
      const inViews: CarriedCase[] = [];
      for (const { unit: of, published } of found) {
        const asked = { unit: of, at: position, fromYear: year, toYear: year };
        const cases = await casesOfRegister(manager, asked, published, 't3.carried_in.total');
        inViews.push(
          ...carriedIn(
            cases.map(({ facts }) => facts),
            'carried_in',
            year,
          ),
        );
      }
      return { at: position, registers: found, counted: inViews };
    });
  }

  async answer(
    { unit, year }: GetCarryOver,
    { at, counted }: CarriedInViews,
    registers: readonly RegisterFromEvents[],
  ): Promise<CarryOverAnswer> {
    const sides: Sides = { out: [], into: [], booked: [] };
    const differences: CarriedDifference[] = [];
    /** What a report carried out, by the event that published it. */
    const carriedBy = new Map<string, CarriedCase[]>();
    for (const register of registers) {
      const own = sidesOf(register, year);
      for (const side of ['out', 'into', 'booked'] as const) sides[side].push(...own[side]);
      const report = reportOf(register, year - 1);
      if (report) carriedBy.set(report.eventId, [...(carriedBy.get(report.eventId) ?? []), ...own.out]);
      const cutoff = report?.countedPosition ?? at;
      differences.push(
        ...(await differenceOf(this.store, { found: carryOver(own.out, own.into), year, at, cutoff, as: 'events' })),
        ...(await differenceOf(this.store, {
          ...{ found: carryOver(own.out, own.booked), year, at, cutoff, as: 'counting_rule' },
        })),
      );
    }
    const inViews = { found: carryOver(sides.booked, counted), year, at, cutoff: at, as: 'views' as const };
    differences.push(...(await differenceOf(this.store, inViews)));
    const broken = differences.filter(({ reason }) => !CARRY_REASONS[reason].adjusted);
    const reports = new Map(
      registers.flatMap((each) => reportOf(each, year - 1) ?? []).map((each) => [each.eventId, each]),
    );
    const asPrinted = [...reports.values()].every(({ eventId, cells }) =>
      TABLE3_COLUMNS.every(
        ({ code: column }) =>
          (cells[`t3.carried_out.${column}`] ?? 0) ===
          (carriedBy.get(eventId) ?? []).filter((each) => column === 'total' || each.column === column).length,
      ),
    );
    const printed = [...reports.values()].reduce((sum, { cells }) => sum + (cells['t3.carried_out.total'] ?? 0), 0);
    return {
      unit,
      year,
      out: {
        cases: sides.out.length,
        printed: reports.size === 0 ? null : printed,
        reports: [...reports.values()].map(({ unit: of, year: reportYear, revision, countedPosition }) => ({
          ...{ unit: of, year: reportYear, revision, position: countedPosition },
        })),
      },
      in: { cases: sides.into.length, booked: sides.booked.length, counted: counted.length },
      same: carryOver(sides.out, sides.into).same,
      differences,
      broken: {
        same: sides.out.length,
        onlyOut: broken.filter(({ side }) => side === 'only_out'),
        onlyIn: broken.filter(({ side }) => side === 'only_in'),
        moved: broken.flatMap(({ side, into, ...one }) => (side === 'moved' && into ? [{ ...one, into }] : [])),
      },
      holds: broken.length === 0 && asPrinted,
      position: at,
    };
  }
}

function sidesOf({ published, cases }: RegisterFromEvents, year: number): Sides {
  const years = published.map((each) => each.year);
  const last = years.indexOf(year - 1);
  const earlier = last < 0 ? years : years.slice(0, last);
  // The report of the year before was booked by the reports before it, from what was known when it was counted.
  const outOf = last < 0 ? published.length : last;
  return {
    out: carriedIn(
      cases.flatMap((known) => bookedFacts(earlier, [...known.slice(0, earlier.length), known[outOf]]) ?? []),
      'carried_out',
      year - 1,
    ),
    into: carriedIn(
      cases.flatMap((known) => known.at(-1) ?? []),
      'carried_in',
      year,
    ),
    booked: carriedIn(
      cases.flatMap((known) => bookedFacts(years, known) ?? []),
      'carried_in',
      year,
    ),
  };
}

const reportOf = ({ published }: Register, year: number) => published.find((report) => report.year === year);
