import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, IsNull } from 'typeorm';
import type { UnitPlacement } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { statutoryPosition } from '../framework/standing';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { UnitSpan } from './unit-span.entity';

export interface Unit {
  unit: string;
  name: string;
  /** Whether it can make 规章. */
  canMakeRules: boolean;
}

/** Which units keep a register here? @throws ProjectionStopped */
export class ListUnits extends Query<Unit[]> {}

@QueryHandler(ListUnits)
export class ListUnitsHandler implements IQueryHandler<ListUnits> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute(): Promise<Unit[]> {
    return inSnapshot(this.dataSource, async (manager) => {
      await statutoryPosition(manager, this.store, ['units']);
      const rows = await manager
        .getRepository(UnitSpan)
        .find({ where: { toPosition: IsNull() }, order: { unit: 'ASC' } });
      return rows.map(({ unit, name, canMakeRules }) => ({ unit, name, canMakeRules }));
    });
  }
}

/** Which units report, and under whom, over time? @throws ProjectionStopped */
export class ListUnitPlacements extends Query<UnitPlacement[]> {}

@QueryHandler(ListUnitPlacements)
export class ListUnitPlacementsHandler implements IQueryHandler<ListUnitPlacements> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute(): Promise<UnitPlacement[]> {
    return inSnapshot(this.dataSource, async (manager) => {
      await statutoryPosition(manager, this.store, ['units']);
      const rows = await manager
        .getRepository(UnitSpan)
        .find({ where: { toPosition: IsNull() }, order: { unit: 'ASC' } });
      return rows.map(({ placement }) => placement);
    });
  }
}
