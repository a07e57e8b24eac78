import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { superiorOn, type CivilDate, type UnitKind, type UnitPlacement } from '@app/disclosure';
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

/** Which units keep a register here, and what are they called, now or as known at a position? @throws ProjectionStopped, ReadModelBehind */
export class ListUnits extends Query<Unit[]> {
  constructor(readonly moment: { at?: number } = {}) {
    super();
  }
}

@QueryHandler(ListUnits)
export class ListUnitsHandler implements IQueryHandler<ListUnits> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute({ moment }: ListUnits): Promise<Unit[]> {
    return inSnapshot(this.dataSource, async (manager) => {
      const at = await statutoryPosition(manager, this.store, ['units'], moment.at);
      const begun = { fromPosition: LessThanOrEqual(at) };
      const rows = await manager.getRepository(UnitSpan).find({
        where: [
          { ...begun, toPosition: IsNull() },
          { ...begun, toPosition: MoreThan(at) },
        ],
        order: { unit: 'ASC' },
      });
      return rows.map(({ unit, name, canMakeRules }) => ({ unit, name, canMakeRules }));
    });
  }
}

/** The units as they stand now, in the order of their codes. */
function standingPlacements(dataSource: DataSource, store: EventStore): Promise<UnitPlacement[]> {
  return inSnapshot(dataSource, async (manager) => {
    await statutoryPosition(manager, store, ['units']);
    const rows = await manager
      .getRepository(UnitSpan)
      .find({ where: { toPosition: IsNull() }, order: { unit: 'ASC' } });
    return rows.map(({ placement }) => placement);
  });
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
    return standingPlacements(this.dataSource, this.store);
  }
}

/** A unit as it stands on a day. */
export interface UnitOnDay extends Unit {
  kind: UnitKind;
  legalReview: boolean;
  /** Its superior on the day, `null` for none. */
  parent: string | null;
  /** Its last day and who took its open cases, once that is known; `null` for a unit that goes on. */
  abolished: { lastDay: CivilDate; successor: string | null } | null;
}

function onDay(placement: UnitPlacement, day: CivilDate): UnitOnDay {
  const { unit, name, kind, canMakeRules, legalReview = false, abolished } = placement;
  return {
    unit,
    name,
    kind,
    canMakeRules,
    legalReview,
    parent: superiorOn(placement, day) ?? null,
    abolished: abolished ? { lastDay: abolished.lastDay, successor: abolished.successor ?? null } : null,
  };
}

/** Which units are there, of what kind, and under whom on a day? @throws ProjectionStopped */
export class ListUnitsOnDay extends Query<UnitOnDay[]> {
  constructor(readonly day: CivilDate) {
    super();
  }
}

@QueryHandler(ListUnitsOnDay)
export class ListUnitsOnDayHandler implements IQueryHandler<ListUnitsOnDay> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ day }: ListUnitsOnDay): Promise<UnitOnDay[]> {
    return (await standingPlacements(this.dataSource, this.store)).map((placement) => onDay(placement, day));
  }
}
