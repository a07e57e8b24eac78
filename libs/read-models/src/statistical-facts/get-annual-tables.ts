import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import {
  appealsFiledIn,
  check,
  feeStatementOf,
  tabulate,
  type AnnualTables,
  type Check,
  type RequestGroup,
} from '@app/annual-report';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { statutoryPosition } from '../framework/standing';
import { table2At } from '../report-inputs/inputs-at';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { knownUnit } from '../units/known-unit';
import { appealGroups, feeFacts, requestGroups } from './facts-at';

export interface AnnualTablesAnswer {
  unit: string;
  year: number;
  /** The tables are what the log said at this position. */
  position: number;
  tables: AnnualTables;
  /** The year before at the same position, what K-04 and K-11 compare with. */
  prior: AnnualTables;
  /** K-07 is not among them until a published snapshot can be compared with. */
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
        ['statistical-facts', 'report-inputs', 'units'],
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
    const requests = await requestGroups(manager, everything);
    const appeals = await appealGroups(manager, of);
    const figures = await table2At(manager, { unit, year, at });
    const tables = tabulate({ requests, appeals, figures }, year);
    const before = await table2At(manager, { unit, year: year - 1, at });
    const prior = tabulate({ requests, appeals, figures: before }, year - 1);
    const checks = check(tables, {
      prior,
      series: yearsBefore(requests, year).map((each) => tabulate({ requests, appeals: [] }, each)),
      appealsFiled: appealsFiledIn(appeals, year),
      canMakeRules,
      fee: feeStatementOf(await feeFacts(manager, of), year),
    });
    return { unit, year, position: at, tables, prior, checks };
  }
}

/** The unit's years from its first request to the year before, what K-08 sums over. */
function yearsBefore(requests: readonly RequestGroup[], year: number): number[] {
  const first = requests.reduce((earliest, { statYear }) => Math.min(earliest, statYear), year - 1);
  return Array.from({ length: year - first }, (_, i) => first + i);
}
