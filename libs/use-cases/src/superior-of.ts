import { loops, type CivilDate, type UnitPlacement } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { Refused } from './refused';
import { knownUnitOf, requireStanding, unitInLog } from './units';

/**
 * A superior has to be registered, to stand on a day, and never to be below the unit from then on. Asked under the
 * lock of the tree, so that nobody else moves a unit between the question and the append.
 * @throws UnknownUnit, Refused (E_UNIT_TREE, E_UNIT_ABOLISHED), all naming `parent`
 */
export async function requireSuperior(
  store: EventStore,
  { unit, parent, from, standing = from }: { unit: string; parent: string; from: CivilDate; standing?: CivilDate },
): Promise<void> {
  if (parent === unit) throw new Refused({ code: 'E_UNIT_TREE', field: 'parent' });
  const superior = await knownUnitOf(store, parent, 'parent');
  requireStanding(superior, standing, 'parent');
  const above = await everAbove(store, superior);
  if (loops(unit, parent, from, above)) throw new Refused({ code: 'E_UNIT_TREE', field: 'parent' });
}

/** The unit and all it was or will be under. */
async function everAbove(store: EventStore, lowest: UnitPlacement): Promise<Map<string, UnitPlacement>> {
  const above = new Map([[lowest.unit, lowest]]);
  const waiting = [lowest];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const { parent } of next.parents) {
      if (parent === null || above.has(parent)) continue;
      const { latest } = await unitInLog(store, parent);
      if (!latest) continue;
      above.set(parent, latest);
      waiting.push(latest);
    }
  }
  return above;
}
