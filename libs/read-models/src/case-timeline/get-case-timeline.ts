import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import {
  EVENTS,
  type Actor,
  type CaseEventType,
  type CivilDate,
  type Instant,
  type Origin,
  type Role,
} from '@app/disclosure';
import { inSnapshot } from '../database/in-transaction';
import { parkedAmong } from '../framework/parked';
import { positionOf } from '../framework/standing';
import { READ_MODELS_DATA_SOURCE } from '../tokens';
import { TimelineRow } from './timeline-row.entity';

/** As of when: what was recorded by then, and on request only what had taken effect by a day (D2). */
export interface TimelineMoment {
  /** Log position, inclusive. */
  at?: number;
  /** Instant of recording, inclusive. */
  asOf?: Instant;
  /** Civil date of effect, inclusive. */
  effectiveUntil?: CivilDate;
}

export interface TimelineEvent {
  eventId: string;
  type: CaseEventType;
  /** 申请登记 … */
  label: string;
  revision: number;
  position: number;
  effectiveOn: CivilDate;
  recordedAt: Instant;
  actor: Actor;
  /** The event's data without its protected fields. */
  data: Record<string, unknown>;
  origin?: Origin;
}

export interface CaseTimeline {
  caseId: string;
  events: TimelineEvent[];
  position: number;
  outOfDate: boolean;
}

/** What happened in a case, in the order it was recorded? `undefined` for a case without an event by then. */
export class GetCaseTimeline extends Query<CaseTimeline | undefined> {
  constructor(
    readonly caseId: string,
    readonly moment: TimelineMoment = {},
  ) {
    super();
  }
}

const eventOf = (row: TimelineRow): TimelineEvent => ({
  eventId: row.eventId,
  type: row.type,
  label: EVENTS[row.type].label,
  revision: row.revision,
  position: row.position,
  effectiveOn: row.effectiveOn,
  recordedAt: row.recordedAt,
  actor: { id: row.actorId, role: row.actorRole as Role },
  data: row.data,
  origin: row.origin ?? undefined,
});

@QueryHandler(GetCaseTimeline)
export class GetCaseTimelineHandler implements IQueryHandler<GetCaseTimeline> {
  constructor(@Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource) {}

  execute({ caseId, moment }: GetCaseTimeline): Promise<CaseTimeline | undefined> {
    return inSnapshot(this.dataSource, async (manager) => {
      let events = manager.getRepository(TimelineRow).createQueryBuilder('e').where('e.case_id = :caseId', { caseId });
      if (moment.at !== undefined) events = events.andWhere('e.position <= :at', moment);
      if (moment.asOf !== undefined) events = events.andWhere('e.recorded_at <= :asOf::timestamptz', moment);
      if (moment.effectiveUntil !== undefined) {
        events = events.andWhere('e.effective_on <= :effectiveUntil::date', moment);
      }
      const rows = await events.orderBy('e.revision', 'ASC').getMany();
      if (rows.length === 0) return undefined;
      return {
        caseId,
        events: rows.map(eventOf),
        position: await positionOf(manager, ['case-timeline']),
        outOfDate: (await parkedAmong(manager, [caseId])).has(caseId),
      };
    });
  }
}
