import type { AppealFact, StatisticalFacts } from '@app/disclosure';
import { appealGroupOf, requestGroupOf, type AppealGroupCount, type RequestGroup } from './groups';

/** What decides the cells of a request in table 3. */
export type RequestState = Omit<RequestGroup, 'count'>;

/** What decides the cells of a proceeding in table 4. */
export type AppealState = Omit<AppealGroupCount, 'count'>;

/**
 * Requests or proceedings that went the same way: how they were counted when each published report was made, oldest
 * first, and how they stand now; `null` where they counted nowhere.
 */
export interface History<State> {
  states: readonly (State | null)[];
  count: number;
}

export type RequestHistory = History<RequestState>;
export type AppealHistory = History<AppealState>;

/** How a voided request leaves the books it was published in. */
const VOIDED = 'other_other';
/** How a proceeding that is not one any more leaves them. */
const TAKEN_BACK = 'other';

/** A request or proceeding as the books see it: the year and place it is entered in, the year and way it leaves. */
interface Passage<Place, End> {
  entered: number;
  place: Place;
  left: number | null;
  end: End | null;
}

/**
 * How something is booked once reports were published. What a report counted stays: the year it was entered in,
 * its place on the form, and its end if it had one. What was recorded after the last of them enters the year that
 * follows it, so that K-01, K-04 and K-11 hold whatever is entered late or corrected. What was published as open
 * and counts nowhere now leaves with the end given, since the books it was carried into cannot forget it.
 */
function booked<Place, End>(
  years: readonly number[],
  passages: readonly (Passage<Place, End> | null)[],
  gone: End,
): Passage<Place, End> | null {
  let last: Passage<Place, End> | null = null;
  let closed = -Infinity;
  for (const [index, now] of passages.entries()) {
    last = carried(last, now, closed, gone);
    closed = years[index] ?? closed;
  }
  return last;
}

function carried<Place, End>(
  before: Passage<Place, End> | null,
  now: Passage<Place, End> | null,
  closed: number,
  gone: End,
): Passage<Place, End> | null {
  const published = before !== null && before.entered <= closed ? before : null;
  if (published === null) return now && { ...now, entered: after(closed, now.entered), ...ending(now, closed) };
  const { entered, place } = published;
  if (published.left !== null && published.left <= closed) return published;
  if (now === null) return { entered, place, left: closed + 1, end: gone };
  return { entered, place, ...ending(now, closed) };
}

const after = (closed: number, year: number): number => Math.max(year, closed + 1);

const ending = <Place, End>({ left, end }: Passage<Place, End>, closed: number) => ({
  left: left === null ? null : after(closed, left),
  end,
});

/**
 * A request as the tables after the published reports count it.
 * @param years of the published reports, ascending
 * @param states one for each of them, and the one to book last
 */
export function bookedState(years: readonly number[], states: readonly (RequestState | null)[]): RequestState | null {
  const passages = states.map(
    (state) =>
      state && {
        entered: state.statYear,
        place: state.column,
        left: state.concludedYear,
        end: state.resultCode,
      },
  );
  const found = booked(years, passages, VOIDED);
  return found && { statYear: found.entered, column: found.place, concludedYear: found.left, resultCode: found.end };
}

/** A proceeding as the tables after the published reports count it, by the same rules; parameters as above. */
export function bookedAppeal(years: readonly number[], states: readonly (AppealState | null)[]): AppealState | null {
  const passages = states.map(
    (state) => state && { entered: state.filedYear, place: state.group, left: state.concludedYear, end: state.result },
  );
  const found = booked(years, passages, TAKEN_BACK);
  return found && { filedYear: found.entered, group: found.place, concludedYear: found.left, result: found.end };
}

/** The groups of requests the tables of a year are made of, where reports of earlier years are published. */
export const bookedGroups = (
  histories: readonly RequestHistory[],
  published: readonly number[],
  year: number,
): RequestGroup[] => groupsOf(histories, published, year, bookedState);

/** The groups of proceedings they are made of. */
export const bookedAppealGroups = (
  histories: readonly AppealHistory[],
  published: readonly number[],
  year: number,
): AppealGroupCount[] => groupsOf(histories, published, year, bookedAppeal);

function groupsOf<State>(
  histories: readonly History<State>[],
  published: readonly number[],
  year: number,
  book: (years: readonly number[], states: readonly (State | null)[]) => State | null,
): (State & { count: number })[] {
  const earlier = published.filter((each) => each < year);
  return histories.flatMap(({ states, count }) => {
    const found = book(earlier, [...states.slice(0, earlier.length), states.at(-1) ?? null]);
    return found ? [{ ...found, count }] : [];
  });
}

/** A proceeding with the years and the place it is counted in; the dates stay those of its events. */
export interface BookedAppeal extends AppealFact {
  booked: AppealState;
}

/** A case's facts as the tables after the published reports count them. */
export interface BookedFacts extends Omit<StatisticalFacts, 'appeals'> {
  appeals: BookedAppeal[];
  /** The year its events say, where a published report moved it into another. */
  originYear?: number;
}

/**
 * The facts of one case as booked; `null` for a case that counts nowhere.
 * @param years of the published reports, ascending
 * @param known the facts when each of them was counted, and those to book last; `undefined` where it counted nowhere
 */
export function bookedFacts(
  years: readonly number[],
  known: readonly (StatisticalFacts | undefined)[],
): BookedFacts | null {
  const last = known.findLast((facts) => facts !== undefined);
  const state = bookedState(
    years,
    known.map((facts) => (facts ? withoutCount(requestGroupOf(facts)) : null)),
  );
  if (!last || !state) return null;
  const { concludedYear, resultCode, ...entered } = state;
  return {
    ...last,
    ...entered,
    concludedYear: concludedYear ?? undefined,
    resultCode: resultCode ?? undefined,
    ...(last.statYear !== state.statYear && { originYear: last.statYear }),
    appeals: bookedAppeals(years, known),
  };
}

function bookedAppeals(years: readonly number[], known: readonly (StatisticalFacts | undefined)[]): BookedAppeal[] {
  const latest = new Map(known.flatMap((facts) => facts?.appeals ?? []).map((each) => [each.filedEventId, each]));
  return [...latest.values()].flatMap((appeal): BookedAppeal[] => {
    const states = known.map((facts) => {
      const then = facts?.appeals.find((each) => each.filedEventId === appeal.filedEventId);
      return then ? withoutCount(appealGroupOf(then)) : null;
    });
    const state = bookedAppeal(years, states);
    return state ? [{ ...appeal, booked: state }] : [];
  });
}

const withoutCount = <Group extends { count: number }>({ count: _, ...state }: Group) => state;
