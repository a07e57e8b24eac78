import type { EventStore } from '@app/event-store';
import { unitStream } from './identity';
import { UnknownUnit } from './refused';

/** Units seen in a log: a registered unit stays registered, so yes is remembered and no is not. */
const seen = new WeakMap<EventStore, Set<string>>();

/** Whether the unit was ever registered; the log is asked, not a read model. */
export async function unitExists(store: EventStore, unit: string): Promise<boolean> {
  const units = seen.get(store) ?? new Set<string>();
  if (units.has(unit)) return true;
  for await (const _event of store.readStream(unitStream(unit))) {
    seen.set(store, units.add(unit));
    return true;
  }
  return false;
}

/** @throws UnknownUnit */
export async function requireUnit(store: EventStore, unit: string): Promise<void> {
  if (!(await unitExists(store, unit))) throw new UnknownUnit(unit);
}
