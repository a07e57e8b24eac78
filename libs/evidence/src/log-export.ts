import type { LogHead, StoredDataKey } from '@app/event-store';
import type { Sink } from './bundle';
import type { FoundEvent } from './verify-log';

export const LOG_EXPORT_FORMAT = 'disclosure-ledger log as found';
export const LOG_EXPORT_VERSION = 1;

/** A log as it lies there, for somebody else to judge. */
export interface LogToExport {
  head: LogHead;
  events: AsyncIterable<FoundEvent> | Iterable<FoundEvent>;
  /** Absent where they may not be read. */
  keys?: () => AsyncIterable<StoredDataKey> | Iterable<StoredDataKey>;
}

export interface LogExported {
  events: number;
  /** Data keys told of; null where they may not be read. */
  keys: number | null;
}

/**
 * Writes a log down without judging any of it (`docs/log-export.md`): every row by position, holes and all, and of each
 * data key whether it is there, never the key.
 */
export async function exportLog({ head, events, keys }: LogToExport, sink: Sink): Promise<LogExported> {
  let lines = 0;
  const put = async (record: object): Promise<void> => {
    await sink(`${JSON.stringify(record)}\n`);
    lines++;
  };
  const { storeId, position, hash } = head;
  const told = { format: LOG_EXPORT_FORMAT, version: LOG_EXPORT_VERSION };
  await put({ ...told, head: { store: storeId, position, hash }, keysRead: keys !== undefined });
  const counts: LogExported = { events: 0, keys: keys ? 0 : null };
  for await (const event of events) {
    await put({ kind: 'event', ...rowOf(event) });
    counts.events++;
  }
  for await (const { stream, subject, keyId, wrapped } of keys?.() ?? []) {
    await put({ kind: 'data-key', stream, subject, keyId, destroyed: wrapped === null });
    counts.keys!++;
  }
  await put({ kind: 'end', records: lines });
  return counts;
}

/** In one order, whatever the row brought along. */
function rowOf(event: FoundEvent): object {
  const { position, stream, revision, id, type, schemaVersion, effectiveOn, recordedAt, actor, body, hash } = event;
  return {
    position,
    stream,
    revision,
    id,
    type,
    schemaVersion,
    effectiveOn,
    recordedAt,
    actor: { id: actor.id, role: actor.role },
    body,
    hash,
    commandId: event.commandId ?? null,
  };
}
