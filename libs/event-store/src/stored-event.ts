import type { EventToAppend, JsonObject, Position, RecordedEvent } from './port';

/** An event as it lies in the log: the header in the clear, the body as exactly the text that was hashed (D10). */
export interface StoredEvent {
  position: Position;
  stream: string;
  revision: number;
  id: string;
  type: string;
  schemaVersion: number;
  effectiveOn: string;
  /** UTC with milliseconds, `2026-01-05T08:30:00.123Z`. */
  recordedAt: string;
  actor: { id: string; role: string };
  body: string;
  /** Head of the chain after this event, hex. */
  hash: string;
}

/** The text that is stored and hashed: data and metadata, nothing else. */
export function bodyText(event: Pick<EventToAppend, 'data' | 'metadata'>): string {
  return JSON.stringify({ data: event.data, metadata: event.metadata });
}

/** The event as its readers see it. */
export function recordedEvent({ body, ...header }: StoredEvent): RecordedEvent {
  const { data, metadata } = JSON.parse(body) as { data: JsonObject; metadata: JsonObject };
  return { ...header, data, metadata };
}
