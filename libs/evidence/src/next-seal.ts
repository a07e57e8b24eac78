import { EMPTY_HEAD, headOver, leafHash, type StoredEvent } from '@app/event-store';
import { GrowingRoot } from './merkle';
import { NO_PREVIOUS_SEAL, type Seal, sealDigest } from './seal-text';
import { SEAL_EVENT } from './sealed-event';

/** The log is not what was hashed: nothing is sealed until that is cleared up (F36). */
export class LogBroken extends Error {
  override readonly name = 'LogBroken';
  constructor(
    /** First position that does not follow from the one before. */
    readonly position: number,
  ) {
    super(`the log is broken at position ${position}`);
  }
}

export interface RangeToSeal {
  storeId: string;
  /** The last seal, as it stands in the log; absent for the first. */
  last?: { text: string; seal: Seal };
  /** Everything after the last seal's range, in log order. */
  events: AsyncIterable<StoredEvent> | Iterable<StoredEvent>;
  /** UTC with milliseconds. */
  now: string;
}

/**
 * The seal that comes next, over everything since the last one; nothing where only seals came since. The events are
 * hashed again and have to follow from the last seal's head: what is sealed was read back and checked.
 * @throws LogBroken
 */
export async function nextSeal({ storeId, last, events, now }: RangeToSeal): Promise<Seal | undefined> {
  const from = (last?.seal.to ?? 0) + 1;
  const tree = new GrowingRoot();
  let head = last?.seal.head ?? EMPTY_HEAD;
  let sealedAt = now;
  let anythingNew = false;
  for await (const event of events) {
    const position = from + tree.size;
    const leaf = leafHash(event);
    head = headOver(head, leaf);
    if (event.position !== position || event.hash !== head) throw new LogBroken(position);
    tree.add(leaf);
    // The database's clock may be ahead of ours; a seal is never older than what it seals.
    if (event.recordedAt > sealedAt) sealedAt = event.recordedAt;
    anythingNew ||= event.type !== SEAL_EVENT;
  }
  if (!anythingNew) return undefined;
  return {
    storeId,
    number: (last?.seal.number ?? 0) + 1,
    from,
    to: from + tree.size - 1,
    root: tree.root().toString('hex'),
    head,
    previous: last ? sealDigest(last.text) : NO_PREVIOUS_SEAL,
    sealedAt,
  };
}
