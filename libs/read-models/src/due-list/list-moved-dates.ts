import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import {
  clocksOf,
  compareClocks,
  firstChangedDay,
  fold,
  hasMoved,
  liftEvent,
  type CaseEvent,
  type CivilDate,
  type ClockId,
  type WorkCalendar,
} from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { isWatched } from './watched';

/** A clock of the due list that ends on another day. */
export interface MovedDate {
  caseId: string;
  caseNo: string;
  unit: string;
  clock: ClockId;
  subject?: string;
  before: CivilDate;
  after: CivilDate;
}

export interface MovedDates {
  items: MovedDate[];
  /** How many cases move in all. */
  cases: number;
}

/**
 * Which due dates does a holiday notice move? Every case of the due list that the changed days can reach is
 * counted by both calendars; by its number, then its clocks. A calendar may be one that is not in force.
 */
export class ListMovedDates extends Query<MovedDates> {
  constructor(readonly options: { before: WorkCalendar; after: WorkCalendar; unit?: string }) {
    super();
  }
}

@QueryHandler(ListMovedDates)
export class ListMovedDatesHandler implements IQueryHandler<ListMovedDates> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ options: { before, after, unit } }: ListMovedDates): Promise<MovedDates> {
    const since = firstChangedDay(before, after);
    if (since === undefined) return { items: [], cases: 0 };
    // A clock that ends before the first changed day has all its days by both calendars, whichever the list counted by.
    const reached = await this.dataSource.query<{ caseId: string }[]>(
      `select case_id as "caseId" from read_models.due_clock
       where due_on >= $1::date and ($2::text is null or unit = $2)
       group by case_id, unit, case_no order by unit, case_no, case_id`,
      [since, unit ?? null],
    );
    const items: MovedDate[] = [];
    for (const { caseId } of reached) items.push(...(await this.movedIn(caseId, before, after)));
    return { items, cases: new Set(items.map(({ caseId }) => caseId)).size };
  }

  private async movedIn(caseId: string, before: WorkCalendar, after: WorkCalendar): Promise<MovedDate[]> {
    const history: CaseEvent[] = [];
    for await (const stored of this.store.readStream(`case-${caseId}`)) history.push(liftEvent(stored) as CaseEvent);
    const state = fold(history);
    if (!state) return [];
    const running = (calendar: WorkCalendar) => clocksOf(state, calendar).filter((clock) => isWatched(clock, state));
    return compareClocks(running(before), running(after)).flatMap((change) =>
      hasMoved(change) && change.before && change.after
        ? [
            {
              caseId,
              caseNo: state.caseNo,
              unit: state.unit,
              clock: change.clock,
              ...(change.subject !== undefined && { subject: change.subject }),
              before: change.before.dueOn,
              after: change.after.dueOn,
            },
          ]
        : [],
    );
  }
}
