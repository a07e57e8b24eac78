import type { Connections } from '../postgres/connections';
import type { CopiedKey, CopiedMasterKey } from './copy-side';

/** The data keys in PostgreSQL: beside the log there, and beside the order of a log in KurrentDB. */

const MAX_ROWS = 2_000;

interface KeyRow {
  stream: string;
  subject: string;
  key_id: string;
  master_key_id: string;
  wrapped: string | null;
}

export async function* dataKeyPages(connections: Connections): AsyncGenerator<CopiedKey[]> {
  let [stream, subject] = ['', ''];
  for (;;) {
    const { rows } = await connections.read<KeyRow>({
      name: 'copy-keys',
      text: `select stream, subject, key_id, master_key_id, wrapped from log.data_keys
              where (stream, subject) > ($1, $2) order by stream, subject limit ${MAX_ROWS}`,
      values: [stream, subject],
    });
    if (rows.length === 0) return;
    yield rows.map((row) => ({
      stream: row.stream,
      subject: row.subject,
      keyId: row.key_id,
      masterKeyId: row.master_key_id,
      wrapped: row.wrapped,
    }));
    ({ stream, subject } = rows.at(-1)!);
  }
}

/**
 * A key that is there stays the key it is; it is destroyed when the source has destroyed it, and wrapped anew when the
 * master key was replaced there meanwhile. Nothing is ever brought back (F33).
 */
export async function insertDataKeys(connections: Connections, keys: readonly CopiedKey[]): Promise<void> {
  await connections.write({
    name: 'receive-keys',
    text: `
      insert into log.data_keys as d (stream, subject, key_id, master_key_id, wrapped, destroyed_at)
      select stream, subject, key_id, master_key_id, wrapped, case when wrapped is null then clock_timestamp() end
        from unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::text[])
             as k(stream, subject, key_id, master_key_id, wrapped)
          on conflict (stream, subject) do update
             set wrapped = excluded.wrapped, master_key_id = excluded.master_key_id,
                 destroyed_at = excluded.destroyed_at
           where d.wrapped is not null and d.key_id = excluded.key_id
             and (excluded.wrapped is null or d.master_key_id <> excluded.master_key_id)`,
    values: [
      keys.map(({ stream }) => stream),
      keys.map(({ subject }) => subject),
      keys.map(({ keyId }) => keyId),
      keys.map(({ masterKeyId }) => masterKeyId),
      keys.map(({ wrapped }) => wrapped),
    ],
  });
}

/** Read as JSON, because a log of an older release has not got all columns. */
export async function masterKeysIn(connections: Connections): Promise<Map<string, CopiedMasterKey>> {
  const { rows } = await connections.read<{ id: string; check: string; match: string | null; retired: string | null }>({
    text: `select master_key_id as id, check_value as check, to_jsonb(m)->>'match_key' as match,
                  to_jsonb(m)->>'retired_at' as retired
             from log.master_keys m`,
  });
  return new Map(rows.map(({ id, check, match, retired }) => [id, { check, matchKey: match, retiredAt: retired }]));
}

export async function insertMasterKeys(
  connections: Connections,
  keys: ReadonlyMap<string, CopiedMasterKey>,
): Promise<void> {
  const column = (pick: (key: CopiedMasterKey) => string | null) => [...keys.values()].map(pick);
  await connections.write({
    text: `insert into log.master_keys as m (master_key_id, check_value, match_key, retired_at)
           select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
               on conflict (master_key_id) do update set retired_at = excluded.retired_at
            where m.retired_at is null`,
    values: [
      [...keys.keys()],
      column(({ check }) => check),
      column(({ matchKey }) => matchKey),
      column(({ retiredAt }) => retiredAt),
    ],
  });
}
