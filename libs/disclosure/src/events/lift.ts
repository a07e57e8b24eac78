import type { CivilDate, Instant } from '../calendar/civil-date';
import { EVENTS } from './definitions';
import type { LedgerEvent } from './envelope';
import type { LedgerEventType } from './catalogue';

/** An event as any store hands it out. */
export interface StoredEvent {
  id: string;
  type: string;
  stream: string;
  schemaVersion: number;
  effectiveOn: CivilDate;
  recordedAt: Instant;
  actor: { id: string; role: string };
  revision: number;
  position: number;
  data: object;
  metadata: object;
}

/** The log holds an event that this version of the software does not know. It is never skipped (F16). */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
  constructor(
    readonly type: string,
    readonly schemaVersion: number,
    readonly position: number,
  ) {
    super(`event at position ${position} is of unknown type ${type} version ${schemaVersion}`);
  }
}

/** Lifts data of one older version to the next; pure, and the stored bytes stay as they are (F27). */
type Upcast = (data: object) => object;

/** Upcasts by type, from version n at index n − 1. Empty while every shape is the first one. */
const UPCASTS: { [T in LedgerEventType]?: Upcast[] } = {};

/** Reads a stored event in today's shape (D15). @throws UnknownEvent */
export function liftEvent(stored: StoredEvent): LedgerEvent {
  const type = stored.type as LedgerEventType;
  if (!Object.hasOwn(EVENTS, stored.type) || stored.schemaVersion > EVENTS[type].version || stored.schemaVersion < 1) {
    throw new UnknownEvent(stored.type, stored.schemaVersion, stored.position);
  }
  const { note, ...fields } = stored.data as { note?: string | null };
  const data = (UPCASTS[type] ?? []).slice(stored.schemaVersion - 1).reduce((lifted: object, up) => up(lifted), fields);
  const metadata = note == null ? stored.metadata : { ...stored.metadata, note };
  return { ...stored, data, metadata } as unknown as LedgerEvent;
}
