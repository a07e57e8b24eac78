import type { Clock, ClockId } from '@app/disclosure';

/** After the reply only the applicant acts; when those periods end nothing falls to the office. */
const WATCHED: Record<ClockId, boolean> = {
  C1: true,
  C2: true,
  C3: true,
  C4: true,
  C5: true,
  C6: true,
  C7: false,
  C8: false,
  C9: false,
  C10: true,
  C11: true,
  C12: true,
};

/** Whether a clock belongs in the due list. */
export function isWatched({ id }: Pick<Clock, 'id'>): boolean {
  return WATCHED[id];
}
