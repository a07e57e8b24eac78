import type { StoredEvent } from '../stored-event';
import { checkedHeader, missingAt } from './event-header';
import type { KurrentEvent } from './kurrent-log';
import type { OrderedEvent } from './order/log-order';

/**
 * The events of some places. Fewer than the places when the reading ended before; never others.
 * @throws LogGap when KurrentDB has another event, or none, at one of the places (F31)
 */
export function storedPage(places: readonly OrderedEvent[], found: readonly KurrentEvent[]): StoredEvent[] {
  if (found.length === 0) throw missingAt(places[0]!.position);
  return found.map((event, index) => {
    const place = places[index];
    if (!place || place.id !== event.id || place.stream !== event.stream || place.revision !== event.revision) {
      throw missingAt(place?.position ?? places[0]!.position);
    }
    const { schemaVersion, effectiveOn, actor } = checkedHeader(event.header, event.stream, event.revision);
    const { position, stream, revision, id, recordedAt, hash } = place;
    const body = event.body.toString('utf8');
    return {
      position,
      stream,
      revision,
      id,
      type: event.type,
      schemaVersion,
      effectiveOn,
      recordedAt,
      actor,
      body,
      hash,
    };
  });
}
