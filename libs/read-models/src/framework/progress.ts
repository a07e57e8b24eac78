import type { Checkpoints } from './checkpoints';
import type { ProjectionRun } from './projection-run';

/** How far a projection has come, wherever it runs. */
export interface Progress {
  name: string;
  position: number;
  stopped: boolean;
}

/** Of the projections this process leads. */
export const progressOf = (runs: readonly ProjectionRun[]): Progress[] =>
  runs.map(({ projection, position, stopped }) => ({
    name: projection.name,
    position,
    stopped: stopped !== undefined,
  }));

/** Of projections that may run in another process. */
export async function storedProgress(checkpoints: Checkpoints, names: readonly string[]): Promise<Progress[]> {
  const rows = await checkpoints.read(names);
  return rows.map(({ projection, position, stoppedPosition }) => {
    return { name: projection, position, stopped: stoppedPosition !== null };
  });
}

/** Whether all the named ones are at the position or beyond, or stopped for good. */
export function havePassed(progress: readonly Progress[], position: number, names: readonly string[]): boolean {
  return names.every((name) => {
    const found = progress.find((each) => each.name === name);
    return found !== undefined && (found.stopped || found.position >= position);
  });
}

/** Where the slowest of those that still go on stands. */
export const slowest = (progress: readonly Progress[]): number =>
  Math.min(...progress.filter(({ stopped }) => !stopped).map(({ position }) => position));
