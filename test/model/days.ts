import type { CaseCommand } from '@app/disclosure';
import type { Intent } from './intents';
import { isDay, isWorked, later, MAKE_UP_DAYS, periods, type Case } from './rules';

/** Days on which counting goes wrong most easily. */
const TRICKY = [
  ...MAKE_UP_DAYS,
  '2024-02-09',
  '2024-02-29',
  '2024-09-30',
  '2024-12-30',
  '2024-12-31',
  '2025-01-01',
  '2025-01-02',
  '2025-01-24',
  '2025-01-27',
  '2025-01-28',
  '2025-02-28',
  '2025-09-30',
  '2025-12-31',
  '2026-01-01',
  '2026-01-05',
  '2026-02-13',
].toSorted();

/** The day somebody has in mind: near the last act, around a due date, or one of the tricky ones. */
export function dayFor({ day, dayKind }: Intent, now: Case | undefined, last: string): string {
  const near = later(last, day % 6);
  if (dayKind < 8) return near;
  if (dayKind < 10) return later(last, day % 30);
  if (dayKind === 10) return later(last, -1 - (day % 4));
  const dues = now ? dueDates(now, near).filter((due) => due >= last) : [];
  if (dayKind < 16 && dues.length > 0) return later(dues[day % dues.length]!, (day % 3) - 1);
  if (dayKind < 18) return TRICKY.filter((each) => each >= last)[day % 3] ?? near;
  if (dayKind === 18) return later(last, day * 3);
  return last;
}

/** Everything the case waits for. */
function dueDates(now: Case, asOf: string): string[] {
  const { recons, order } = now;
  const waited = now.status === 'RUNNING' || now.status === 'CONSULTING' || now.status === 'DECIDED';
  return [
    now.status === 'RUNNING' && !now.correction ? periods.c1(now) : undefined,
    now.status === 'AWAITING_CORRECTION' ? periods.c2(now) : undefined,
    now.status === 'AWAITING_PAYMENT' ? periods.c6(now) : undefined,
    waited ? periods.c3(now, asOf) : undefined,
    order && order.answeredOn === undefined ? periods.c11(now, asOf) : undefined,
    ...now.consultations.filter(({ endedOn }) => endedOn === undefined).map(periods.opinionDue),
    ...periods.c7(now),
    ...periods.c8(now, asOf),
    ...recons.map(({ copyReceivedOn, procedure }) => copyReceivedOn && periods.c10(copyReceivedOn, procedure)),
  ].filter((due): due is string => !!due);
}

/** The last day an accepted command tells of, so that the next one is near it. */
export function lastDayOf(command: CaseCommand, before: string): string {
  const acts = Object.entries(command.data)
    .filter(([field]) => field.endsWith('On') && field !== 'newDueOn' && field !== 'dueOn')
    .map(([, day]) => String(day))
    .filter(isDay);
  return [before, ...acts].toSorted().at(-1)!;
}

export const firstDay = (start: number): string => {
  const day = later('2024-01-01', start);
  return start % 5 === 0
    ? (TRICKY.find((each) => each >= day) ?? day)
    : start % 2 && !isWorked(day)
      ? later(day, 1)
      : day;
};
