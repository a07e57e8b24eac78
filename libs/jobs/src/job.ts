import { yearOf, type CivilDate } from '@app/disclosure';

/** What each job is told. Nothing else is: what is due is recomputed when it runs (D11). */
export interface JobData {
  /** Lapses and reminders of a civil day in Asia/Shanghai. */
  sweep: { on: CivilDate };
  /** The draft report of a unit about a past year, as it stands on the day it is asked for. */
  draft: { unit: string; year: number; on: CivilDate };
  /** Every cell counted again from the log and compared with the read models, once a day (K-07). */
  self_audit: { on: CivilDate };
  /** The day's seal over everything in the log (D10). */
  seal: { on: CivilDate };
}

export type JobName = keyof JobData;

export type Job = { [N in JobName]: { name: N; data: JobData[N] } }[JobName];

const ID_OF: { [N in JobName]: (data: JobData[N]) => string } = {
  sweep: ({ on }) => `sweep:${on}`,
  // One per unit and year, whatever day it is asked for.
  draft: ({ unit, year }) => `draft:${unit}:${year}`,
  self_audit: ({ on }) => `self_audit:${on}`,
  seal: ({ on }) => `seal:${on}`,
};

export const JOB_NAMES = Object.keys(ID_OF) as JobName[];

/** The same work has the same id, whoever asks for it: `sweep:2026-11-27`. */
export const jobIdOf = <N extends JobName>(name: N, data: JobData[N]): string => ID_OF[name](data);

/** From this minute of the day on, in Asia/Shanghai, the jobs of the day are due. */
export const DUE_FROM = '00:10';

/**
 * The jobs that a moment asks for, however long nobody was there to ask: the day's sweep, self-audit and
 * seal, and the drafts about the year before, from 00:10 of 1 January on. A unit that comes later in the year gets its
 * draft then, not one dated back. The seal comes last: it is over what the others recorded.
 */
export function jobsDue({ on, time }: { on: CivilDate; time: string }, units: readonly string[]): Job[] {
  if (time < DUE_FROM) return [];
  const drafts = units.map((unit): Job => ({
    name: 'draft',
    data: { unit, year: yearOf(on) - 1, on },
  }));
  return [
    { name: 'sweep', data: { on } },
    ...drafts,
    { name: 'self_audit', data: { on } },
    { name: 'seal', data: { on } },
  ];
}
