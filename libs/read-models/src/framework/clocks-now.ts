import { clocksOf, type CaseState, type Clock, type WorkCalendar } from '@app/disclosure';

/** A clock without its working: what a row keeps of it. */
export type ClockNow = Omit<Clock, 'working' | 'parts' | 'length'>;

const counted = new WeakMap<CaseState, { calendar: WorkCalendar; clocks: ClockNow[] }>();

/** The clocks of a case; the views that show them share one count, for counting days is what a replay costs. */
export function clocksNow(state: CaseState, calendar: WorkCalendar): ClockNow[] {
  const known = counted.get(state);
  if (known?.calendar === calendar) return known.clocks;
  const clocks = clocksOf(state, calendar).map(({ working: _w, parts: _p, length: _l, ...clock }) => clock);
  counted.set(state, { calendar, clocks });
  return clocks;
}
