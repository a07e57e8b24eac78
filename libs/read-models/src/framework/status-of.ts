import type { Checkpoints } from './checkpoints';
import type { Projection } from './projection';
import type { ProjectionStatus } from './projection-status';

/** What the database says of every projection, joined with what this process knows of itself. */
export async function statusOf(
  checkpoints: Checkpoints,
  projections: readonly Projection[],
  head: number,
  here: { state: 'running' | 'standby' | 'idle'; errors: ReadonlyMap<string, string> },
): Promise<ProjectionStatus[]> {
  const rows = await checkpoints.read(projections.map(({ name }) => name));
  const parked = await checkpoints.dataSource.query<{ projection: string; streams: number }[]>(
    `select projection, count(*) as streams from "${checkpoints.schema}".parked_stream group by projection`,
  );
  return projections.map(({ name, statutory }) => {
    const row = rows.find(({ projection }) => projection === name);
    const position = row?.position ?? 0;
    const stopped =
      row?.stoppedPosition == null ? undefined : { position: row.stoppedPosition, reason: row.stoppedReason ?? '' };
    return {
      name,
      statutory,
      position,
      head,
      lag: Math.max(0, head - position),
      state: stopped ? 'stopped' : here.state,
      stopped,
      parked: parked.find(({ projection }) => projection === name)?.streams ?? 0,
      lastError: here.errors.get(name),
    };
  });
}
