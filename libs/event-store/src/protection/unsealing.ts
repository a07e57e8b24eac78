import type { StoredDataKey } from '../log-store';
import type { JsonObject, JsonValue, RecordedEvent } from '../port';
import type { KeyWrapping } from './data-key-wrapping';
import { type DataKey, type Envelope, isEnvelope, unseal } from './envelope';
import type { Protection } from './protection';
import { Undecipherable } from './refusals';

/** Opens the envelopes of one page of events, with the data keys that were beside the log when it was read. */
export class Unsealing {
  private readonly stored = new Map<string, StoredDataKey>();
  private readonly unwrapped = new Map<string, DataKey>();

  constructor(
    keys: readonly StoredDataKey[],
    private readonly storeId: string,
    private readonly protection: Protection,
    private readonly wrapping: KeyWrapping,
  ) {
    for (const key of keys) this.stored.set(JSON.stringify([key.stream, key.subject]), key);
  }

  /** The event with its protected values, null where the data key was destroyed. */
  open(event: RecordedEvent): RecordedEvent {
    const rule = this.protection[event.type];
    if (!rule?.fields.some((field) => isEnvelope(event.data[field]))) return event;
    const data: JsonObject = { ...event.data };
    for (const field of rule.fields) {
      const value = data[field];
      if (isEnvelope(value)) data[field] = this.value(event, rule.subject, field, value);
    }
    return { ...event, data };
  }

  private value(event: RecordedEvent, subject: string, field: string, envelope: Envelope): JsonValue {
    const stored = this.stored.get(JSON.stringify([event.stream, subject]));
    if (!stored) throw new Undecipherable(event.position, field, 'no such data key');
    if (!stored.wrapped) return null;
    if (stored.keyId !== envelope.key) throw new Undecipherable(event.position, field, 'another data key');
    const key = this.unwrapped.get(stored.keyId) ?? this.wrapping.unwrap(stored, stored.wrapped);
    this.unwrapped.set(stored.keyId, key);
    const place = { storeId: this.storeId, stream: event.stream, subject, field, eventId: event.id };
    try {
      return unseal(key, place, envelope);
    } catch {
      throw new Undecipherable(event.position, field, 'altered or moved');
    }
  }
}

/** The streams of a page whose data keys are needed. */
export function streamsWithEnvelopes(events: readonly RecordedEvent[], protection: Protection): string[] {
  const sealed = events.filter(({ type, data }) => protection[type]?.fields.some((field) => isEnvelope(data[field])));
  return [...new Set(sealed.map(({ stream }) => stream))];
}
