export interface ProjectionStatus {
  name: string;
  statutory: boolean;
  /** Position of the last event applied or ignored. */
  position: number;
  /** Position of the log's last event. */
  head: number;
  /** Positions still to go. */
  lag: number;
  /** `standby`: another process projects; `idle`: nobody was asked to. */
  state: 'running' | 'standby' | 'idle' | 'stopped';
  /** The event a statutory view stopped before (F15); no personal data. */
  stopped?: { position: number; reason: string };
  /** Streams left out since an event of theirs could not be applied (F15). */
  parked: number;
  /** Name of the error the projector is retrying after. */
  lastError?: string;
}

export interface RebuildProgress {
  projection: string;
  position: number;
  head: number;
}
