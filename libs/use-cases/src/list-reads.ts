import { liftEvent, type Actor, type Instant, type LedgerEventData, type Role } from '@app/disclosure';
import { readsStream } from './record-read';
import { Refused } from './refused';
import type { WriteSide } from './write-side';

/** Whoever works on cases does not watch who watches them. */
const WATCHERS: readonly Role[] = ['auditor', 'admin'];

/** One look at protected fields, as it was recorded. */
export type RecordedRead = LedgerEventData['ReadRecorded'] & { position: number; recordedAt: Instant; actor: Actor };

export interface ReadsAsked {
  /** The looks at one case, and those at the whole unit it belongs to. */
  case?: { caseId: string; unit: string };
  unit?: string;
  /** Account that looked. */
  by?: string;
  /** Instants, both inclusive. */
  from?: Instant;
  to?: Instant;
}

/**
 * Who saw what (the records of 等保 and PIPL 54), oldest first. Of one case from its own stream; else one pass over the
 * log between the instants. @throws Refused E_ROLE
 */
export async function listReads(write: WriteSide, actor: Actor, asked: ReadsAsked): Promise<RecordedRead[]> {
  const { role } = actor;
  if (!WATCHERS.includes(role)) {
    throw new Refused({ code: 'E_ROLE', detail: { role, allowed: WATCHERS.join(', ') } });
  }
  const reads: RecordedRead[] = [];
  for await (const stored of sourceOf(write, asked)) {
    if (stored.type !== 'ReadRecorded') continue;
    const event = liftEvent(stored);
    if (event.type !== 'ReadRecorded') continue;
    const { position, recordedAt, actor: by, data } = event;
    const read = { position, recordedAt, actor: by, ...data };
    if (belongs(read, asked)) reads.push(read);
  }
  return reads.sort((a, b) => a.position - b.position);
}

async function* sourceOf({ store }: WriteSide, { case: of, from, to }: ReadsAsked) {
  if (of) {
    yield* store.readStream(readsStream(of));
    yield* store.readStream(readsStream({ unit: of.unit }));
    return;
  }
  // From the instant before, so that what was recorded at it counts.
  const after = from === undefined ? 0 : await store.positionAt(new Date(Date.parse(from) - 1).toISOString());
  yield* store.readAll({ after, ...(to !== undefined && { to: await store.positionAt(to) }) });
}

function belongs(read: RecordedRead, { unit, by, from, to }: ReadsAsked): boolean {
  return (
    (unit === undefined || read.unit === unit) &&
    (by === undefined || read.actor.id === by) &&
    (from === undefined || read.recordedAt >= new Date(from).toISOString()) &&
    (to === undefined || read.recordedAt <= new Date(to).toISOString())
  );
}
