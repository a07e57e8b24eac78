import type { CivilDate } from '../calendar/civil-date';
import type { AppealResult, SuitRoute } from '../events/catalogue';

/** A reconsideration or, with its route, a suit, as a row tells it. */
interface Proceeding {
  route?: SuitRoute;
  filedOn: CivilDate;
  concludedOn?: CivilDate;
  result?: AppealResult;
}

type Match = (told: Proceeding, known: Proceeding) => boolean;

/** How a row's proceeding is recognised, surest first. Two of one day and route are told apart by their outcome. */
const SURE_TO_LIKELY: readonly Match[] = [
  (a, b) => a.filedOn === b.filedOn && a.route === b.route && a.concludedOn === b.concludedOn && a.result === b.result,
  (a, b) => a.filedOn === b.filedOn && a.route === b.route,
  (a, b) => a.filedOn === b.filedOn,
  // A changed day. What was filed after the known one had ended is another proceeding.
  (a, b) => a.route === b.route && !(b.concludedOn !== undefined && a.filedOn > b.concludedOn),
];

/** What the row says of each known proceeding, by its place, and what the row adds. */
export function matchProceedings<P extends Proceeding>(
  told: readonly P[],
  known: readonly P[],
): { toldOf: ReadonlyMap<number, P>; added: readonly P[] } {
  const toldOf = new Map<number, P>();
  let open = [...told];
  for (const matches of SURE_TO_LIKELY) {
    open = open.filter((proceeding) => {
      const at = known.findIndex((candidate, i) => !toldOf.has(i) && matches(proceeding, candidate));
      if (at === -1) return true;
      toldOf.set(at, proceeding);
      return false;
    });
  }
  return { toldOf, added: open };
}

/**
 * The known proceedings in their order, each with what the row says of it, then those the row adds (L-21).
 * What the row does not mention stays.
 */
export function mergeProceedings<P extends Proceeding>(told: readonly P[], known: readonly P[]): P[] {
  const { toldOf, added } = matchProceedings(told, known);
  return [...known.map((proceeding, i) => ({ ...proceeding, ...toldOf.get(i) })), ...added];
}
