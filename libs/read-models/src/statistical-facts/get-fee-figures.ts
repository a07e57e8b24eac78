import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { feeStatementOf, type FeeStatement } from '@app/annual-report';
import { yearOf } from '@app/disclosure';
import type { FeeFact } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import type { AsOf } from '../framework/as-of';
import { statutoryPosition } from '../framework/standing';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { knownUnit } from '../units/known-unit';
import { feeFacts } from './facts-at';
import { registersOf } from './registers';

/** The figures of the fee statement, whole yuan. */
export interface FeeFigures extends FeeStatement {
  unit: string;
  year: number;
  /** Cases with money received or refunded in the year. */
  payingCases: number;
  position: number;
}

/** What was noticed and collected in fees? @throws ProjectionStopped, ReadModelBehind, UnknownUnit */
export class GetFeeFigures extends Query<FeeFigures> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly moment: AsOf = {},
  ) {
    super();
  }
}

@QueryHandler(GetFeeFigures)
export class GetFeeFiguresHandler implements IQueryHandler<GetFeeFigures> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute({ unit, year, moment }: GetFeeFigures): Promise<FeeFigures> {
    return inSnapshot(this.dataSource, async (manager) => {
      const position = await statutoryPosition(
        manager,
        this.store,
        ['statistical-facts', 'report-snapshots', 'units'],
        moment.at,
      );
      await knownUnit(manager, unit, position);
      const fees: FeeFact[] = [];
      for (const register of await registersOf(manager, { unit, year, at: position, on: moment.on })) {
        fees.push(...(await feeFacts(manager, { unit: register.unit, at: position, on: moment.on })));
      }
      const payingCases = fees.filter(({ collected }) => collected.some(({ on }) => yearOf(on) === year)).length;
      return { unit, year, ...feeStatementOf(fees, year), payingCases, position };
    });
  }
}
