import { LogGap } from '../errors';
import type { AppendRequest } from '../port';
import { ForeignEvent } from './kurrent-fault';

/**
 * What stands beside the body of an event in KurrentDB, as its custom metadata (JSON): everything of the log's header
 * that KurrentDB has no field for. Nothing personal: the names in it are those that stand in the log's header anyway.
 */
export interface EventHeader {
  schemaVersion: number;
  effectiveOn: string;
  actor: { id: string; role: string };
  commandId: string;
  /** Which call stored it; two calls with the same command tell from it who was first. UUID. */
  attempt: string;
  /** Of the whole command, on its last event only (F5). */
  digest?: string;
  /** Ids of the data keys that this event's command used for the first time, on its last event only (D9). */
  newKeys?: string[];
  /**
   * Instant it was reserved at, from PostgreSQL's clock; of a copied event that of its source. The order makes it no
   * earlier than the previous event's (F11). KurrentDB's own is not taken: the client reads it in whole seconds.
   */
  recordedAt: string;
}

/** Headers of a command's events, in their order. */
export function headersOf(
  request: AppendRequest,
  { digest, attempt, recordedAt }: Pick<EventHeader, 'attempt' | 'recordedAt'> & { digest: string },
): EventHeader[] {
  const { commandId, events, newKeys = [] } = request;
  return events.map(({ schemaVersion, effectiveOn, actor }, index) => {
    const header = {
      schemaVersion,
      effectiveOn,
      actor: { id: actor.id, role: actor.role },
      commandId,
      attempt,
      recordedAt,
    };
    if (index < events.length - 1) return header;
    return { ...header, digest, ...(newKeys.length > 0 && { newKeys: newKeys.map(({ keyId }) => keyId) }) };
  });
}

const TEXTS = ['effectiveOn', 'commandId', 'attempt', 'recordedAt'] as const;

/** @throws ForeignEvent when it is not what `headersOf` wrote */
export function checkedHeader(found: unknown, stream: string, revision: number): EventHeader {
  const header = found as Partial<EventHeader> | null | undefined;
  const ours =
    typeof header === 'object' &&
    header !== null &&
    Number.isInteger(header.schemaVersion) &&
    TEXTS.every((name) => typeof header[name] === 'string') &&
    typeof header.actor?.id === 'string' &&
    typeof header.actor.role === 'string';
  if (!ours) throw new ForeignEvent(stream, revision);
  return header as EventHeader;
}

/** KurrentDB does not have what the order beside it says it has: another log was restored under it (F31). */
export function missingAt(position: number): LogGap {
  return new LogGap(position, position - 1);
}
