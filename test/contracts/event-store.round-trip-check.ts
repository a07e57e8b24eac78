import { isDeepStrictEqual } from 'node:util';
import { type EventStore, type JsonObject, Unstorable } from '@app/event-store';
import { collect, newStream, noting } from './event-store.samples';

/** Appends the data and reads it back: refused with a path, or the same; anything else is a fault (F10). */
export async function roundTripFault(store: EventStore, data: JsonObject): Promise<string | undefined> {
  const stream = newStream();
  try {
    await store.append(noting(stream, 'no_stream', [data]));
  } catch (error) {
    return error instanceof Unstorable ? undefined : `refused with ${(error as Error).name}, not by its path`;
  }
  const [event] = await collect(store.readStream(stream));
  return isDeepStrictEqual(plain(event?.data), plain(data)) ? undefined : 'came back changed';
}

/** Without properties that are undefined, and with ordinary prototypes: JSON knows neither. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return new Map(members.map(([key, member]) => [key, plain(member)]));
}
