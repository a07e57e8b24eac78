import type { CivilDate } from '../calendar/civil-date';
import { superiorOn, type UnitPlacement } from './placement';

/** The placement of a unit; `undefined` for one nobody registered. */
export type Placements = ReadonlyMap<string, UnitPlacement>;

/** Whether the unit still stands on a day: until its last one. */
export function standsOn({ abolished }: Pick<UnitPlacement, 'abolished'>, day: CivilDate): boolean {
  return abolished === undefined || day <= abolished.lastDay;
}

/**
 * Whether a unit put under a superior from a day on would stand below itself, on that day or on a later one that is
 * already known. `above` holds every unit the superior was or will be under.
 */
export function loops(unit: string, superior: string, from: CivilDate, above: Placements): boolean {
  const changes = [...above.values()].flatMap(({ parents }) => parents.map((each) => each.from));
  const days = [from, ...changes.filter((day) => day > from)];
  return days.some((day) => chainOn(superior, day, above).includes(unit));
}

/** The unit and its superiors on a day, upwards, until one is met again. */
function chainOn(unit: string, day: CivilDate, above: Placements): string[] {
  const chain: string[] = [];
  let next: string | undefined = unit;
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next);
    const placement: UnitPlacement | undefined = above.get(next);
    next = placement && superiorOn(placement, day);
  }
  return chain;
}
