import type { EntityManager } from 'typeorm';
import type { Actor, CivilDate, Instant, LedgerEventType, Role } from '@app/disclosure';
import type { EventStore, RecordedEvent } from '@app/event-store';
import { TimelineRow } from '../case-timeline/timeline-row.entity';

/** The event that proves something of a report. */
export interface ProvingEvent {
  eventId: string;
  type: LedgerEventType;
  position: number;
  effectiveOn: CivilDate;
  recordedAt: Instant;
  actor: Actor;
}

interface ProvingRow {
  eventId: string;
  type: string;
  position: number;
  effectiveOn: CivilDate;
  recordedAt: Instant;
  actorId: string;
  actorRole: string;
}

export const proofOf = (row: ProvingRow): ProvingEvent => ({
  eventId: row.eventId,
  type: row.type as LedgerEventType,
  position: row.position,
  effectiveOn: row.effectiveOn,
  recordedAt: row.recordedAt,
  actor: { id: row.actorId, role: row.actorRole as Role },
});

export const proofFrom = ({ id, actor, ...event }: Omit<RecordedEvent, 'hash'>): ProvingEvent =>
  proofOf({ ...event, eventId: id, actorId: actor.id, actorRole: actor.role });

type Reading = Pick<EventStore, 'readStream' | 'readAll'>;

/** Events by their ids, from the timeline, and from the log itself for what the timeline does not have (yet). */
export async function provingEvents(
  manager: EntityManager,
  store: Reading,
  wanted: readonly { caseId: string; eventId: string }[],
): Promise<Map<string, ProvingEvent>> {
  const rows = await manager
    .getRepository(TimelineRow)
    .createQueryBuilder('e')
    .select(['e.eventId', 'e.type', 'e.position', 'e.effectiveOn', 'e.recordedAt', 'e.actorId', 'e.actorRole'])
    .where('e.event_id = any(:ids)', { ids: wanted.map(({ eventId }) => eventId) })
    .getMany();
  const events = new Map(rows.map((row) => [row.eventId, proofOf(row)]));
  for (const { caseId, eventId } of wanted) {
    if (events.has(eventId)) continue;
    for await (const event of store.readStream(`case-${caseId}`)) events.set(event.id, proofFrom(event));
  }
  return events;
}

/** The event at a place in the log. @throws ProofMissing */
export async function eventAt(store: Reading, position: number): Promise<ProvingEvent> {
  for await (const event of store.readAll({ after: position - 1, to: position })) return proofFrom(event);
  throw new ProofMissing(`position ${position}`);
}

/** A fact names an event that is nowhere in the log: the facts and the log do not belong together. */
export class ProofMissing extends Error {
  override readonly name = 'ProofMissing';
  constructor(event: string) {
    super(`event ${event} is not in the log`);
  }
}
