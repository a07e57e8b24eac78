import { liftEvent, placed, standsOn, type CivilDate, type OfficeEvent, type UnitPlacement } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { unitStream } from './identity';
import { Refused, UnknownUnit } from './refused';

/** A unit as its stream tells it. */
export interface KnownUnit {
  latest: UnitPlacement | undefined;
  /** As it was known at a position of the log; a command sent again is decided by that. */
  at(position: number): UnitPlacement | undefined;
}

interface Step {
  position: number;
  revision: number;
  placement: UnitPlacement | undefined;
}

/** What was read of each log's units. A stream only grows, so what was read stays true and only newer events are asked for. */
const read = new WeakMap<EventStore, Map<string, readonly Step[]>>();

/** Asks the log for what is newer than the last time, so that the next command sees every setting: one read. */
export async function unitInLog(store: EventStore, unit: string): Promise<KnownUnit> {
  const units = read.get(store) ?? new Map<string, readonly Step[]>();
  read.set(store, units);
  const before = units.get(unit) ?? [];
  const steps = [...before];
  for await (const stored of store.readStream(unitStream(unit), { from: (before.at(-1)?.revision ?? -1) + 1 })) {
    const { position, revision } = stored;
    const event = liftEvent(stored) as OfficeEvent;
    steps.push({ position, revision, placement: placed(steps.at(-1)?.placement, event) });
  }
  // Somebody else may have read further meanwhile.
  if (steps.length > (units.get(unit)?.length ?? 0)) units.set(unit, steps);
  return {
    latest: steps.at(-1)?.placement,
    at: (position) => steps.findLast((step) => step.position <= position)?.placement,
  };
}

/** Whether the unit was ever registered; the log is asked, not a read model. A yes is remembered, a no is not. */
export async function unitExists(store: EventStore, unit: string): Promise<boolean> {
  if (read.get(store)?.has(unit)) return true;
  return (await unitInLog(store, unit)).latest !== undefined;
}

/** @throws UnknownUnit */
export async function requireUnit(store: EventStore, unit: string): Promise<void> {
  if (!(await unitExists(store, unit))) throw new UnknownUnit(unit);
}

/** The unit as it is known now. @throws UnknownUnit naming the field that mentions it */
export async function knownUnitOf(store: EventStore, unit: string, field = 'unit'): Promise<UnitPlacement> {
  const { latest } = await unitInLog(store, unit);
  if (!latest) throw new UnknownUnit(unit, field);
  return latest;
}

/** @throws Refused E_UNIT_ABOLISHED where the unit ended before the day */
export function requireStanding(placement: UnitPlacement, day: CivilDate, field: string): void {
  const { unit, abolished } = placement;
  if (standsOn(placement, day)) return;
  throw new Refused({ code: 'E_UNIT_ABOLISHED', field, detail: { unit, lastDay: abolished!.lastDay } });
}
