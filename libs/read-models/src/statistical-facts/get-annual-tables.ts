import { Query } from '@nestjs/cqrs';
import type { AnnualTables, Check } from '@app/annual-report';

export interface AnnualTablesAnswer {
  unit: string;
  year: number;
  /** The tables are what the log said at this position. */
  position: number;
  tables: AnnualTables;
  /** The year before at the same position, what K-04 and K-11 compare with. */
  prior: AnnualTables;
  checks: Check[];
}

/** What do the tables of a unit and year say, now or as known at a position? @throws ProjectionStopped, ReadModelBehind, UnknownUnit */
export class GetAnnualTables extends Query<AnnualTablesAnswer> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly moment: { at?: number } = {},
  ) {
    super();
  }
}
