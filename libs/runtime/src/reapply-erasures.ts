import type { DataSource } from 'typeorm';
import type { ProtectedStore } from '@app/event-store';

/**
 * Destroys every data key again that an event of the log says is destroyed (F33): a table of keys restored from a backup
 * does not bring a person back, nor does a process that ended between the event and its key.
 * @returns how many keys had come back
 */
export async function reapplyErasures(dataSource: DataSource, store: ProtectedStore): Promise<number> {
  // Asked of the table itself, so that a start does not read the whole log.
  const rows = await dataSource.query<{ stream: string; body: string }[]>(
    `select stream, body from log.events where type = 'PersonErased' order by position`,
  );
  let destroyed = 0;
  for (const { stream, body } of rows) {
    const { data } = JSON.parse(body) as { data: { subject: string } };
    if (await store.destroyKey(stream, data.subject)) destroyed += 1;
  }
  return destroyed;
}
