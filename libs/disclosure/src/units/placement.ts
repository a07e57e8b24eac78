import type { CivilDate } from '../calendar/civil-date';
import type { UnitKind } from '../events/catalogue';
import type { OfficeEvent } from '../events/envelope';

/** Where a unit stands in the tree of reporting units, over time. */
export interface UnitPlacement {
  unit: string;
  name: string;
  kind: UnitKind;
  canMakeRules: boolean;
  /** Whether decisions that disclose go through a legal review as well (Reg.17); absent: never told, which is no. */
  legalReview?: boolean;
  /** Superiors, each from its day on, ascending; `null` = none. */
  parents: { from: CivilDate; parent: string | null }[];
  /** The last day it stood, and who took its open cases. */
  abolished?: { lastDay: CivilDate; successor?: string };
}

/** The beginning of time, for a superior named at the registration: nobody knows since when. */
export const SINCE_EVER = '0001-01-01';

/** Folds one event of a unit's stream; others leave the placement as it is. */
export function placed(before: UnitPlacement | undefined, event: OfficeEvent): UnitPlacement | undefined {
  if (event.type === 'UnitRegistered') {
    const { unit, name, canMakeRules, kind = before?.kind ?? 'department', parent, legalReview } = event.data;
    const told = parent === undefined ? [] : [{ from: SINCE_EVER, parent }];
    return {
      ...before,
      unit,
      name,
      kind,
      canMakeRules,
      ...(legalReview !== undefined && { legalReview }),
      parents: before?.parents.length ? before.parents : told,
    };
  }
  if (event.type === 'UnitMoved') {
    const { from, parent } = event.data;
    return before && { ...before, parents: [...before.parents.filter((each) => each.from < from), { from, parent }] };
  }
  if (event.type === 'UnitAbolished') {
    const { lastDay, successor } = event.data;
    return before && { ...before, abolished: { lastDay, ...(successor !== undefined && { successor }) } };
  }
  return before;
}

/** The superior on a day. */
export function superiorOn({ parents }: UnitPlacement, day: CivilDate): string | undefined {
  return parents.findLast(({ from }) => from <= day)?.parent ?? undefined;
}

/**
 * Whether the unit's report for a year enters that of a superior: it stood under it on the last day of the year, or on
 * its own last day in that year.
 */
export function reportsUnder(placement: UnitPlacement, superior: string, year: number): boolean {
  const last = placement.abolished?.lastDay;
  if (last !== undefined && last < `${year}-01-01`) return false;
  const endOfYear = `${year}-12-31`;
  return superiorOn(placement, last !== undefined && last < endOfYear ? last : endOfYear) === superior;
}
