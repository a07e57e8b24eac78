import { again, RETRY } from '../append-again';
import { EMPTY_HEAD } from '../chain';
import { checkedHeader, type EventHeader } from '../kurrentdb/event-header';
import { type EventToWrite, KurrentLog } from '../kurrentdb/kurrent-log';
import { LogOrder } from '../kurrentdb/order/log-order';
import { openOrder } from '../kurrentdb/order/order-of-log';
import { Ordering } from '../kurrentdb/order/ordering';
import { storedPage } from '../kurrentdb/stored-page';
import type { LogHead, Position } from '../port';
import { Connections } from '../postgres/connections';
import { dataKeyPages, insertDataKeys, insertMasterKeys, masterKeysIn } from './copied-keys';
import { type CopiedEvent, type CopiedKey, type CopiedMasterKey, CopyRefused, type CopySide } from './copy-side';

export interface KurrentCopyChoice {
  kurrentUrl: string;
  /** PostgreSQL beside KurrentDB. */
  connectionString: string;
  prefix?: string;
  /** Of the log that is copied; only for a target. */
  newStoreId?: string;
  /** A source: no log is begun. */
  existing?: boolean;
}

/** A log in KurrentDB with its order and keys in PostgreSQL. */
export class KurrentCopySide implements CopySide {
  private readonly order: LogOrder;
  private readonly ordering: Ordering;

  private constructor(
    private readonly log: KurrentLog,
    private readonly connections: Connections,
  ) {
    this.order = new LogOrder(connections);
    this.ordering = new Ordering(log, this.order, () => undefined);
  }

  static async open(choice: KurrentCopyChoice): Promise<KurrentCopySide> {
    const { kurrentUrl, connectionString, prefix = 'ledger/', newStoreId, existing } = choice;
    const log = await KurrentLog.open(kurrentUrl, prefix, 30_000);
    try {
      await again(() => openOrder(log, { connectionString, prefix, newStoreId, existing }));
    } catch (error) {
      await log.close();
      throw error;
    }
    const settings = { connectionString, lockTimeout: 3_000, answerTimeout: 60_000, retry: RETRY };
    return new KurrentCopySide(log, new Connections(settings, 3));
  }

  async head(): Promise<LogHead> {
    const { storeId, position, hash } = await again(() => this.ordering.toEnd());
    return { storeId, position, hash };
  }

  async hashAt(position: Position): Promise<string | undefined> {
    if (position === 0) return EMPTY_HEAD;
    return (await this.order.page(position - 1, position))[0]?.hash;
  }

  async *pages(after: Position, to: Position): AsyncGenerator<CopiedEvent[]> {
    for (let position = after; position < to;) {
      const places = await this.order.page(position, to);
      if (places.length === 0) return;
      const { events: found } = await again(() => this.log.readAll(places[0]!.place, places.length));
      const page = storedPage(places, found).map((event, index) => {
        const { commandId, digest } = checkedHeader(found[index]!.header, event.stream, event.revision);
        return { ...event, commandId, ...(digest !== undefined && { digest }) };
      });
      yield page;
      position = page.at(-1)!.position;
    }
  }

  /**
   * Appends the runs of consecutive events of one stream, each as one append, one after the other: KurrentDB's log then
   * has the order of the source. A run is stored whole or not at all, so a copy that breaks off ends behind a run.
   */
  async receive(from: LogHead, events: readonly CopiedEvent[]): Promise<void> {
    for (let start = 0; start < events.length;) {
      const run = runFrom(events, start);
      const { stream, revision } = run[0]!;
      const outcome = await again(() => this.log.append(stream, revision - 1, run.map(messageOf)));
      if (outcome === 'conflict') throw writtenMeanwhile(from);
      start += run.length;
    }
    const { position, hash } = await this.head();
    const last = events.at(-1)!;
    if (position !== last.position || hash !== last.hash) throw writtenMeanwhile(from);
  }

  keyPages(): AsyncGenerator<CopiedKey[]> {
    return dataKeyPages(this.connections);
  }

  masterKeys(): Promise<Map<string, CopiedMasterKey>> {
    return masterKeysIn(this.connections);
  }

  receiveKeys(keys: readonly CopiedKey[]): Promise<void> {
    return insertDataKeys(this.connections, keys);
  }

  receiveMasterKeys(keys: ReadonlyMap<string, CopiedMasterKey>): Promise<void> {
    return insertMasterKeys(this.connections, keys);
  }

  async close(): Promise<void> {
    await Promise.all([this.log.close(), this.connections.close()]);
  }
}

/** Characters of bodies in one append, at least one event: KurrentDB takes 1 MiB unless it is configured otherwise. */
const MAX_RUN = 300_000;

/** Consecutive events of one stream. */
function runFrom(events: readonly CopiedEvent[], start: number): CopiedEvent[] {
  let size = 0;
  const rest = events.slice(start);
  const end = rest.findIndex(({ stream, body }, index) => {
    size += body.length + 500; // the header beside it
    return index > 0 && (stream !== rest[0]!.stream || size > MAX_RUN);
  });
  return end < 0 ? rest : rest.slice(0, end);
}

function messageOf(event: CopiedEvent): EventToWrite {
  const { id, type, body, schemaVersion, effectiveOn, actor, commandId, digest, recordedAt } = event;
  const header: EventHeader = { schemaVersion, effectiveOn, actor, commandId, attempt: commandId, recordedAt };
  if (digest !== undefined) header.digest = digest;
  return { id, type, body: Buffer.from(body, 'utf8'), header };
}

const writtenMeanwhile = (from: LogHead) =>
  new CopyRefused('WRITTEN_MEANWHILE', `the target holds events behind ${from.position} that are not the source's`);
