import {
  EVENTS,
  liftEvent,
  type Actor,
  type LedgerEvent,
  type LedgerEventType,
  type NewEventOf,
  type Origin,
} from '@app/disclosure';
import {
  deriveEventId,
  type Appended,
  type EventToAppend,
  type ExpectedRevision,
  type JsonObject,
} from '@app/event-store';
import { applicantKey } from './applicant-key';
import type { WriteSide } from './write-side';

/** Who asks, under which id. */
export interface Attribution {
  /** UUID made by the client; a retry carries the same one (F5). */
  commandId: string;
  actor: Actor;
}

export interface AppendEvents extends Attribution {
  stream: string;
  unit: string;
  expectedRevision: ExpectedRevision;
  events: NewEventOf<LedgerEventType>[];
  origin?: Origin;
  /** Where an entry about the applicant is corrected: how the applicant is recognised from here on. */
  applicantKey?: string | null;
}

/** What was appended, and the events as the next reader of the stream will see them. */
export interface AppendedEvents extends Appended {
  recorded: LedgerEvent[];
}

/** Puts decided facts into the log under their envelope; ids follow from the command id. */
export async function appendEvents(write: WriteSide, request: AppendEvents): Promise<AppendedEvents> {
  const events = request.events.map((event, index) => toAppend(write, request, event, index));
  const appended = await write.store.append({
    stream: request.stream,
    expectedRevision: request.expectedRevision,
    commandId: request.commandId,
    events,
  });
  // Revisions and positions of one append are consecutive (port), so nothing has to be read back for a receipt. The
  // instant is the store's secret until then; no receipt shows it.
  const first = { revision: appended.revision - events.length + 1, position: appended.position - events.length + 1 };
  const recorded = events.map((event, i) =>
    liftEvent({
      ...event,
      stream: request.stream,
      recordedAt: '',
      revision: first.revision + i,
      position: first.position + i,
    }),
  );
  return { ...appended, recorded };
}

function toAppend(
  write: WriteSide,
  request: AppendEvents,
  event: NewEventOf<LedgerEventType>,
  index: number,
): EventToAppend {
  const registered = event.type === 'ApplicationRegistered' ? applicantKey(write, request.unit, event.data) : undefined;
  // A field that was not given is `undefined` here and absent in the log; anything else unstorable the store refuses (F10).
  return {
    id: deriveEventId(request.commandId, index),
    type: event.type,
    schemaVersion: EVENTS[event.type].version,
    effectiveOn: event.effectiveOn,
    actor: request.actor,
    // A note is free text about a person as often as not: it travels with the data, under protection (D9).
    data: { ...event.data, note: event.note } as unknown as JsonObject,
    metadata: {
      unit: request.unit,
      commandId: request.commandId,
      origin: request.origin as unknown as JsonObject,
      applicantKey: (index === 0 && request.applicantKey !== undefined ? request.applicantKey : registered) as string,
    },
  };
}
