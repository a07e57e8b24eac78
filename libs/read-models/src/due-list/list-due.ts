import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { daysBetween, type CaseState, type CaseStatus, type CivilDate, type ClockId } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { RegisterCase } from '../case-register/register-case.entity';
import { inSnapshot } from '../database/in-transaction';
import { isPast, type AsOf } from '../framework/as-of';
import { casesThen, thenOf, type Then } from '../framework/cases-as-of';
import { parkedAmong } from '../framework/parked';
import { positionOf } from '../framework/standing';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { dueRowsOf } from './due-list';
import { DueClock } from './due-clock.entity';

/**
 * `late`: the day has passed; `due`: the office has to act by it; `waiting`: another has to act, the clock is paused, or a
 * notice is on its way and nobody knows since when it runs.
 */
export type DueBucket = 'late' | 'due' | 'waiting';

export interface DueItem {
  caseId: string;
  caseNo: string;
  unit: string;
  status: CaseStatus;
  clock: ClockId;
  /** The consultation, for C4 and C5. */
  subject?: string;
  /** `null` while the delivery it counts from is not recorded; there is no due date then either. */
  startedOn: CivilDate | null;
  dueOn: CivilDate | null;
  provisional: boolean;
  calendarVersion: string;
  paused: boolean;
  bucket: DueBucket;
  /** Calendar days from `on` to `dueOn`, negative when late; `null` without a due date. */
  daysLeft: number | null;
  outOfDate: boolean;
}

export interface DueList {
  on: CivilDate;
  items: DueItem[];
  /** How many there are in all, whatever `limit` shows. */
  counts: Record<DueBucket, number>;
  position: number;
}

/**
 * What is late, due or waited for, seen from a day? Soonest first, what has no day yet last; 500 lines unless told. With a
 * moment, what was: as known at a position, or as it was on a day. @throws ReadModelBehind
 */
export class ListDue extends Query<DueList> {
  constructor(
    readonly options: { on: CivilDate; unit?: string; limit?: number },
    readonly moment: AsOf = {},
  ) {
    super();
  }
}

/** Who has to act before the clock ends (regulation §11). After that it is the office, whoever was waited for. */
const WAITS_FOR_ANOTHER: Record<ClockId, boolean> = {
  C1: false,
  C2: true,
  C3: false,
  C4: true,
  C5: true,
  C6: true,
  C7: true,
  C8: true,
  C9: true,
  C10: false,
  C11: false,
  C12: false,
};

function bucketOf({ clock, dueOn, paused }: Pick<DueClock, 'clock' | 'dueOn' | 'paused'>, on: CivilDate): DueBucket {
  if (paused || dueOn === null) return 'waiting';
  if (dueOn < on) return 'late';
  return WAITS_FOR_ANOTHER[clock] ? 'waiting' : 'due';
}

type Bucketed = Pick<DueClock, 'clock' | 'dueOn' | 'paused'> & { count: number };

/** Counted by what decides the bucket, not line by line. */
async function countsOf(
  clocks: SelectQueryBuilder<DueClock>,
  on: CivilDate,
  folded: readonly DueClock[],
): Promise<Record<DueBucket, number>> {
  const groups = await clocks
    .select('d.clock', 'clock')
    .addSelect('d.paused', 'paused')
    .addSelect('min(d.due_on)', 'dueOn')
    .addSelect('count(*)', 'count')
    .groupBy('d.clock')
    .addGroupBy('d.paused')
    .addGroupBy('d.due_on < :day::date')
    .setParameter('day', on)
    .getRawMany<Bucketed>();
  const counts: Record<DueBucket, number> = { late: 0, due: 0, waiting: 0 };
  for (const group of [...groups, ...folded.map((clock) => ({ ...clock, count: 1 }))]) {
    counts[bucketOf(group, on)] += group.count;
  }
  return counts;
}

const inOrder = (a: DueClock, b: DueClock): number =>
  compared(a.dueOn ?? AFTER_ALL_DAYS, b.dueOn ?? AFTER_ALL_DAYS) ||
  compared(a.caseId, b.caseId) ||
  compared(a.clock, b.clock) ||
  compared(a.subject, b.subject);
/** What has no day yet comes last. */
const AFTER_ALL_DAYS = '~';
const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

@QueryHandler(ListDue)
export class ListDueHandler implements IQueryHandler<ListDue> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute({ options: { on, unit, limit = 500 }, moment }: ListDue): Promise<DueList> {
    return inSnapshot(this.dataSource, async (manager) => {
      const then = isPast(moment) ? await thenOf(manager, this.store, moment) : undefined;
      const folded = then ? await clocksThen(manager, then, unit) : [];
      const standing = () => clocksStanding(manager, unit, then);
      const known = await standing()
        .orderBy('d.due_on', 'ASC')
        .addOrderBy('d.case_id', 'ASC')
        .addOrderBy('d.clock', 'ASC')
        .addOrderBy('d.subject', 'ASC')
        .limit(limit)
        .getMany();
      const shown = [...known, ...folded].sort(inOrder).slice(0, limit);
      const parked = await parkedAmong(
        manager,
        shown.map(({ caseId }) => caseId),
      );
      const items = shown.map((row): DueItem => ({
        caseId: row.caseId,
        caseNo: row.caseNo,
        unit: row.unit,
        status: row.status,
        clock: row.clock,
        subject: row.subject === '' ? undefined : row.subject,
        startedOn: row.startedOn,
        dueOn: row.dueOn,
        provisional: row.provisional,
        calendarVersion: row.calendarVersion,
        paused: row.paused,
        bucket: bucketOf(row, on),
        daysLeft: row.dueOn === null ? null : daysBetween(on, row.dueOn),
        outOfDate: parked.has(row.caseId),
      }));
      return {
        on,
        items,
        counts: await countsOf(standing(), on, folded),
        position: then?.at ?? (await positionOf(manager, ['due-list'])),
      };
    });
  }
}

/** The clocks of the list, of a past moment those of the cases nothing happened to since. */
function clocksStanding(manager: EntityManager, unit: string | undefined, then: Then | undefined) {
  const clocks = manager.getRepository(DueClock).createQueryBuilder('d');
  if (unit !== undefined) clocks.where('d.unit = :unit', { unit });
  if (then === undefined) return clocks;
  return clocks.innerJoin(RegisterCase, 'c', 'c.case_id = d.case_id').andWhere(`not ${then.changed}`, then.parameters);
}

/** The clocks then of the cases something happened to since, folded again. */
async function clocksThen(manager: EntityManager, then: Then, unit: string | undefined): Promise<DueClock[]> {
  const cases = manager.getRepository(RegisterCase).createQueryBuilder('c').where(then.changed, then.parameters);
  if (unit !== undefined) cases.andWhere('c.unit = :unit', { unit });
  const clocks: DueClock[] = [];
  for await (const now of casesThen(manager, then, await cases.getMany())) {
    if (canBeWatched(now.state)) clocks.push(...dueRowsOf(now));
  }
  return clocks;
}

/** Counting days is what this costs: of a closed case only a proceeding or an order to decide anew is still watched. */
const canBeWatched = ({ status, reconsiderations, redecision }: CaseState): boolean =>
  status !== 'CLOSED' || reconsiderations.length > 0 || redecision !== undefined;
