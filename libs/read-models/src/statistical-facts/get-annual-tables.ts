import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import {
  appealsFiledIn,
  bookedAppealGroups,
  bookedGroups,
  check,
  feeStatementOf,
  tabulate,
  type AnnualTables,
  type Check,
  tablesFrom,
  type RequestHistory,
} from '@app/annual-report';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { statutoryPosition } from '../framework/standing';
import { table2At } from '../report-inputs/inputs-at';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { knownUnit } from '../units/known-unit';
import type { ReportSnapshot } from '../report-snapshots/report-snapshot.entity';
import { ownRegister } from '../report-snapshots/registers-behind';
import { snapshotsAt } from '../report-snapshots/snapshots-at';
import { appealHistories, feeFacts, requestHistories } from './facts-at';

export interface AnnualTablesAnswer {
  unit: string;
  year: number;
  /** The tables are what the log said at this position. */
  position: number;
  tables: AnnualTables;
  /** The year before as published, else at the same position: what K-04 and K-11 compare with. */
  prior: AnnualTables;
  /** K-07 is not among them: it needs a second count, which `publish` and `diff` make. */
  checks: Check[];
}

/**
 * What do the tables of a unit and year say, now or as known at a position?
 * @throws ProjectionStopped, ReadModelBehind, UnknownUnit
 */
export class GetAnnualTables extends Query<AnnualTablesAnswer> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly moment: { at?: number } = {},
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
      return this.answer(manager, { unit, year, at });
    });
  }

  private async answer(
    manager: EntityManager,
    { unit, year, at }: { unit: string; year: number; at: number },
  ): Promise<AnnualTablesAnswer> {
    const { canMakeRules } = await knownUnit(manager, unit, at);
    const of = { unit, at, fromYear: year - 1, toYear: year };
    const everything = { ...of, fromYear: 0 };
    const published: ReportSnapshot[] = [];
    for (const snapshot of await snapshotsAt(manager, unit, at)) {
      if (snapshot.year < year) published.push(await ownRegister(manager, snapshot));
    }
    const years = published.map((snapshot) => snapshot.year);
    const requests = await requestHistories(manager, everything, published);
    const proceedings = await appealHistories(manager, of, published);
    const appealsOf = (each: number) => bookedAppealGroups(proceedings, years, each);
    const figuresOf = (each: number) => table2At(manager, { unit, year: each, at });
    const counted = async (each: number) =>
      tabulate(
        {
          requests: bookedGroups(requests, years, each),
          appeals: appealsOf(each),
          figures: await figuresOf(each),
        },
        each,
      );
    const tables = await counted(year);
    const prior = publishedTables(published, year - 1) ?? (await counted(year - 1));
    const checks = check(tables, {
      prior,
      series: yearsBefore(requests, years, year).map(
        (each) =>
          publishedTables(published, each) ??
          tabulate({ requests: bookedGroups(requests, years, each), appeals: [] }, each),
      ),
      appealsFiled: appealsFiledIn(appealsOf(year), year),
      canMakeRules,
      fee: feeStatementOf(await feeFacts(manager, of), year),
    });
    return { unit, year, position: at, tables, prior, checks };
  }
}

/**
 * The unit's years up to the year before, what K-08 sums over: from its first published report on, which says what had
 * been carried into it, else from its first request.
 */
function yearsBefore(requests: readonly RequestHistory[], published: readonly number[], year: number): number[] {
  const years = requests.flatMap(({ states }) => states.map((state) => state?.statYear ?? year - 1));
  const first = published[0] ?? years.reduce((earliest, each) => Math.min(earliest, each), year - 1);
  return Array.from({ length: year - first }, (_, i) => first + i);
}

/** The tables as they were published, what K-04 and K-11 hold the next year to. */
function publishedTables(published: readonly ReportSnapshot[], year: number): AnnualTables | undefined {
  const snapshot = published.find((each) => each.year === year);
  return snapshot && tablesFrom(snapshot.cells);
}
