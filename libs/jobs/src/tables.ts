import { Pool } from 'pg';

/**
 * The same in every process, and nobody else's number: the projector holds its own for as long as it leads, and whoever
 * asked for the same one here would wait until it steps down.
 */
const MIGRATION_LOCK = 7_310_003;

const TABLES = `
create schema if not exists jobs;
create table if not exists jobs.job_result (
  job_id text primary key,
  finished_at timestamptz not null default now(),
  result jsonb not null,
  tries integer not null default 1,
  again_at timestamptz
);
create table if not exists jobs.reminder (
  id bigint generated always as identity primary key,
  unit text not null,
  case_id text not null,
  case_no text not null,
  clock text not null,
  subject text not null,
  kind text not null check (kind in ('due_soon', 'due_today', 'late')),
  due_on date not null,
  first_seen date not null,
  last_seen date not null,
  settled_at timestamptz,
  unique (unit, case_id, clock, subject, kind, due_on)
);
create table if not exists jobs.draft_report (
  unit text not null,
  year integer not null,
  made_on date not null,
  position bigint not null,
  failed text[] not null,
  made_at timestamptz not null default now(),
  primary key (unit, year)
);`;

/** The jobs' own connections, three at most, with the tables there; several processes may do so at once. */
export async function openJobTables(connectionString: string): Promise<Pool> {
  const pool = new Pool({ connectionString, max: 3, application_name: 'disclosure-ledger jobs' });
  // An idle connection that dies is replaced at the next question; unheard, it would end the process.
  pool.on('error', () => undefined);
  try {
    await pool.query(`begin; select pg_advisory_xact_lock(${MIGRATION_LOCK}); ${TABLES} commit;`);
    return pool;
  } catch (error) {
    await pool.end();
    throw error;
  }
}
