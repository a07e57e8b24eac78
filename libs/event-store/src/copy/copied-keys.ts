import type { Connections } from '../postgres/connections';
import type { CopiedKey } from './copy-side';

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

/** A key that is there stays as it is, unless the source has destroyed it: nothing is ever brought back (F33). */
export async function insertDataKeys(connections: Connections, keys: readonly CopiedKey[]): Promise<void> {
  await connections.write({
    name: 'receive-keys',
    text: `
      insert into log.data_keys as d (stream, subject, key_id, master_key_id, wrapped, destroyed_at)
      select stream, subject, key_id, master_key_id, wrapped, case when wrapped is null then clock_timestamp() end
        from unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::text[])
             as k(stream, subject, key_id, master_key_id, wrapped)
          on conflict (stream, subject) do update
             set wrapped = null, destroyed_at = clock_timestamp()
           where excluded.wrapped is null and d.wrapped is not null`,
    values: [
      keys.map(({ stream }) => stream),
      keys.map(({ subject }) => subject),
      keys.map(({ keyId }) => keyId),
      keys.map(({ masterKeyId }) => masterKeyId),
      keys.map(({ wrapped }) => wrapped),
    ],
  });
}

export async function masterKeysIn(connections: Connections): Promise<Map<string, string>> {
  const { rows } = await connections.read<{ master_key_id: string; check_value: string }>({
    text: 'select master_key_id, check_value from log.master_keys',
  });
  return new Map(rows.map((row) => [row.master_key_id, row.check_value]));
}

export async function insertMasterKeys(connections: Connections, keys: ReadonlyMap<string, string>): Promise<void> {
  await connections.write({
    text: `insert into log.master_keys (master_key_id, check_value)
           select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
    values: [[...keys.keys()], [...keys.values()]],
  });
}
