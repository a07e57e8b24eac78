import {
  liftEvent,
  shownHistory,
  type Actor,
  type CaseEvent,
  type CaseState,
  type ReadPurpose,
  type Shown,
} from '@app/disclosure';
import { caseHistory } from './case-history';
import { caseStream } from './identity';
import { recordRead } from './record-read';
import { Refused } from './refused';
import type { WriteSide } from './write-side';

/** Who looks, through which door, and what for; without a purpose the answer is masked. */
export interface Viewing {
  actor: Actor;
  /** Route or command, as `GET /cases/{caseId}`. */
  door: string;
  purpose?: ReadPurpose;
}

export interface SeenCase extends Shown {
  state: CaseState;
  unmasked: boolean;
}

/**
 * The one door to what is protected: a case as it may be shown, masked unless a purpose is told. Unmasked it leaves only
 * after its record is in the log; where that cannot be written, nothing leaves at all (T20).
 * @throws Refused E_CASE_UNKNOWN, StoreUnavailable
 */
export async function seeCase(
  write: WriteSide,
  { caseId, at }: { caseId: string; at?: number },
  viewing: Viewing,
): Promise<SeenCase> {
  return seen(write, await caseHistory(write.store, caseStream(caseId), at), viewing);
}

/** The same for a history at hand. */
export async function seen(write: WriteSide, history: readonly CaseEvent[], viewing: Viewing): Promise<SeenCase> {
  const { actor, door, purpose } = viewing;
  const unmasked = purpose !== undefined;
  const { state, ...shown } = shownHistory(history, { unmasked, since: await recordedSince(write, history) });
  if (!state) throw new Refused({ code: 'E_CASE_UNKNOWN', field: 'caseId' });
  // What is not there, or erased, is not shown.
  if (unmasked && shown.fields.length > 0) {
    const { caseId, unit } = state;
    await recordRead(write, actor, { unit, caseId, fields: shown.fields, door, purpose });
    // Whoever was erased while the record was written is not shown any more.
    const after = shownHistory(history, { unmasked, since: await recordedSince(write, history) });
    return { ...after, state: after.state ?? state, unmasked };
  }
  return { ...shown, state, unmasked };
}

/** What came after a history that ends earlier; mostly nothing. */
async function recordedSince({ store }: WriteSide, history: readonly CaseEvent[]): Promise<CaseEvent[]> {
  const last = history.at(-1);
  if (!last) return [];
  const events: CaseEvent[] = [];
  for await (const stored of store.readStream(last.stream, { from: last.revision + 1 })) {
    events.push(liftEvent(stored) as CaseEvent);
  }
  return events;
}
