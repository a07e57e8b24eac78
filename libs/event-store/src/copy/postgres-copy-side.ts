import { RETRY } from '../append-again';
import { EMPTY_HEAD } from '../chain';
import type { LogHead, Position } from '../port';
import { Connections } from '../postgres/connections';
import type { EventRow } from '../postgres/event-row';
import { migrateLog } from '../postgres/migrate';
import { dataKeyPages, insertDataKeys, insertMasterKeys, masterKeysIn } from './copied-keys';
import { type CopiedEvent, type CopiedKey, type CopiedMasterKey, CopyRefused, type CopySide } from './copy-side';

const PAGE_ROWS = 2_000;
const MAX_BYTES = 8_388_608;

interface CopiedRow extends EventRow {
  command_id: string;
  digest: string | null;
}

// A range, since positions have no gaps: with a limit alone, a plan made before the first ANALYZE sorts all that comes after.
const PAGE = `
  select position, stream, revision, id, type, schema_version, to_char(effective_on, 'YYYY-MM-DD') as effective_on,
         to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at,
         actor_id, actor_role, body, encode(hash, 'hex') as hash, command_id, encode(digest, 'hex') as digest
    from (
      select b.*, sum(octet_length(body)) over (order by position) - octet_length(body) as before
        from (select * from log.events where position > $1::bigint and position <= least($2::bigint, $1::bigint + $3)) b
    ) c where before < ${MAX_BYTES} order by position`;

// One statement, so that a kill leaves the whole page or nothing of it; the head is moved only from where we saw it.
const RECEIVE = `
  with head as (
    update log.head
       set store_id = $1, position = $4, hash = decode($5, 'hex'), recorded_at = $6::timestamptz
     where position = $2 and hash = decode($3, 'hex') and (store_id = $1 or position = 0)
    returning 1
  )
  insert into log.events (position, stream, revision, id, type, schema_version, effective_on, recorded_at, actor_id,
                          actor_role, body, hash, command_id, digest)
  select e.position, e.stream, e.revision, e.id, e.type, e.schema_version, e.effective_on, e.recorded_at, e.actor_id,
         e.actor_role, e.body, decode(e.hash, 'hex'), e.command_id, decode(nullif(e.digest, ''), 'hex')
    from head, unnest($7::bigint[], $8::text[], $9::int[], $10::uuid[], $11::text[], $12::smallint[], $13::date[],
                      $14::timestamptz[], $15::text[], $16::text[], $17::text[], $18::text[], $19::uuid[], $20::text[])
         as e(position, stream, revision, id, type, schema_version, effective_on, recorded_at, actor_id, actor_role,
              body, hash, command_id, digest)`;

/** A log in PostgreSQL; the login owns the schema `log`. */
export class PostgresCopySide implements CopySide {
  private constructor(
    private readonly connections: Connections,
    private readonly pageRows: number,
  ) {}

  /** A log that is there already; nothing is made or brought up to date. @throws CopyRefused when there is none */
  static async source(connectionString: string, pageRows = PAGE_ROWS): Promise<PostgresCopySide> {
    const side = new PostgresCopySide(connectionsTo(connectionString), pageRows);
    const { rows } = await side.connections.read<{ there: boolean }>({
      text: `select to_regclass('log.head') is not null as there`,
    });
    if (rows[0]!.there) return side;
    await side.close();
    throw new CopyRefused('NO_SOURCE', 'the database holds no log');
  }

  /** @param pageRows how many events are read at once, and stored by one statement */
  static async open(connectionString: string, pageRows = PAGE_ROWS): Promise<PostgresCopySide> {
    await migrateLog(connectionString);
    return new PostgresCopySide(connectionsTo(connectionString), pageRows);
  }

  async head(): Promise<LogHead> {
    const { rows } = await this.connections.read<{ store_id: string; position: string; hash: string }>({
      text: `select store_id, position, encode(hash, 'hex') as hash from log.head`,
    });
    const { store_id, position, hash } = rows[0]!;
    return { storeId: store_id, position: Number(position), hash };
  }

  async hashAt(position: Position): Promise<string | undefined> {
    if (position === 0) return EMPTY_HEAD;
    const { rows } = await this.connections.read<{ hash: string }>({
      text: `select encode(hash, 'hex') as hash from log.events where position = $1`,
      values: [position],
    });
    return rows[0]?.hash;
  }

  async *pages(after: Position, to: Position): AsyncGenerator<CopiedEvent[]> {
    for (let position = after; position < to;) {
      const { rows } = await this.connections.read<CopiedRow>({
        name: 'copy',
        text: PAGE,
        values: [position, to, this.pageRows],
      });
      if (rows.length === 0) return;
      yield rows.map(eventOf);
      position = Number(rows.at(-1)!.position);
    }
  }

  keyPages(): AsyncGenerator<CopiedKey[]> {
    return dataKeyPages(this.connections);
  }

  masterKeys(): Promise<Map<string, CopiedMasterKey>> {
    return masterKeysIn(this.connections);
  }

  async receive(from: LogHead, events: readonly CopiedEvent[]): Promise<void> {
    const last = events.at(-1)!;
    const column = <T>(pick: (event: CopiedEvent) => T): T[] => events.map(pick);
    const { rowCount } = await this.connections.write({
      name: 'receive',
      text: RECEIVE,
      values: [
        ...[from.storeId, from.position, from.hash, last.position, last.hash, last.recordedAt],
        column((event) => event.position),
        column((event) => event.stream),
        column((event) => event.revision),
        column((event) => event.id),
        column((event) => event.type),
        column((event) => event.schemaVersion),
        column((event) => event.effectiveOn),
        column((event) => event.recordedAt),
        column((event) => event.actor.id),
        column((event) => event.actor.role),
        column((event) => event.body),
        column((event) => event.hash),
        column((event) => event.commandId),
        column((event) => event.digest ?? ''),
      ],
    });
    if (rowCount !== events.length) {
      throw new CopyRefused('WRITTEN_MEANWHILE', `the target's head is not at ${from.position} any more`);
    }
  }

  receiveKeys(keys: readonly CopiedKey[]): Promise<void> {
    return insertDataKeys(this.connections, keys);
  }

  receiveMasterKeys(keys: ReadonlyMap<string, CopiedMasterKey>): Promise<void> {
    return insertMasterKeys(this.connections, keys);
  }

  close(): Promise<void> {
    return this.connections.close();
  }
}

const connectionsTo = (connectionString: string): Connections =>
  new Connections({ connectionString, lockTimeout: 3_000, answerTimeout: 60_000, retry: RETRY }, 3);

function eventOf(row: CopiedRow): CopiedEvent {
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
    commandId: row.command_id,
    ...(row.digest !== null && { digest: row.digest }),
  };
}
