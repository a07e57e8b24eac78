import { randomUUID } from 'node:crypto';
import { type AppendRequest, deriveEventId, type EventToAppend, type JsonObject } from '@app/event-store';

/** Event types of the contract; `secret` is under protection where the store protects fields. */
export const PROTECTION = { Noted: { fields: ['secret'], subject: 'applicant' } };

export const newStream = () => `case-${randomUUID()}`;

/** A command that notes the given data, one event each. */
export function noting(
  stream: string,
  expectedRevision: AppendRequest['expectedRevision'],
  data: JsonObject[] = [{ secret: '张三', open: 1 }],
  commandId: string = randomUUID(),
): AppendRequest {
  const events: EventToAppend[] = data.map((each, index) => ({
    id: deriveEventId(commandId, index),
    type: 'Noted',
    schemaVersion: 1,
    effectiveOn: '2025-03-04',
    actor: { id: 'u1', role: 'registrar' },
    data: each,
    metadata: { commandId },
  }));
  return { stream, expectedRevision, commandId, events };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
