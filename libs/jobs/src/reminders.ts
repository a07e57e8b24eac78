import type { Pool } from 'pg';
import { due, type CivilDate, type ClockId, type WorkCalendar } from '@app/disclosure';
import type { OpenClock } from './ports';

export type ReminderKind = 'due_soon' | 'due_today' | 'late';

export interface Reminder {
  unit: string;
  /** `null` for a clock of the unit itself (C12). */
  caseId: string | null;
  caseNo: string | null;
  clock: ClockId;
  subject: string | null;
  kind: ReminderKind;
  dueOn: CivilDate;
  firstSeen: CivilDate;
  lastSeen: CivilDate;
}

const SOON_WD = 3;

/** What a clock asks to be reminded of on a day; nothing while it is paused or further off than three working days. */
export function reminderKind(
  { dueOn, paused }: Pick<OpenClock, 'dueOn' | 'paused'>,
  on: CivilDate,
  calendar: WorkCalendar,
): ReminderKind | undefined {
  if (paused) return undefined;
  if (dueOn < on) return 'late';
  if (dueOn === on) return 'due_today';
  return dueOn <= due(on, SOON_WD, calendar).dueOn ? 'due_soon' : undefined;
}

/** Puts the day's reminders into the table, once each, and settles those whose clock no longer asks for them. */
export async function keepReminders(
  pool: Pool,
  clocks: readonly OpenClock[],
  on: CivilDate,
  calendar: WorkCalendar,
): Promise<{ standing: number; settled: number }> {
  const rows = clocks.flatMap(({ unit, caseId = '', caseNo = '', clock, subject, dueOn, paused }) => {
    const kind = reminderKind({ dueOn, paused }, on, calendar);
    return kind ? [{ unit, case_id: caseId, case_no: caseNo, clock, subject, kind, due_on: dueOn }] : [];
  });
  const client = await pool.connect();
  try {
    await client.query('begin');
    // Two workers may sweep at once: the second sees what the first wrote, and an older day never undoes a newer one.
    await client.query('lock table jobs.reminder in share row exclusive mode');
    await client.query(
      `insert into jobs.reminder (unit, case_id, case_no, clock, subject, kind, due_on, first_seen, last_seen)
       select unit, case_id, case_no, clock, subject, kind, due_on, $2::date, $2::date
       from jsonb_to_recordset($1::jsonb)
         as r(unit text, case_id text, case_no text, clock text, subject text, kind text, due_on date)
       on conflict (unit, case_id, clock, subject, kind, due_on)
       do update set last_seen = greatest(reminder.last_seen, excluded.last_seen), settled_at = null
       where reminder.last_seen <= excluded.last_seen`,
      [JSON.stringify(rows), on],
    );
    const { rowCount } = await client.query(
      `update jobs.reminder as old set settled_at = now()
       where settled_at is null and last_seen <= $2::date and not exists (
         select from jsonb_to_recordset($1::jsonb)
           as r(unit text, case_id text, clock text, subject text, kind text, due_on date)
         where (r.unit, r.case_id, r.clock, r.subject, r.kind, r.due_on)
             = (old.unit, old.case_id, old.clock, old.subject, old.kind, old.due_on))`,
      [JSON.stringify(rows), on],
    );
    await client.query('commit');
    return { standing: rows.length, settled: rowCount ?? 0 };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** The reminders of a unit that stand, soonest first. */
export async function listReminders(pool: Pool, unit: string): Promise<Reminder[]> {
  const { rows } = await pool.query<Reminder>(
    `select unit, nullif(case_id, '') as "caseId", nullif(case_no, '') as "caseNo", clock,
       nullif(subject, '') as subject, kind, to_char(due_on, 'YYYY-MM-DD') as "dueOn",
       to_char(first_seen, 'YYYY-MM-DD') as "firstSeen", to_char(last_seen, 'YYYY-MM-DD') as "lastSeen"
     from jobs.reminder where unit = $1 and settled_at is null order by due_on, case_id, clock, subject`,
    [unit],
  );
  return rows;
}
