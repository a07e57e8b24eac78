import type { DataSource } from 'typeorm';
import type { EventStore } from '@app/event-store';
import type { Projection, ProjectionName } from './projection';
import type { ProjectionStatus, RebuildProgress } from './projection-status';

export interface ProjectorOptions {
  store: EventStore;
  dataSource: DataSource;
  /** All of them unless told. */
  projections?: readonly Projection[];
  batchSize?: number;
  log?: (line: string) => void;
}

/** Runs the projections: each from its own checkpoint, in one process at a time (F13, F14). */
export class Projector {
  constructor(readonly options: ProjectorOptions) {}
  /** Follows the log until `stop`. @throws ReadModelsOfAnotherLog */
  start(): Promise<void> {
    throw new Error('not yet');
  }
  stop(): Promise<void> {
    throw new Error('not yet');
  }
  /** Whether all (or the named) projections passed the position within the time; stopped ones do not count (F20). */
  waitFor(_position: number, _ms: number, _names?: readonly ProjectionName[]): Promise<boolean> {
    throw new Error('not yet');
  }
  /** Applies everything the log holds now, without `start` or beside it. @throws ReadModelsOfAnotherLog */
  catchUp(): Promise<void> {
    throw new Error('not yet');
  }
  status(): Promise<ProjectionStatus[]> {
    throw new Error('not yet');
  }
  /** Replays the log beside the rows that are served and swaps them at the end (F19). @throws AnotherProjector, ProjectionStopped */
  rebuild(_name?: ProjectionName, _onProgress?: (progress: RebuildProgress) => void): Promise<void> {
    throw new Error('not yet');
  }
}
