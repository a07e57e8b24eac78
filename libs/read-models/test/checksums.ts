import type { DataSource } from 'typeorm';

/** Every row of a table as text, in the order of the text; two tables are equal when these are. */
export async function rowsOf(dataSource: DataSource, table: string): Promise<string[]> {
  const rows = await dataSource.query<{ row: string }[]>(
    `select to_jsonb(t)::text as row from read_models."${table}" t order by 1`,
  );
  return rows.map(({ row }) => row);
}

export async function contentsOf(dataSource: DataSource, tables: readonly string[]): Promise<Record<string, string[]>> {
  const contents: Record<string, string[]> = {};
  for (const table of tables) contents[table] = await rowsOf(dataSource, table);
  return contents;
}
