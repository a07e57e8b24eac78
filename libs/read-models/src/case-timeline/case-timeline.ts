import { EVENTS, type CaseEvent } from '@app/disclosure';
import { onEveryCaseEvent } from '../framework/case-events';
import { ignore, type Projected, type Projection } from '../framework/projection';
import { TimelineRow } from './timeline-row.entity';

/** The event's data less what is under protection (D9). */
function openData({ type, data }: CaseEvent): Record<string, unknown> {
  const hidden = new Set<string>(EVENTS[type].protectedFields);
  return Object.fromEntries(Object.entries(data).filter(([field]) => !hidden.has(field)));
}

function rowOf({ event, caseId }: Projected<CaseEvent>): TimelineRow {
  return {
    eventId: event.id,
    caseId,
    revision: event.revision,
    position: event.position,
    type: event.type,
    effectiveOn: event.effectiveOn,
    recordedAt: event.recordedAt,
    actorId: event.actor.id,
    actorRole: event.actor.role,
    data: openData(event),
    origin: event.metadata.origin ?? null,
  };
}

/** Every event of every case, as it was recorded. */
export const caseTimeline: Projection<TimelineRow> = {
  name: 'case-timeline',
  version: 1,
  statutory: false,
  tables: ['timeline_event'],
  on: {
    ...onEveryCaseEvent(rowOf),
    UnitRegistered: ignore,
    UnitMoved: ignore,
    UnitAbolished: ignore,
    ProactiveFigureRecorded: ignore,
    ReportTextWritten: ignore,
    WorkCalendarUpdated: ignore,
    ReportFrozen: ignore,
    ReportPublished: ignore,
    ReportRevised: ignore,
    PriorPeriodAdjusted: ignore,
    ReadRecorded: ignore,
    SelfAuditRecorded: ignore,
    LogSealed: ignore,
  },
  write: (tx, rows) => tx.insertMissing(TimelineRow, rows),
};
