import type { EventStore } from '@app/event-store';
import { unitStream } from './identity';
import { UnknownUnit } from './refused';

/** Whether the unit was ever registered; the log is asked, not a read model. */
export async function unitExists(store: EventStore, unit: string): Promise<boolean> {
  for await (const _event of store.readStream(unitStream(unit))) return true;
  return false;
}

/** @throws UnknownUnit */
export async function requireUnit(store: EventStore, unit: string): Promise<void> {
  if (!(await unitExists(store, unit))) throw new UnknownUnit(unit);
}
