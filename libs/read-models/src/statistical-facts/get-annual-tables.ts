import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import {
  appealsFiledIn,
  bookedAppealGroups,
  bookedGroups,
  check,
  feeStatementOf,
  summed,
  tabulate,
  type AnnualTables,
  type Check,
  tablesFrom,
  type AppealHistory,
  type ProactiveFigures,
  type RequestHistory,
} from '@app/annual-report';
import type { CivilDate, FeeFact } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import type { AsOf } from '../framework/as-of';
import { statutoryPosition } from '../framework/standing';
import { table2At } from '../report-inputs/inputs-at';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { knownUnit } from '../units/known-unit';
import { appealHistories, feeFacts, requestHistories } from './facts-at';
import { registersOf, type Register } from './registers';

export interface AnnualTablesAnswer {
  unit: string;
  year: number;
  /** The tables are what the log said at this position. */
  position: number;
  /** And as things were at the end of this day, where one was asked for. */
  on?: CivilDate;
  tables: AnnualTables;
  /** The year before as published, else at the same position: what K-04 and K-11 compare with. */
  prior: AnnualTables;
  /** K-07 is not among them: it needs a second count, which `publish` and `diff` make. */
  checks: Check[];
}

/**
 * What do the tables of a unit and year say, now, as known at a position, or as it was on a day? Figures of table 2 are
 * counted for a year, so that a day divides none of them.
 * @throws ProjectionStopped, ReadModelBehind, UnknownUnit
 */
export class GetAnnualTables extends Query<AnnualTablesAnswer> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly moment: AsOf = {},
  ) {
    super();
  }
}

@QueryHandler(GetAnnualTables)
export class GetAnnualTablesHandler implements IQueryHandler<GetAnnualTables> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute({ unit, year, moment }: GetAnnualTables): Promise<AnnualTablesAnswer> {
    return inSnapshot(this.dataSource, async (manager) => {
      const at = await statutoryPosition(
        manager,
        this.store,
        ['statistical-facts', 'report-inputs', 'report-snapshots', 'units'],
        moment.at,
      );
      return this.answer(manager, { unit, year, at, ...(moment.on !== undefined && { on: moment.on }) });
    });
  }

  private async answer(
    manager: EntityManager,
    { unit, year, at, on }: { unit: string; year: number; at: number; on?: CivilDate },
  ): Promise<AnnualTablesAnswer> {
    const { canMakeRules } = await knownUnit(manager, unit, at);
    const registers: CountedRegister[] = [];
    for (const register of await registersOf(manager, { unit, year, at, on })) {
      const of = { unit: register.unit, at, fromYear: year - 1, toYear: year, on };
      registers.push({
        ...register,
        years: register.published.map((snapshot) => snapshot.year),
        requests: await requestHistories(manager, { ...of, fromYear: 0 }, register.published),
        proceedings: await appealHistories(manager, of, register.published),
        figures: {
          [year]: await table2At(manager, { unit: register.unit, year, at }),
          [year - 1]: await table2At(manager, { unit: register.unit, year: year - 1, at }),
        },
        fees: await feeFacts(manager, of),
      });
    }
    const tables = summed(registers.map((register) => countedIn(register, year)));
    const prior = reportedFor(registers, year - 1);
    const checks = check(tables, {
      prior,
      series: yearsBefore(registers, year).map((each) => reportedFor(registers, each)),
      appealsFiled: appealsFiledIn(
        registers.flatMap(({ proceedings, years }) => bookedAppealGroups(proceedings, years, year)),
        year,
      ),
      canMakeRules,
      fee: feeStatementOf(
        registers.flatMap(({ fees }) => fees),
        year,
      ),
    });
    return { unit, year, position: at, ...(on !== undefined && { on }), tables, prior, checks };
  }
}

interface CountedRegister extends Register {
  /** Of the reports that counted it. */
  years: number[];
  requests: RequestHistory[];
  proceedings: AppealHistory[];
  /** Of the year asked for and the year before. */
  figures: Record<number, ProactiveFigures>;
  fees: FeeFact[];
}

const countedIn = ({ requests, proceedings, years, figures }: CountedRegister, year: number): AnnualTables =>
  tabulate(
    {
      requests: bookedGroups(requests, years, year),
      appeals: bookedAppealGroups(proceedings, years, year),
      figures: figures[year],
    },
    year,
  );

/**
 * What was reported of the registers for an earlier year: each report as it was published, once, since K-04 and K-11
 * hold the next year to it (for a successor as a group, A-77); counted where none was published.
 */
function reportedFor(registers: readonly CountedRegister[], year: number): AnnualTables {
  const reports = new Map<string, AnnualTables>();
  const counted: AnnualTables[] = [];
  for (const register of registers) {
    const report = register.published.find((snapshot) => snapshot.year === year);
    if (report) reports.set(report.unit, tablesFrom(report.cells));
    else counted.push(countedIn(register, year));
  }
  return summed([...reports.values(), ...counted]);
}

/**
 * The years up to the year before that K-08 sums over: from the first with a published report of every register that
 * has any, which says what had been carried into it, else from the first request.
 */
function yearsBefore(registers: readonly CountedRegister[], year: number): number[] {
  const published = registers.flatMap(({ years }) => years.slice(0, 1));
  const requested = registers.flatMap(({ requests }) =>
    requests.flatMap(({ states }) => states.map((state) => state?.statYear ?? year - 1)),
  );
  const first =
    published.length > 0
      ? Math.max(...published)
      : requested.reduce((earliest, each) => Math.min(earliest, each), year - 1);
  return Array.from({ length: year - first }, (_, i) => first + i);
}
