import type { EntityMetadata } from 'typeorm';

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

/**
 * An insert of many entities given as one JSON parameter: one statement and one plan for a whole batch, whatever its
 * size. The entity's columns are the only place that knows names and types.
 */
function insertOf(metadata: EntityMetadata): string {
  const given = metadata.columns.map((column) => `"${column.propertyName}" ${String(column.type)}`);
  return `insert into "${metadata.tableName}" (${quoted(metadata.columns.map((column) => column.databaseName))})
    select ${quoted(metadata.columns.map((column) => column.propertyName))}
    from json_to_recordset($1::json) as given(${given.join(', ')})`;
}

const keyOf = (metadata: EntityMetadata) => metadata.primaryColumns.map((column) => column.databaseName);

export function upsertStatement(metadata: EntityMetadata): string {
  const values = metadata.columns
    .filter((column) => !column.isPrimary)
    .map((column) => `"${column.databaseName}" = excluded."${column.databaseName}"`);
  return `${insertOf(metadata)} on conflict (${quoted(keyOf(metadata))}) do update set ${values.join(', ')}`;
}

export function insertMissingStatement(metadata: EntityMetadata): string {
  return `${insertOf(metadata)} on conflict (${quoted(keyOf(metadata))}) do nothing`;
}
