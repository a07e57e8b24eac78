import {
  civilDateOf,
  EVENTS,
  ROLES,
  workdaysIn,
  type Actor,
  type CaseEvent,
  type CivilDate,
  type Instant,
} from '@app/disclosure';
import type { CaseReplay } from './case-replay';

/** One entry of the stream as it is shown: who made it, how long after the fact, its data masked (D9). */
export interface EntryView {
  revision: number;
  position: number;
  eventId: string;
  type: CaseEvent['type'];
  label: string;
  effectiveOn: CivilDate;
  recordedAt: Instant;
  /** Working days from the day of effect to the day of recording; an import is not late, it names its file. */
  lateWd?: number;
  actor: Actor & { label: string };
  /** File and row it came from, where it was imported (L-20). */
  origin?: CaseEvent['metadata']['origin'];
  data: Record<string, unknown>;
}

/** The stream, oldest first. */
export function entryViews({ file, shown }: CaseReplay): EntryView[] {
  return shown.history.map((event) => {
    const { revision, position, id: eventId, type, effectiveOn, recordedAt, actor } = event;
    return {
      revision,
      position,
      eventId,
      type,
      label: EVENTS[type].label,
      effectiveOn,
      recordedAt,
      actor: { ...actor, label: ROLES[actor.role] },
      ...(event.metadata.origin
        ? { origin: event.metadata.origin }
        : { lateWd: workdaysIn(effectiveOn, civilDateOf(recordedAt), file.calendarAt(position)) }),
      data: { ...event.data },
    };
  });
}
