import type { Pool } from 'pg';
import type { CivilDate } from '@app/disclosure';
import type { JobPorts } from './ports';

export interface DraftRecord {
  unit: string;
  year: number;
  madeOn: CivilDate;
  /** Position of the log the draft was computed at. */
  position: number;
  /** Ids of the checks it did not pass. */
  failed: string[];
  /** ISO instant. */
  madeAt: string;
}

/** Makes and checks a unit's draft; a second one about the same year leaves the first as it is. */
export async function recordDraft(
  pool: Pool,
  { unit, year, on }: { unit: string; year: number; on: CivilDate },
  ports: JobPorts,
): Promise<{ position: number; failed: string[] }> {
  const { position, failed } = await ports.draft(unit, year);
  await pool.query(
    `insert into jobs.draft_report (unit, year, made_on, position, failed) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [unit, year, on, position, failed],
  );
  return { position, failed };
}

/** The drafts of a unit, newest first. */
export async function listDrafts(pool: Pool, unit: string): Promise<DraftRecord[]> {
  const { rows } = await pool.query<Omit<DraftRecord, 'madeAt'> & { madeAt: Date }>(
    `select unit, year, to_char(made_on, 'YYYY-MM-DD') as "madeOn", position::float8 as position, failed,
       made_at as "madeAt"
     from jobs.draft_report where unit = $1 order by made_on desc, year desc`,
    [unit],
  );
  return rows.map((row) => ({ ...row, madeAt: row.madeAt.toISOString() }));
}
