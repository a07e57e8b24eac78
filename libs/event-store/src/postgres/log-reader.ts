import { LogGap } from '../errors';
import type { LogPage } from '../log-store';
import type { Position } from '../port';
import type { StoredEvent } from '../stored-event';
import type { Connections } from './connections';
import type { EventRow } from './event-row';

const MAX_ROWS = 500;
const MAX_BYTES = 4_194_304;

type PageRow = { head: string } & (EventRow | { [K in keyof EventRow]: null });

const COLUMNS = `e.position, e.stream, e.revision, e.id, e.type, e.schema_version,
  to_char(e.effective_on, 'YYYY-MM-DD') as effective_on,
  to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at,
  e.actor_id, e.actor_role, e.body, encode(e.hash, 'hex') as hash`;

/** At most so many rows, and so many bytes of bodies, but at least one row. */
const bounded = (rows: string, order: string) => `
  select * from (
    select b.*, sum(octet_length(b.body)) over (order by ${order}) - octet_length(b.body) as before from (${rows}) b
  ) c where c.before < ${MAX_BYTES}`;

// Positions have no gaps, so a page is a range of them: without the upper bound a plan made before the first ANALYZE
// sorts everything that comes after, and reading the log takes the square of its length.
// The head comes with every page, from the same snapshot: so the reader knows an end of the log from a hole in it.
const PAGE = `
  select h.position as head, ${COLUMNS}
    from log.head h
    left join (${bounded(
      `select * from log.events where position > $1::bigint and position <= least($2::bigint, $1::bigint + ${MAX_ROWS})`,
      'position',
    )}) e on true
   order by e.position`;

const STREAM = `
  select ${COLUMNS} from (${bounded(
    `select * from log.events where stream = $1 and revision >= $2 and position <= $3 order by revision limit ${MAX_ROWS}`,
    'revision',
  )}) e order by e.revision`;

/**
 * The next page after a position, up to `to` (inclusive).
 * @throws LogGap when an event is missing: with one counter row there are no gaps to wait for (F1, F2)
 */
export async function readPage(connections: Connections, after: Position, to: Position): Promise<LogPage> {
  const { rows } = await connections.read<PageRow>({ name: 'page', text: PAGE, values: [after, to] });
  const head = Number(rows[0]!.head);
  const events = rows.filter((row) => row.position !== null).map(storedEvent);
  assertNoGap(events, after, Math.min(head, to), head);
  const position = events.at(-1)?.position ?? after;
  return { events, position, caughtUp: position === head };
}

function assertNoGap(events: StoredEvent[], after: Position, end: Position, head: Position): void {
  if (head < after) throw new LogGap(after, head);
  let expected = after + 1;
  for (const { position } of events) {
    if (position !== expected) throw new LogGap(expected, position);
    expected++;
  }
  if (events.length === 0 && end > after) throw new LogGap(expected, head);
}

/** A stream's events from a revision on, a page at a time; the last page is the one that is not full. */
export async function* readStreamPages(
  connections: Connections,
  stream: string,
  from: number,
  toPosition: Position,
): AsyncGenerator<StoredEvent[]> {
  for (let revision = from; ;) {
    const { rows } = await connections.read<EventRow>({
      name: 'stream',
      text: STREAM,
      values: [stream, revision, toPosition],
    });
    const events = rows.map(storedEvent);
    if (events.length > 0) yield events;
    const bytes = events.reduce((sum, { body }) => sum + 3 * body.length, 0);
    if (events.length < MAX_ROWS && bytes < MAX_BYTES) return;
    revision = events.at(-1)!.revision + 1;
  }
}

function storedEvent(row: EventRow): StoredEvent {
  return {
    position: Number(row.position),
    stream: row.stream,
    revision: row.revision,
    id: row.id,
    type: row.type,
    schemaVersion: row.schema_version,
    effectiveOn: row.effective_on,
    recordedAt: row.recorded_at,
    actor: { id: row.actor_id, role: row.actor_role },
    body: row.body,
    hash: row.hash,
  };
}
