import type { Connections } from '../../postgres/connections';
import type { AppendRequest, LogHead, Position } from '../../port';
import type { Place } from '../kurrent-log';

/** Where an event stands in the order; what it says lies in KurrentDB. */
export interface OrderedEvent {
  position: Position;
  stream: string;
  revision: number;
  id: string;
  recordedAt: string;
  hash: string;
  place: Place;
}

/** An event that is to take its place. */
export interface EventToSeal extends OrderedEvent {
  bodyBytes: number;
  commandId: string;
  /** Empty where there is none. */
  digest: string;
  attempt: string;
  newKeys: readonly string[];
}

export interface OrderHead extends LogHead {
  recordedAt: string;
  /** The last event in the order; none in an empty one. */
  last?: { id: string; place: Place };
}

export interface Outcome {
  stream: string;
  revision: number;
  position: Position;
}

/** The order's answer to an append that is about to be sent. `ok` = this very call has stored it already. */
export interface Reservation {
  kind: 'go' | 'ok' | 'duplicate' | 'conflict' | 'other_content' | 'other_key';
  revision: number;
  position: Position;
  /** Where the append may go: the instant it takes along, from PostgreSQL's clock. */
  recordedAt?: string;
}

interface OrderRow {
  position: string;
  stream: string;
  revision: number;
  id: string;
  recorded_at: string;
  hash: string;
  commit_place: string;
  prepare_place: string;
}

const MAX_ROWS = 500;
const MAX_BYTES = 4_194_304;
const COLUMNS = `position, stream, revision, id, recorded_at, encode(hash, 'hex') as hash, commit_place, prepare_place`;

const bounded = (rows: string, order: string) => `
  select ${COLUMNS} from (
    select b.*, sum(body_bytes) over (order by ${order}) - body_bytes as before from (${rows}) b
  ) c where before < ${MAX_BYTES} order by ${order}`;

/** The statements on `log_order`; each stands alone (F4). */
export class LogOrder {
  constructor(private readonly connections: Connections) {}

  async head(): Promise<OrderHead> {
    const { rows } = await this.connections.read<{
      store_id: string;
      position: string;
      hash: string;
      recorded_at: string;
      last_id: string | null;
      commit_place: string;
      prepare_place: string;
    }>({
      name: 'order-head',
      text: `select store_id, position, encode(hash, 'hex') as hash, recorded_at, last_id, commit_place, prepare_place
               from log_order.head`,
    });
    const row = rows[0]!;
    const head = {
      storeId: row.store_id,
      position: Number(row.position),
      hash: row.hash,
      recordedAt: row.recorded_at,
    };
    return row.last_id === null ? head : { ...head, last: { id: row.last_id, place: placeOf(row) } };
  }

  async reserve(request: AppendRequest, expected: number, digest: string, attempt: string): Promise<Reservation> {
    const { stream, commandId, events, newKeys = [] } = request;
    const { rows } = await this.connections.write<{ answer: string }>({
      name: 'order-reserve',
      text: 'select log_order.reserve($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as answer',
      values: [
        commandId,
        attempt,
        stream,
        expected,
        digest,
        events.map(({ id }) => id),
        newKeys.map(({ subject }) => subject),
        newKeys.map(({ keyId }) => keyId),
        newKeys.map(({ wrapped }) => wrapped.masterKeyId),
        newKeys.map(({ wrapped }) => wrapped.text),
      ],
    });
    const [kind, revision, position, recordedAt] = rows[0]!.answer.split(' ');
    return { kind: kind as Reservation['kind'], revision: Number(revision), position: Number(position), recordedAt };
  }

  async release(attempt: string): Promise<void> {
    await this.connections.write({ text: 'select log_order.release($1)', values: [attempt] });
  }

  /** False when another process has sealed first. */
  async seal(from: Pick<LogHead, 'position' | 'hash'>, events: readonly EventToSeal[]): Promise<boolean> {
    const { rows } = await this.connections.write<{ sealed: boolean }>({
      name: 'order-seal',
      text: 'select log_order.seal($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) as sealed',
      values: [
        from.position,
        from.hash,
        events.map(({ stream }) => stream),
        events.map(({ revision }) => revision),
        events.map(({ id }) => id),
        events.map(({ recordedAt }) => recordedAt),
        events.map(({ hash }) => hash),
        events.map(({ place }) => String(place.commit)),
        events.map(({ place }) => String(place.prepare)),
        events.map(({ bodyBytes }) => bodyBytes),
        events.map(({ commandId }) => commandId),
        events.map(({ digest }) => digest),
        events.map(({ attempt }) => attempt),
        events.flatMap(({ newKeys }) => newKeys),
      ],
    });
    return rows[0]!.sealed;
  }

  /** The next places after a position, up to `to`; bounded in number and in bytes of bodies. */
  page(after: Position, to: Position): Promise<OrderedEvent[]> {
    // A range, since positions have no gaps: with a limit alone, a plan made before the first ANALYZE sorts all that comes after.
    const rows = `select * from log_order.events
                   where position > $1::bigint and position <= least($2::bigint, $1::bigint + ${MAX_ROWS})`;
    return this.ordered('order-page', bounded(rows, 'position'), [after, to]);
  }

  /** The next places of a stream from a revision on. */
  streamPage(stream: string, from: number, to: Position): Promise<OrderedEvent[]> {
    const rows = `select * from log_order.events
                   where stream = $1 and revision >= $2 and position <= $3 order by revision limit ${MAX_ROWS}`;
    return this.ordered('order-stream', bounded(rows, 'revision'), [stream, from, to]);
  }

  private async ordered(name: string, text: string, values: unknown[]): Promise<OrderedEvent[]> {
    const { rows } = await this.connections.read<OrderRow>({ name, text, values });
    return rows.map((row) => ({
      position: Number(row.position),
      stream: row.stream,
      revision: row.revision,
      id: row.id,
      recordedAt: row.recorded_at,
      hash: row.hash,
      place: placeOf(row),
    }));
  }

  async outcomeOf(commandId: string): Promise<Outcome | undefined> {
    const { rows } = await this.connections.read<{ stream: string; revision: number; position: string }>({
      name: 'order-outcome',
      text: `select stream, revision, position from log_order.events
              where command_id = $1 order by revision desc limit 1`,
      values: [commandId],
    });
    const [row] = rows;
    return row && { stream: row.stream, revision: row.revision, position: Number(row.position) };
  }

  /** Position of the last event recorded at or before an instant (UTC with milliseconds). */
  async positionAt(instant: string): Promise<Position> {
    const { rows } = await this.connections.read<{ position: string }>({
      name: 'order-position-at',
      text: `select position from log_order.events where recorded_at <= $1
              order by recorded_at desc, position desc limit 1`,
      values: [instant],
    });
    return Number(rows[0]?.position ?? 0);
  }
}

const placeOf = (row: { commit_place: string; prepare_place: string }): Place => ({
  commit: BigInt(row.commit_place),
  prepare: BigInt(row.prepare_place),
});
