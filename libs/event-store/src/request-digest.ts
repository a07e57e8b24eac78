import { hash } from 'node:crypto';
import type { AppendRequest, EventToAppend } from './port';

/** JSON text with sorted keys, so that the order in which somebody built an object does not matter. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const object = value as Record<string, unknown>;
  const members = Object.keys(object)
    .sort()
    .filter((key) => object[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key])}`);
  return `{${members.join(',')}}`;
}

/**
 * What makes two requests with one command id the same (F5): stream, and id, type, day and data of every event.
 * Metadata, actor and the expected revision may differ between attempts. 64 hex digits.
 */
export function requestDigest(request: Pick<AppendRequest, 'stream'> & { events: DigestedEvent[] }): string {
  const content = request.events.map((event) => [event.id, event.type, event.effectiveOn, event.data]);
  return hash('sha256', canonicalJson([request.stream, content]), 'hex');
}

type DigestedEvent = Pick<EventToAppend, 'id' | 'type' | 'effectiveOn' | 'data'>;
