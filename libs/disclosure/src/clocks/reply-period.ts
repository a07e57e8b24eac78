import type { CivilDate } from '../calendar/civil-date';
import type { WorkCalendar } from '../calendar/work-calendar';
import type { CaseState, CaseStatus, Consultation } from '../case/state';
import type { Deadline } from './deadlines';
import { countReplyPeriod, isOverOn, type CountedPeriod } from './reply-count';
import { replyStop, type ReplyStop } from './reply-stop';

export interface ReplyDeadline extends Deadline {
  /** Working days: `base` 20, `extension` once notified, `paused` the union of the pauses, never their sum. */
  parts: { base: number; extension: number; paused: number };
}

export type ReplyPeriod = CountedPeriod & { stop?: ReplyStop };

/**
 * C3, the reply period that runs or ran (R-30..R-34, R-40). `undefined` before receipt, while a correction or a
 * payment is awaited or has lapsed, and where an old ledger does not tell the day it began (L-19).
 * `asOf` is the day up to which an open consultation is taken to have lasted; see `pauseOf` for what holds without it.
 */
export function replyDue(state: CaseState, calendar: WorkCalendar, asOf?: CivilDate): ReplyDeadline | undefined {
  return replyPeriod(state, calendar, asOf);
}

/** Whether the reply period is over on `day`; an open consultation that holds the clock on that day keeps it alive. */
export function isReplyOverdueOn(state: CaseState, calendar: WorkCalendar, day: CivilDate): boolean {
  const period = replyPeriod(state, calendar, day);
  return period !== undefined && isOverOn(period, day);
}

/** `replyDue` with what ended it and what it was counted from. */
export function replyPeriod(state: CaseState, calendar: WorkCalendar, asOf?: CivilDate): ReplyPeriod | undefined {
  const epoch = state.epochs.at(-1);
  if (!epoch || !RUNS_OR_RAN[state.status] || isAwaited(state)) return undefined;
  const stop = replyStop(state);
  const counted = countReplyPeriod(epoch, state.consultations, calendar, { asOf, until: stop?.on });
  return counted && { ...counted, stop };
}

const RUNS_OR_RAN: Record<CaseStatus, boolean> = {
  UNCONFIRMED: false,
  RUNNING: true,
  CONSULTING: true,
  AWAITING_CORRECTION: false,
  AWAITING_PAYMENT: false,
  DECIDED: true,
  CLOSED: true,
  REDECIDING: true,
  VOID: false,
  SPLIT: false,
};

// Closed while waiting, by a lapse or a withdrawal, is the same: no reply was owed any more.
function isAwaited({ correction, fee }: CaseState): boolean {
  return (correction !== undefined && correction.receivedOn === undefined) || (fee !== undefined && !fee.paid);
}

/** The consultations, of any run of the clock, that were sent when the reply period was over. */
export function consultationsAfterDue(state: CaseState, calendar: WorkCalendar): Consultation[] {
  if (state.consultations.length === 0) return [];
  return state.epochs.flatMap((epoch, index) => {
    const until = index === state.epochs.length - 1 ? replyStop(state)?.on : endOfEpoch(state, index);
    return countReplyPeriod(epoch, state.consultations, calendar, { until })?.afterDue ?? [];
  });
}

// A run of the clock ends when the office asks for the correction or the fee, not when it gets them.
function endOfEpoch({ epochs, correction, fee }: CaseState, index: number): CivilDate | undefined {
  const next = epochs[index + 1];
  const asked = next?.anchor === 'fee_paid' ? fee?.sentOn : correction?.sentOn;
  return asked ?? next?.startedOn ?? undefined;
}
