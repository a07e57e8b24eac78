import type { RecordedEventOf } from '@app/disclosure';
import { ignoreCaseEvents } from '../framework/case-events';
import { ignore, type Projected, type Projection } from '../framework/projection';
import { ReportAdjustment } from './report-adjustment.entity';
import { ReportSnapshot } from './report-snapshot.entity';

type Snapshot = RecordedEventOf<'ReportFrozen'> | RecordedEventOf<'ReportRevised'>;
type Change = { kind: 'snapshot'; row: ReportSnapshot } | { kind: 'adjustment'; row: ReportAdjustment };

const frozen = ({ event: { id, position, effectiveOn, data } }: Projected<Snapshot>): Change => ({
  kind: 'snapshot',
  row: {
    unit: data.unitId,
    year: data.reportYear,
    revision: data.revision,
    frozenPosition: position,
    // What an event without it was counted at can only lie before the event.
    countedPosition: data.position ?? position - 1,
    cutoffRecordedAt: data.cutoffRecordedAt,
    publishedOn: data.publishedOn ?? effectiveOn,
    reason: data.reason ?? null,
    consolidated: data.consolidated ?? false,
    cells: data.cells,
    unitTree: data.unitTree ?? [],
    checksPassed: data.checksPassed ?? [],
    calendarVersion: data.calendarVersion ?? '',
    hash: data.hash ?? '',
    eventId: id,
  },
});

const adjusted = ({
  event: { position, data, metadata },
}: Projected<RecordedEventOf<'PriorPeriodAdjusted'>>): Change => ({
  kind: 'adjustment',
  row: {
    position,
    unit: data.unitId ?? metadata.unit,
    reportYear: data.reportYear,
    bookedIn: data.bookedIn ?? data.reportYear + 1,
    caseId: data.caseId,
    cell: data.cell,
    delta: data.delta,
    reason: data.reason,
  },
});

/** What was published, every revision of it, and the adjustments later reports list. */
export const reportSnapshots: Projection<Change> = {
  name: 'report-snapshots',
  version: 1,
  statutory: true,
  tables: ['report_snapshot', 'report_adjustment'],
  on: {
    ...ignoreCaseEvents,
    UnitRegistered: ignore,
    UnitMoved: ignore,
    UnitAbolished: ignore,
    ProactiveFigureRecorded: ignore,
    ReportTextWritten: ignore,
    WorkCalendarUpdated: ignore,
    ReportFrozen: frozen,
    ReportPublished: ignore,
    ReportRevised: frozen,
    PriorPeriodAdjusted: adjusted,
    ReadRecorded: ignore,
    SelfAuditRecorded: ignore,
    LogSealed: ignore,
  },
  async write(tx, changes) {
    await tx.insertMissing(
      ReportSnapshot,
      changes.flatMap((change) => (change.kind === 'snapshot' ? [change.row] : [])),
    );
    await tx.insertMissing(
      ReportAdjustment,
      changes.flatMap((change) => (change.kind === 'adjustment' ? [change.row] : [])),
    );
  },
};
