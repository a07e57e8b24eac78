import type { CaseState, Clock, ClockId } from '@app/disclosure';

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

/** What somebody asks of the office after the case was closed: an answer in reconsideration, a decision anew. */
const OUTLIVES_CLOSING: Record<ClockId, boolean> = {
  C1: false,
  C2: false,
  C3: false,
  C4: false,
  C5: false,
  C6: false,
  C7: false,
  C8: false,
  C9: false,
  C10: true,
  C11: true,
  C12: false,
};

/** `expired` means lapsed here, since nobody tells what day it is: the law has drawn its consequence already. */
const GOES_ON: Record<Clock['state'], boolean> = { running: true, paused: true, stopped: false, expired: false };

/** Whether a clock of a case belongs in the due list: somebody still has to watch it. */
export function isWatched({ id, state }: Pick<Clock, 'id' | 'state'>, { status }: Pick<CaseState, 'status'>): boolean {
  return WATCHED[id] && GOES_ON[state] && (status !== 'CLOSED' || OUTLIVES_CLOSING[id]);
}
