import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { bookedFacts, requestGroupOf, summed, tabulate, type AnnualTables } from '@app/annual-report';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { registersOf } from '../statistical-facts/registers';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { registersFromEvents, type RegisterFromEvents } from './cases-from-events';

/** The tables of a year counted from the log alone, no view asked: the other side of K-07. */
export class RecountFromEvents extends Query<AnnualTables> {
  constructor(
    readonly unit: string,
    readonly year: number,
    readonly at: number,
  ) {
    super();
  }
}

@QueryHandler(RecountFromEvents)
export class RecountFromEventsHandler implements IQueryHandler<RecountFromEvents> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ unit, year, at }: RecountFromEvents): Promise<AnnualTables> {
    const registers = await inSnapshot(this.dataSource, (manager) => registersOf(manager, { unit, year, at }));
    return recounted(await registersFromEvents(this.store, registers, { year, at }), year);
  }
}

/** The tables of a year, from what the log says of their registers. */
export const recounted = (registers: readonly RegisterFromEvents[], year: number): AnnualTables =>
  summed(
    registers.map(({ published, cases, figures }) => {
      const years = published.map((each) => each.year);
      const booked = cases.flatMap((known) => bookedFacts(years, known) ?? []);
      const requests = booked.map(requestGroupOf);
      const appeals = booked.flatMap((ofCase) => ofCase.appeals.map((appeal) => ({ ...appeal.booked, count: 1 })));
      return tabulate({ requests, appeals, figures }, year);
    }),
  );
