import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import type { CivilDate } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { isPast, type AsOf } from '../framework/as-of';
import { thenOf } from '../framework/cases-as-of';
import { positionOf } from '../framework/standing';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { narrowed, type CaseSearch } from './case-search';
import type { CaseSummary } from './case-summary';
import { cursorOf } from './cursor';
import { rowsThen } from './search-cases-then';
import { summariesOf } from './summaries';

export type { CaseSearch } from './case-search';

export interface CasePage {
  items: CaseSummary[];
  /** Absent on the last page. */
  nextCursor?: string;
  /** Log position the answer stands at. */
  position: number;
  /** The day it stands at, where one was asked for. */
  on?: CivilDate;
}

/**
 * Which cases are there, now, as known at a position, or as they were on a day? Latest received first, those not yet
 * received on top. @throws BadCursor, ReadModelBehind
 */
export class SearchCases extends Query<CasePage> {
  constructor(
    readonly criteria: CaseSearch = {},
    readonly moment: AsOf = {},
  ) {
    super();
  }
}

@QueryHandler(SearchCases)
export class SearchCasesHandler implements IQueryHandler<SearchCases> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute({ criteria, moment }: SearchCases): Promise<CasePage> {
    return inSnapshot(this.dataSource, (manager) => this.page(manager, criteria, moment));
  }

  private async page(manager: EntityManager, criteria: CaseSearch, moment: AsOf): Promise<CasePage> {
    const limit = Math.min(Math.max(Math.trunc(criteria.limit ?? 20), 1), 100);
    const then = isPast(moment) ? await thenOf(manager, this.store, moment) : undefined;
    // One more than shown, to know whether there is another page.
    const rows = then
      ? await rowsThen(manager, criteria, then, limit + 1)
      : await narrowed(manager, criteria)
          .limit(limit + 1)
          .getMany();
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await summariesOf(manager, shown),
      nextCursor: last && rows.length > limit ? cursorOf(last) : undefined,
      position: then?.at ?? (await positionOf(manager, ['case-register'])),
      ...(then?.on !== undefined && { on: then.on }),
    };
  }
}
