import type { RequestGroup } from './groups';

/** What decides the cells of a request in table 3. */
export type RequestState = Omit<RequestGroup, 'count'>;

/**
 * Requests that went the same way: how they were counted when each published report was made, oldest first, and how
 * they stand now; `null` where they counted nowhere.
 */
export interface RequestHistory {
  states: readonly (RequestState | null)[];
  count: number;
}

/** How a voided request leaves the books it was published in. */
const VOIDED = 'other_other';

/**
 * How a request is booked once reports were published. What a report counted stays: the year of receipt, the
 * column, and the result if it had one. What was recorded after the last of them enters the year that follows it,
 * so that K-01 and K-04 hold whatever is entered late or corrected. A request that was published as open and is void now
 * leaves under 其他, since the books it was carried into cannot forget it.
 *
 * @param years of the published reports, ascending
 * @param states one for each of them, and the one to book last
 */
export function bookedState(years: readonly number[], states: readonly (RequestState | null)[]): RequestState | null {
  let booked: RequestState | null = null;
  let closed = -Infinity;
  for (const [index, state] of states.entries()) {
    booked = carried(booked, state, closed);
    closed = years[index] ?? closed;
  }
  return booked;
}

function carried(before: RequestState | null, now: RequestState | null, closed: number): RequestState | null {
  const published = before !== null && before.statYear <= closed ? before : null;
  if (published === null) {
    return now && { ...now, statYear: after(closed, now.statYear), ...conclusion(now, closed) };
  }
  const { statYear, column } = published;
  const left = published.concludedYear !== null && Math.max(published.concludedYear, statYear) <= closed;
  if (left) return published;
  if (now === null) return { statYear, column, concludedYear: closed + 1, resultCode: VOIDED };
  return { statYear, column, ...conclusion(now, closed) };
}

const after = (closed: number, year: number): number => Math.max(year, closed + 1);

const conclusion = ({ concludedYear, resultCode }: RequestState, closed: number) => ({
  concludedYear: concludedYear === null ? null : after(closed, concludedYear),
  resultCode,
});

/** The groups the tables of a year are made of, where reports of earlier years are published. */
export function bookedGroups(
  histories: readonly RequestHistory[],
  published: readonly number[],
  year: number,
): RequestGroup[] {
  const earlier = published.filter((each) => each < year);
  return histories.flatMap(({ states, count }) => {
    const booked = bookedState(earlier, [...states.slice(0, earlier.length), states.at(-1) ?? null]);
    return booked ? [{ ...booked, count }] : [];
  });
}
