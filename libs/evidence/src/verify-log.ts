import { deriveEventId, EMPTY_HEAD, leafHash, headOver, type LogHead, type StoredEvent } from '@app/event-store';
import { checkDeposit, type DepositedSeal } from './check-deposits';
import { type FoundKeys, KeyCheck } from './check-keys';
import { SealCheck } from './check-seals';
import { type Fault, Faults } from './fault';
import type { FaultKind } from './fault-kinds';
import { RangeRoots } from './range-roots';
import { sealIn } from './sealed-event';
import { SeenIds } from './seen-ids';
import type { SealPublicKey } from './sign';

/** An event as it was found, with what stands beside it and is in no hash. */
export type FoundEvent = StoredEvent & { commandId?: string };

/** A log as it was found, all of it from one moment. */
export interface FoundLog {
  /** What the log itself says its end is. */
  head: LogHead;
  /** Events of the stream of seals, read ahead, only to know which ranges will be spoken of. */
  seals: AsyncIterable<StoredEvent> | Iterable<StoredEvent>;
  /** Every event, by position; holes and all. */
  events: AsyncIterable<FoundEvent> | Iterable<FoundEvent>;
  /** Absent where the verifier may not see them; then they are not checked. */
  keys?: FoundKeys;
}

export interface VerifyOptions {
  /** Public keys that are known to be right from elsewhere. Without any, the first seal's is believed. */
  trusted?: readonly SealPublicKey[];
  deposited?: readonly DepositedSeal[];
  /** Told of every event that passes. */
  onEvent?: (event: FoundEvent) => void;
  /** How many faults are listed; the others are counted. Default 1,000. */
  mostFaults?: number;
}

export interface LogReport {
  /** No fault at all. */
  ok: boolean;
  events: number;
  streams: number;
  seals: number;
  /** Last position under a seal; what comes after is only chained. */
  sealedTo: number;
  head: LogHead;
  keys: { keyId: string; trusted: boolean; seals: number }[];
  /** Whether the data keys were looked at; false where the account may not read them. */
  keysChecked: boolean;
  /** Deposited seals that the log was held against. */
  depositsChecked: number;
  /** All of them, also those that are not listed. */
  faultCount: number;
  /** In the order in which they were met: log order, then its end, the data keys, the deposits. */
  faults: Fault[];
}

/**
 * Checks a whole log while it passes by once (D10, T17): places, revisions, ids, instants, leaves, chain, head, seals,
 * and the deposited seals. It goes on after a fault: each event is checked against the hash stored before it, so that
 * one edited event is one `HASH_MISMATCH`. What no check of this kind can find stands in `docs/evidence.md`.
 */
export async function verifyLog(log: FoundLog, options: VerifyOptions = {}): Promise<LogReport> {
  const { deposited = [], trusted = [], onEvent, mostFaults = 1_000 } = options;
  const faults = new Faults(mostFaults);
  const roots = new RangeRoots(await rangesOf(log.seals, deposited));
  const seals = new SealCheck(log.head.storeId, roots, faults, trusted);
  const walk = new Walk(faults);
  const keys = log.keys && new KeyCheck(log.keys);
  for await (const event of log.events) {
    const leaf = leafHash(event);
    walk.event(event, leaf);
    roots.add(event.position, leaf, event.hash);
    seals.event(event);
    keys?.event(event);
    onEvent?.(event);
  }
  walk.end(log.head);
  await keys?.end(faults);
  const end = { storeId: log.head.storeId, position: walk.position };
  for (const deposit of deposited) checkDeposit(deposit, { seals, roots, end, faults });
  return {
    ok: faults.count === 0,
    events: walk.events,
    streams: walk.streams,
    seals: seals.byNumber.size,
    sealedTo: seals.sealedTo,
    head: log.head,
    keys: [...seals.keys.values()],
    keysChecked: keys !== undefined,
    depositsChecked: deposited.length,
    faultCount: faults.count,
    faults: faults.listed,
  };
}

async function rangesOf(seals: FoundLog['seals'], deposited: readonly DepositedSeal[]) {
  const ranges = deposited.map(({ seal }) => seal);
  for await (const event of seals) {
    const sealed = sealIn(event);
    if (sealed) ranges.push(sealed.seal);
  }
  return ranges;
}

/** Places, revisions, ids, instants and the chain. */
class Walk {
  events = 0;
  private last: Pick<FoundEvent, 'position' | 'hash' | 'recordedAt' | 'stream' | 'revision'> = {
    position: 0,
    hash: EMPTY_HEAD,
    recordedAt: '',
    stream: '',
    revision: -1,
  };
  private readonly revisions = new Map<string, number>();
  private readonly ids = new SeenIds();
  private command = { id: '', next: 0 };

  constructor(private readonly faults: Faults) {}

  get position(): number {
    return this.last.position;
  }

  get streams(): number {
    return this.revisions.size;
  }

  event(event: FoundEvent, leaf: Buffer): void {
    const { last } = this;
    const found = (kind: FaultKind) =>
      this.faults.add({ kind, stream: event.stream, revision: event.revision, position: event.position });
    if (event.position > last.position + 1) found('POSITION_GAP');
    if (event.position <= last.position) found('POSITION_ORDER');
    if (event.revision !== (this.revisions.get(event.stream) ?? -1) + 1) found('REVISION_ORDER');
    if (event.recordedAt < last.recordedAt) found('TIME_BACKWARDS');
    if (event.hash !== headOver(last.hash, leaf)) found('HASH_MISMATCH');
    if (!this.ids.add(event.id)) found('EVENT_ID_REPEATED');
    if (event.commandId !== undefined && !this.followsFrom(event.commandId, event.id)) found('COMMAND_ID');
    this.revisions.set(event.stream, event.revision);
    this.last = event;
    this.events++;
  }

  /** The events of one command stand one after the other; their ids are made from its id and their number in it. */
  private followsFrom(commandId: string, id: string): boolean {
    const index = commandId === this.command.id ? this.command.next : 0;
    this.command = { id: commandId, next: index + 1 };
    return id === deriveEventId(commandId, index);
  }

  end(head: LogHead): void {
    const { position, hash, stream, revision } = this.last;
    const place = { stream, revision, position };
    if (head.position > position) {
      const lost = { from: position + 1, to: head.position, events: head.position - position };
      this.faults.add({ kind: 'TAIL_MISSING', ...place, ...lost });
    }
    if (head.position < position) {
      const beyond = { from: head.position + 1, to: position, events: position - head.position };
      this.faults.add({ kind: 'HEAD_BEHIND', ...place, ...beyond });
    }
    if (head.position === position && head.hash !== hash) this.faults.add({ kind: 'HEAD_MISMATCH', ...place });
  }
}
