import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import { daysBetween, type CaseStatus, type CivilDate, type ClockId } from '@app/disclosure';
import { inSnapshot } from '../database/in-transaction';
import { parkedAmong } from '../framework/parked';
import { positionOf } from '../framework/standing';
import { READ_MODELS_DATA_SOURCE } from '../tokens';
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

/** What is late, due or waited for, seen from a day? Soonest first, what has no day yet last; 500 lines unless told. */
export class ListDue extends Query<DueList> {
  constructor(readonly options: { on: CivilDate; unit?: string; limit?: number }) {
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

/** Counted by what decides the bucket, not line by line. */
async function countsOf(manager: EntityManager, on: CivilDate, unit?: string): Promise<Record<DueBucket, number>> {
  const groups = await manager.query<(Pick<DueClock, 'clock' | 'dueOn' | 'paused'> & { count: number })[]>(
    `select clock, paused, min(due_on) as "dueOn", count(*) as count from read_models.due_clock
     where $2::text is null or unit = $2 group by clock, paused, due_on < $1::date`,
    [on, unit ?? null],
  );
  const counts: Record<DueBucket, number> = { late: 0, due: 0, waiting: 0 };
  for (const group of groups) counts[bucketOf(group, on)] += group.count;
  return counts;
}

@QueryHandler(ListDue)
export class ListDueHandler implements IQueryHandler<ListDue> {
  constructor(@Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource) {}

  execute({ options: { on, unit, limit = 500 } }: ListDue): Promise<DueList> {
    return inSnapshot(this.dataSource, async (manager) => {
      const shown = await manager.getRepository(DueClock).find({
        where: unit === undefined ? {} : { unit },
        order: { dueOn: 'ASC', caseId: 'ASC', clock: 'ASC', subject: 'ASC' },
        take: limit,
      });
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
        counts: await countsOf(manager, on, unit),
        position: await positionOf(manager, ['due-list']),
      };
    });
  }
}
