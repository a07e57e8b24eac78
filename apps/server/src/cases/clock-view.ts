import { CLOCK_NAMES, DAY_KINDS, type Clock, type WorkingDay } from '@app/disclosure';

/** A deadline by its name; its working (every day with its rule or notice) only when asked for. */
export function clockView(
  { working, ...clock }: Clock,
  explain: boolean,
): Omit<Clock, 'working'> & { label: string; rule: string; working?: (WorkingDay & { label: string })[] } {
  const { zh: label, rule } = CLOCK_NAMES[clock.id];
  const days = working.map((day) => ({ ...day, label: DAY_KINDS[day.kind] }));
  return { ...clock, label, rule, ...(explain && { working: days }) };
}
