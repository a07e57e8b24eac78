import type { CivilDate } from '../calendar/civil-date';
import { DaysAfter, WORKED } from '../calendar/day-kind';
import type { WorkCalendar } from '../calendar/work-calendar';
import type { Consultation } from '../case/state';
import { opinionDue } from './deadlines';

/**
 * How long a consultation keeps the reply clock still: the days of the half-open interval `(after, to]`, a
 * number of working days that an old ledger deducts without telling which, or nobody knows how long (L-19).
 */
export type Pause =
  | { measure: 'days'; after: CivilDate; to: CivilDate; open: boolean }
  | { measure: 'number'; workingDays: number }
  | { measure: 'unknown' };

/**
 * The pause of one consultation. Known days win over a number. An open consultation lasts until `asOf`, at most
 * to the last day of its opinion period; without `asOf` until the last day known of it (its receipt, else its sending),
 * so that the due date computed from it is the earliest possible one and never moves back when the opinion comes.
 */
export function pauseOf(consultation: Consultation, calendar: WorkCalendar, asOf: CivilDate | undefined): Pause {
  const { sentOn: after, outcome, deductedWd, noticeReceivedOn } = consultation;
  const last = opinionDue(consultation, calendar)?.dueOn;
  if (after !== null && outcome) {
    // A silent party's pause ends with its period even where that day was not recorded.
    const to = outcome.endedOn ?? (outcome.how === 'lapsed' ? last : undefined);
    if (to !== undefined) return { measure: 'days', after, to, open: false };
  }
  if (deductedWd !== undefined) return { measure: 'number', workingDays: deductedWd };
  if (after === null || outcome) return { measure: 'unknown' };
  const seen = asOf ?? noticeReceivedOn ?? after;
  return last !== undefined && last < seen
    ? { measure: 'days', after, to: last, open: false }
    : { measure: 'days', after, to: seen, open: after <= seen };
}

/** The working days of `(after, to]` that lie after `anchor` and not after `until`. */
export function pausedDays(
  { after, to }: { after: CivilDate; to: CivilDate },
  anchor: CivilDate,
  until: CivilDate | undefined,
  calendar: WorkCalendar,
): CivilDate[] {
  const last = until !== undefined && until < to ? until : to;
  const days = new DaysAfter(after < anchor ? anchor : after, calendar);
  const paused: CivilDate[] = [];
  while (days.on < last) if (WORKED[days.next().kind]) paused.push(days.on);
  return paused;
}
