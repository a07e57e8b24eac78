import { EMPTY_HEAD, headAfter } from './chain';
import type { LogHead, Position } from './port';
import type { StoredEvent } from './stored-event';

export type ChainFaultKind =
  /** An event is missing before this one. */
  | 'POSITION_GAP'
  /** An event stands where an earlier one has stood, or after a later one. */
  | 'POSITION_ORDER'
  /** The stream's events do not count on by one. */
  | 'REVISION_ORDER'
  /** The instant is before the previous event's (F11). */
  | 'TIME_BACKWARDS'
  /** Header, body or predecessor are not what was hashed. */
  | 'HASH_MISMATCH'
  /** The log ends before its recorded head. */
  | 'TAIL_MISSING'
  /** The last event's hash is not the recorded head. */
  | 'HEAD_MISMATCH';

/** Where the log is not what it says; the first one is where to look. */
export interface ChainFault {
  position: Position;
  stream: string;
  revision: number;
  kind: ChainFaultKind;
}

export interface ChainReport {
  events: number;
  streams: number;
  /** In log order. */
  faults: ChainFault[];
}

/**
 * Recomputes the chain over events in log order (D10). Each event is checked against the hash stored before it, so
 * that one edited event is one fault. Without a deposited head it proves nothing against whoever can rewrite the log.
 * @param from place and hash to trust as the beginning; default the empty log
 * @param head recorded head that the events must end at
 */
export async function verifyChain(
  events: AsyncIterable<StoredEvent> | Iterable<StoredEvent>,
  {
    from = { position: 0, hash: EMPTY_HEAD },
    head,
  }: { from?: Pick<LogHead, 'position' | 'hash'>; head?: LogHead } = {},
): Promise<ChainReport> {
  const faults: ChainFault[] = [];
  const revisions = new Map<string, number>();
  let previous: Pick<StoredEvent, 'position' | 'hash' | 'recordedAt' | 'stream' | 'revision'> = {
    ...from,
    recordedAt: '',
    stream: '',
    revision: -1,
  };
  let count = 0;
  for await (const event of events) {
    const found = (kind: ChainFaultKind) =>
      faults.push({ position: event.position, stream: event.stream, revision: event.revision, kind });
    count++;
    if (event.position > previous.position + 1) found('POSITION_GAP');
    if (event.position <= previous.position) found('POSITION_ORDER');
    const revision = revisions.get(event.stream);
    // A stream that began before `from` may be met at any revision.
    const expected = revision === undefined ? (from.position === 0 ? 0 : event.revision) : revision + 1;
    if (event.revision !== expected) found('REVISION_ORDER');
    if (event.recordedAt < previous.recordedAt) found('TIME_BACKWARDS');
    if (event.hash !== headAfter(previous.hash, event)) found('HASH_MISMATCH');
    revisions.set(event.stream, event.revision);
    previous = event;
  }
  if (head && head.position > previous.position) faults.push({ ...place(previous, head), kind: 'TAIL_MISSING' });
  if (head && head.position === previous.position && head.hash !== previous.hash) {
    faults.push({ ...place(previous, head), kind: 'HEAD_MISMATCH' });
  }
  return { events: count, streams: revisions.size, faults };
}

const place = (last: { stream: string; revision: number }, head: LogHead) => ({
  position: head.position,
  stream: last.stream,
  revision: last.revision,
});
