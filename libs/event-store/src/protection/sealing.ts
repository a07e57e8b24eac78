import type { StoredDataKey } from '../log-store';
import type { AppendRequest, EventToAppend, JsonObject, NewDataKey } from '../port';
import { requestDigest } from '../request-digest';
import type { KeyWrapping } from './data-key-wrapping';
import { type DataKey, fingerprint, type Place, seal } from './envelope';
import type { Protection } from './protection';
import { SubjectErased } from './refusals';

/** True when the event has a value in a protected field; null and absent stay as they are. */
export function hasProtectedValue(event: EventToAppend, protection: Protection): boolean {
  return protection[event.type]?.fields.some((field) => event.data[field] != null) ?? false;
}

/**
 * The request with every protected value in an envelope, the data keys it uses for the first time, and a digest
 * that is the same on every attempt.
 * @throws SubjectErased
 */
export function sealedRequest(
  request: AppendRequest,
  stored: readonly StoredDataKey[],
  context: { storeId: string; protection: Protection; wrapping: KeyWrapping },
): AppendRequest {
  const { storeId, protection, wrapping } = context;
  const keys = new Map<string, DataKey>();
  const newKeys: NewDataKey[] = [];

  const keyOf = (subject: string): DataKey => {
    const known = keys.get(subject);
    if (known) return known;
    const kept = stored.find((key) => key.stream === request.stream && key.subject === subject);
    if (kept && !kept.wrapped) throw new SubjectErased(request.stream, subject);
    const key = kept?.wrapped ? wrapping.unwrap(kept, kept.wrapped) : wrapping.newDataKey();
    if (!kept) newKeys.push({ subject, keyId: key.id, wrapped: wrapping.wrap(request.stream, subject, key) });
    keys.set(subject, key);
    return key;
  };

  const replaced = (event: EventToAppend, by: typeof seal | typeof fingerprint): JsonObject => {
    const rule = protection[event.type];
    const data = { ...event.data };
    for (const field of rule?.fields ?? []) {
      const value = data[field];
      if (rule === undefined || value == null) continue;
      const place: Place = { storeId, stream: request.stream, subject: rule.subject, field, eventId: event.id };
      data[field] = by(keyOf(rule.subject), place, value);
    }
    return data;
  };

  const events = request.events.map((event) => ({ ...event, data: replaced(event, seal) }));
  const content = request.events.map((event) => ({ ...event, data: replaced(event, fingerprint) }));
  return { ...request, events, newKeys, digest: requestDigest({ stream: request.stream, events: content }) };
}
