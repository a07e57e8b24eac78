import {
  EMPTY_HEAD,
  type EventAsFound,
  headAfter,
  type LogHead,
  readLogAsFound,
  type StoredDataKey,
} from '@app/event-store';
import {
  type DepositedSeal,
  nextSeal,
  SEAL_EVENT,
  type SealInLog,
  sealIn,
  type SealKey,
  SEALS_STREAM,
  sealText,
} from '@app/evidence';
import type { Copy } from './copies';
import type { Choices } from './random';

/** A log as it was found, all of it in memory. */
export interface WholeLog {
  head: LogHead;
  events: readonly EventAsFound[];
  seals: readonly EventAsFound[];
  keys: readonly StoredDataKey[];
}

export function wholeLog(connectionString: string): Promise<WholeLog> {
  return readLogAsFound(connectionString, async (log) => ({
    head: log.head,
    seals: await all(log.stream(SEALS_STREAM)),
    events: await all(log.events()),
    keys: await all(log.dataKeys!()),
  }));
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

/** A copy of a log in the hands of somebody with all rights and time, before he does anything. */
export class LogInHand {
  readonly events: readonly EventAsFound[];
  readonly head: LogHead;

  constructor(
    readonly copy: Copy,
    { events, head }: WholeLog,
    readonly choose: Choices,
    readonly deposits: readonly DepositedSeal[],
    /** The key of the log, for whoever stole it. */
    readonly ownKey: SealKey,
  ) {
    this.events = events;
    this.head = head;
  }

  get last(): number {
    return this.events.length;
  }

  /** Last position that a seal covers; only the last seal itself comes after. */
  get sealedTo(): number {
    return this.deposits.at(-1)!.seal.to;
  }

  get seals(): readonly EventAsFound[] {
    return this.events.filter(({ type }) => type === SEAL_EVENT);
  }

  at(position: number): EventAsFound {
    return this.events[position - 1]!;
  }

  /** A position from 1 on, or from `from` on, up to `to`. */
  place(to = this.last, from = 1): number {
    return this.choose.between(from, to);
  }

  /** A position whose event is no seal. */
  placeOfNoSeal(to = this.sealedTo, from = 1): number {
    const places = this.events.filter(
      ({ position, type }) => position >= from && position <= to && type !== SEAL_EVENT,
    );
    return this.choose.of(places).position;
  }

  async sql(text: string, ...values: unknown[]): Promise<void> {
    const { rowCount } = await this.copy.superuser.query(text, values);
    // A tampering that touched nothing would be "not found" for the wrong reason.
    if (rowCount === 0) throw new Error(`no row: ${text}`);
  }

  /** Sets the head row to the end of what is there. */
  async setHead(events: readonly EventAsFound[]): Promise<void> {
    const { position = 0, hash = EMPTY_HEAD } = events.at(-1) ?? {};
    await this.sql(`update log.head set position = $1, hash = decode($2, 'hex')`, position, hash);
  }

  /** Puts these events in place of the log, and the head row to their end. */
  async rewrite(events: readonly EventAsFound[]): Promise<void> {
    await this.copy.superuser.query('delete from log.events');
    await this.insert(events);
    await this.setHead(events);
  }

  async insert(events: readonly EventAsFound[]): Promise<void> {
    const columns = (of: (event: EventAsFound) => unknown): unknown[] => events.map(of);
    await this.sql(
      `insert into log.events (position, stream, revision, id, type, schema_version, effective_on, recorded_at,
                               actor_id, actor_role, body, hash, command_id)
       select p, s, r, i, t, v, d, at, a, role, b, decode(h, 'hex'), c
         from unnest($1::bigint[], $2::text[], $3::int[], $4::uuid[], $5::text[], $6::smallint[], $7::date[],
                     $8::timestamptz[], $9::text[], $10::text[], $11::text[], $12::text[], $13::uuid[])
              as e(p, s, r, i, t, v, d, at, a, role, b, h, c)`,
      columns((e) => e.position),
      columns((e) => e.stream),
      columns((e) => e.revision),
      columns((e) => e.id),
      columns((e) => e.type),
      columns((e) => e.schemaVersion),
      columns((e) => e.effectiveOn),
      columns((e) => e.recordedAt),
      columns((e) => e.actor.id),
      columns((e) => e.actor.role),
      columns((e) => e.body),
      columns((e) => e.hash),
      columns((e) => e.commandId),
    );
  }
}

/** Places and revisions without holes, and the chain computed anew. */
export function rechained(events: readonly EventAsFound[]): EventAsFound[] {
  const revisions = new Map<string, number>();
  let hash = EMPTY_HEAD;
  return events.map((event, index) => {
    const revision = (revisions.get(event.stream) ?? -1) + 1;
    revisions.set(event.stream, revision);
    const moved = { ...event, position: index + 1, revision };
    hash = headAfter(hash, moved);
    return { ...moved, hash };
  });
}

/** With other content of an event, well chained; nothing else about it changes. */
export const rewritten = (events: readonly EventAsFound[], position: number, change: (data: object) => object) =>
  rechained(events.map((event) => (event.position === position ? withData(event, change) : event)));

export function withData(event: EventAsFound, change: (data: object) => object): EventAsFound {
  const { data, ...rest } = JSON.parse(event.body) as { data: object };
  return { ...event, body: JSON.stringify({ data: change(data), ...rest }) };
}

/** Every seal made anew over what is there now. */
export async function resealed(
  events: readonly EventAsFound[],
  storeId: string,
  key: SealKey,
): Promise<EventAsFound[]> {
  let all = rechained(events);
  let last: SealInLog | undefined;
  for (const { position } of all.filter(({ type }) => type === SEAL_EVENT)) {
    const { sealedAt } = sealIn(all[position - 1]!)!.seal;
    const since = all.slice(last?.seal.to ?? 0, position - 1);
    const seal = await nextSeal({ storeId, last, events: since, now: sealedAt });
    all = rewritten(all, position, () => ({ ...key.sign(sealText(seal!)), publicKey: key.raw }));
    last = sealIn(all[position - 1]!);
  }
  return all;
}
