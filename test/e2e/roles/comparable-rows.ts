import type { Office } from './office';

/** Says how far a projector came, not what it shows. */
const NO_VIEW = ['checkpoint', 'migration'];

interface Named {
  position: string;
  recorded_at: string;
  name: string;
}

/**
 * Every row of every view, in an order of its own. Where in the log an event stands and when it was recorded differs
 * between two runs of the same load; so a position is told by the event that stands there, and an instant not at all.
 */
export async function comparableRows(office: Office): Promise<Record<string, unknown[]>> {
  const events = await office.sql<Named>(
    `select position, to_jsonb(recorded_at)::text as recorded_at, stream || ' ' || revision as name from log.events`,
  );
  const byPosition = new Map(events.map(({ position, name }) => [Number(position), name]));
  const told = (column: string, value: unknown): unknown => {
    if (typeof value === 'number' && /position$/.test(column)) return byPosition.get(value) ?? value;
    return /(recorded|registered)_at$/.test(column) ? 'an instant' : value;
  };
  const tables = await office.sql<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'read_models' order by 1`,
  );
  const views = tables.filter(({ name }) => !NO_VIEW.includes(name));
  const contents: Record<string, unknown[]> = {};
  for (const { name } of views) {
    const rows = await office.sql<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from read_models."${name}" t`,
    );
    const lines = rows.map(({ row }) =>
      JSON.stringify(Object.fromEntries(Object.entries(row).map(([column, value]) => [column, told(column, value)]))),
    );
    contents[name] = lines.sort();
  }
  return contents;
}
