import type { CivilDate } from '@app/disclosure';

/** Year of a civil date `YYYY-MM-DD`. */
export const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));
