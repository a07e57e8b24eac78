import type { DatabaseChoice } from '@app/database';

/** What a process does (D12). Embedded default: everything in one. */
export type ProcessRole = 'api' | 'projector' | 'worker';

export const PROCESS_ROLES: Record<ProcessRole, string> = {
  api: 'answers HTTP',
  projector: 'keeps the read models up to date',
  worker: 'runs jobs',
};

export interface RuntimeOptions {
  database: DatabaseChoice;
  /** Lines for the operator; no personal data. */
  log?: (line: string) => void;
  /** Told how many appends went into PostgreSQL together. */
  onGroup?: (appends: number) => void;
  /** Tests and benchmarks only: a PostgreSQL with fsync off is accepted. */
  unsafeForTests?: boolean;
  /** Environment to take the master key (DISCLOSURE_MASTER_KEY) and the log's place (KURRENTDB_URL) from. */
  env?: Record<string, string | undefined>;
}
