import { headAfter } from '../../chain';
import { StoreUnavailable } from '../../errors';
import { checkedHeader, missingAt } from '../event-header';
import type { KurrentEvent, KurrentLog } from '../kurrent-log';
import type { EventToSeal, LogOrder, OrderHead } from './log-order';

const BATCH = 500;

/**
 * Gives every event of the ledger's streams its position, instant and hash, in the order of KurrentDB's own log. What
 * it gives follows from KurrentDB's log alone, so that every process may do it and all come to the same; the order's
 * locked head decides who writes it down.
 */
export class Ordering {
  private running?: Promise<OrderHead>;
  private next?: Promise<OrderHead>;
  /** The head as this process saw it last; reading on from it tells whether there is more. */
  private known?: OrderHead;

  constructor(
    private readonly log: KurrentLog,
    private readonly order: LogOrder,
    private readonly onSealed: () => void,
  ) {}

  /** The order's head once everything is in it that KurrentDB had when asked. Calls that wait share one run. */
  toEnd(): Promise<OrderHead> {
    if (!this.running) return this.start();
    // The run under way may have looked already: the next one sees what was there at this call.
    this.next ??= this.running.then(
      () => this.start(),
      () => this.start(),
    );
    return this.next;
  }

  private start(): Promise<OrderHead> {
    this.next = undefined;
    const run = this.run().finally(() => {
      if (this.running === run) this.running = undefined;
    });
    this.running = run;
    return run;
  }

  private async run(): Promise<OrderHead> {
    for (;;) {
      const head = this.known ?? (await this.order.head());
      const { events: found, end } = await this.log.readAll(head.last?.place, BATCH + 1);
      const events = behindTheLast(found, head);
      if (events.length === 0) return (this.known = head);
      const sealed = sealedEvents(events, head);
      // False: another process was first; its head is where to go on.
      this.known = (await this.order.seal(head, sealed)) ? headBehind(sealed, head) : undefined;
      if (!this.known) continue;
      this.onSealed();
      if (end) return this.known;
    }
  }
}

function headBehind(sealed: readonly EventToSeal[], { storeId }: OrderHead): OrderHead {
  const { position, hash, recordedAt, id, place } = sealed.at(-1)!;
  return { storeId, position, hash, recordedAt, last: { id, place } };
}

/**
 * The events behind the last one that is in the order. Reading begins with that one: when it is not there, KurrentDB
 * has another log than the order was made from (F31).
 */
function behindTheLast(found: KurrentEvent[], { last, position }: OrderHead): KurrentEvent[] {
  if (!last) return found;
  if (found[0]?.id !== last.id) throw missingAt(position);
  return found.slice(1);
}

/** @throws ForeignEvent, and StoreUnavailable when KurrentDB gives no place for an event */
function sealedEvents(events: readonly KurrentEvent[], head: OrderHead): EventToSeal[] {
  let { position, hash, recordedAt } = head;
  return events.map((event) => {
    const { stream, revision, id, type, place } = event;
    if (place.commit < 0n) throw new StoreUnavailable(new Error('KurrentDB gave no position for an event'));
    const header = checkedHeader(event.header, stream, revision);
    position++;
    if (header.recordedAt > recordedAt) recordedAt = header.recordedAt;
    const { schemaVersion, effectiveOn, actor } = header;
    const body = event.body.toString('utf8');
    hash = headAfter(hash, {
      ...{ position, stream, revision, id, type, schemaVersion, effectiveOn, recordedAt, actor, body },
    });
    return {
      ...{ position, stream, revision, id, recordedAt, hash, place },
      bodyBytes: event.body.length,
      commandId: header.commandId,
      digest: header.digest ?? '',
      attempt: header.attempt,
      newKeys: header.newKeys ?? [],
    };
  });
}
