import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { AnnualTables } from '@app/annual-report';
import type { EventStore } from '@app/event-store';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { registersFromEvents } from './cases-from-events';
import { GetCarryOver, GetCarryOverHandler, type CarryOverAnswer } from './get-carry-over';
import { recounted } from './recount-from-events';

export interface CountedAgain {
  /** As `RecountFromEvents` answers. */
  recount: AnnualTables;
  /** As `GetCarryOver` answers. */
  carried: CarryOverAnswer;
}

/**
 * What a report is held against before it is published: its cells and its carry-over, both from the log alone, in one
 * pass over it (K-07, K-04). @throws ProjectionStopped, ReadModelBehind, UnknownUnit
 */
export class CountAgain extends Query<CountedAgain> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly at: number,
  ) {
    super();
  }
}

@QueryHandler(CountAgain)
export class CountAgainHandler implements IQueryHandler<CountAgain> {
  private readonly carryOver: GetCarryOverHandler;

  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {
    this.carryOver = new GetCarryOverHandler(dataSource, store);
  }

  async execute({ unit, year, at }: CountAgain): Promise<CountedAgain> {
    const asked = new GetCarryOver(unit, year, { at });
    const views = await this.carryOver.inViews(asked);
    const registers = await registersFromEvents(this.store, views.registers, { year, at });
    return { recount: recounted(registers, year), carried: await this.carryOver.answer(asked, views, registers) };
  }
}
