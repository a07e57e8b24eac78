import { Client } from 'pg';

/** Says how far a projector came, not what it shows. */
const NO_VIEW = ['checkpoint', 'parked_stream', 'migrations'];

/** Every table of the read models as one checksum over its rows in an order of their own. */
export async function checksums(connectionString: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows: tables } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables
        where table_schema = 'read_models' and table_type = 'BASE TABLE' and table_name <> all($1) order by 1`,
      [NO_VIEW],
    );
    const sums: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ sum: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') as sum
           from read_models."${name}" t`,
      );
      sums[name] = rows[0]!.sum;
    }
    return sums;
  } finally {
    await client.end();
  }
}

/** Names of tables that are not the same (O5). */
export const diverging = (one: Record<string, string>, other: Record<string, string>): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((table) => one[table] !== other[table]);
