import type { DataSource } from 'typeorm';
import type { ProtectedStore } from '@app/event-store';
import type { LogChoice } from './log-choice';

/**
 * Destroys every data key again that an event of the log says is destroyed (F33): a table of keys restored from a backup
 * does not bring a person back, nor does a process that ended between the event and its key.
 * @returns how many keys had come back
 */
export async function reapplyErasures(
  dataSource: DataSource,
  store: ProtectedStore,
  kind: LogChoice['kind'] = 'postgres',
): Promise<number> {
  let destroyed = 0;
  const erased = kind === 'postgres' ? inTable(dataSource) : inWholeLog(store);
  for await (const { stream, subject } of erased) if (await store.destroyKey(stream, subject)) destroyed += 1;
  return destroyed;
}

interface Erased {
  stream: string;
  subject: string;
}

/** Asked of the table itself, so that a start does not read the whole log. */
async function* inTable(dataSource: DataSource): AsyncIterable<Erased> {
  const rows = await dataSource.query<{ stream: string; body: string }[]>(
    `select stream, body from log.events where type = 'PersonErased' order by position`,
  );
  for (const { stream, body } of rows) {
    const { data } = JSON.parse(body) as { data: { subject: string } };
    yield { stream, subject: data.subject };
  }
}

/** In KurrentDB there is no such table, and every start reads all events once. */
async function* inWholeLog(store: ProtectedStore): AsyncIterable<Erased> {
  for await (const { type, stream, data } of store.readAll()) {
    if (type === 'PersonErased') yield { stream, subject: (data as { subject: string }).subject };
  }
}
