import type { CivilDate } from '@app/disclosure';

/**
 * As of when a question is asked, on two clocks (D2, A-44). Both given: as it was on the day, by what was on record
 * then. Neither: now.
 */
export interface AsOf {
  /** As we knew it: what was on record up to a position of the log, inclusive. */
  at?: number;
  /** As it was: what had taken effect by the end of a day. */
  on?: CivilDate;
}

/** The reports a day can know of: those of years that had ended by then. */
export const endedBy = (year: number, on: CivilDate | undefined): boolean => on === undefined || `${year}-12-31` <= on;

export const isPast = ({ at, on }: AsOf): boolean => at !== undefined || on !== undefined;
