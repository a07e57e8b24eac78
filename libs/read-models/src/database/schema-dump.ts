import type { DataSource } from 'typeorm';
import { READ_MODELS_SCHEMA } from './data-source';

interface TableOf {
  name: string;
  unlogged: boolean;
}

const COLUMNS = `
  select format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then ' not null' else '' end,
    case when d.oid is null then '' else ' default ' || pg_get_expr(d.adbin, d.adrelid) end) as line
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`;

/** Not-null constraints stand with their columns; PostgreSQL 18 also lists them by name. */
const CONSTRAINTS = `
  select format('  constraint %I %s', conname, pg_get_constraintdef(oid)) as line
  from pg_constraint where conrelid = $1::regclass and contype <> 'n' order by contype desc, conname`;

const INDEXES = `
  select pg_get_indexdef(i.indexrelid) || ';' as line
  from pg_index i join pg_class c on c.oid = i.indexrelid
  where i.indrelid = $1::regclass
    and not exists (select from pg_constraint where conindid = i.indexrelid) order by c.relname`;

/** The schema as text, from the catalogue alone: what a change of a migration shows in (house rule). */
export async function dumpSchema(dataSource: DataSource): Promise<string> {
  const lines = (sql: string, table: string) =>
    dataSource
      .query<{ line: string }[]>(sql, [`"${READ_MODELS_SCHEMA}"."${table}"`])
      .then((rows) => rows.map(({ line }) => line));
  const tables = await dataSource.query<TableOf[]>(
    `select relname as name, relpersistence = 'u' as unlogged from pg_class
     where relnamespace = $1::regnamespace and relkind = 'r' order by relname`,
    [READ_MODELS_SCHEMA],
  );
  const parts: string[] = [];
  for (const { name, unlogged } of tables) {
    const body = [...(await lines(COLUMNS, name)), ...(await lines(CONSTRAINTS, name))].join(',\n');
    const create = `create ${unlogged ? 'unlogged ' : ''}table ${READ_MODELS_SCHEMA}.${name} (\n${body}\n);`;
    parts.push([create, ...(await lines(INDEXES, name))].join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}
