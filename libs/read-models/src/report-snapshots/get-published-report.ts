import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { CivilDate, Instant, ReportedUnit } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { inSnapshot } from '../database/in-transaction';
import { statutoryPosition } from '../framework/standing';
import { EVENT_STORE, READ_MODELS_DATA_SOURCE } from '../tokens';
import { knownUnit } from '../units/known-unit';
import { ReportSnapshot } from './report-snapshot.entity';
import { adjustmentsAt } from './snapshots-at';

/** An adjustment of an earlier year that a report lists for the superior. */
export interface ListedAdjustment {
  reportYear: number;
  caseId: string;
  cell: string;
  delta: number;
  reason: string;
}

/** A report as it was published; every number in it is frozen. */
export interface PublishedReport {
  unit: string;
  year: number;
  revision: number;
  /** Position the cells were computed at. */
  position: number;
  /** When the last event that was counted had been recorded. */
  cutoffRecordedAt: Instant;
  publishedOn: CivilDate;
  /** Of a revision: what changed and why. */
  reason: string | null;
  consolidated: boolean;
  cells: Record<string, number>;
  unitTree: ReportedUnit[];
  checksPassed: string[];
  calendarVersion: string;
  hash: string;
  eventId: string;
  adjustments: ListedAdjustment[];
}

/** What was published for a unit and year? All revisions, the first one first. @throws ProjectionStopped, UnknownUnit */
export class GetPublishedReports extends Query<PublishedReport[]> {
  constructor(
    readonly unit: string,
    readonly year: number,
  ) {
    super();
  }
}

@QueryHandler(GetPublishedReports)
export class GetPublishedReportsHandler implements IQueryHandler<GetPublishedReports> {
  constructor(
    @Inject(READ_MODELS_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  execute({ unit, year }: GetPublishedReports): Promise<PublishedReport[]> {
    return inSnapshot(this.dataSource, async (manager) => {
      const at = await statutoryPosition(manager, this.store, ['report-snapshots', 'units']);
      await knownUnit(manager, unit, at);
      const rows = await manager
        .getRepository(ReportSnapshot)
        .find({ where: { unit, year }, order: { revision: 'ASC' } });
      const listed = (await adjustmentsAt(manager, unit, at)).filter(({ bookedIn }) => bookedIn === year);
      return rows.map(({ countedPosition, frozenPosition: _, ...row }) => ({
        ...row,
        position: countedPosition,
        adjustments: listed.map(({ reportYear, caseId, cell, delta, reason }) => ({
          reportYear,
          caseId,
          cell,
          delta,
          reason,
        })),
      }));
    });
  }
}
