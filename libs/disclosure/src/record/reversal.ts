import type { DecisionContext, Outcome } from '../case/commands';
import { fact, isBlank, refuse } from '../case/decisions/decision';
import { effectiveHistory } from '../case/effective-history';
import type { CaseEvent, NewCaseEvent } from '../events/envelope';

/** Why and with whose consent a batch is reversed (R-110: a second pair of eyes). */
export interface Reversal {
  reason: string;
  approvedBy: string;
}

/** Whether an event was written by the batch. */
export type InBatch = (event: CaseEvent) => boolean;

/**
 * What undoes the entries of one batch in a case (L-23). A case the batch registered becomes void, so that its number
 * can be imported again; of a case known before, every entry of the batch is retracted, the latest first, its corrections
 * and retractions too. `{events: []}` when nothing of the batch is in effect. Refused as E_DEPENDENT when anything was
 * recorded after the batch: it may rest on what would go. What was taken back again, as by the reversal of a later
 * batch, rests on nothing.
 */
export function reversalOf(
  history: readonly CaseEvent[],
  inBatch: InBatch,
  { reason, approvedBy }: Reversal,
  { actor, today }: Pick<DecisionContext, 'actor' | 'today'>,
): Outcome {
  if (isBlank(reason)) return { rejection: refuse('E_MISSING', 'reason') };
  if (isBlank(approvedBy) || approvedBy === actor.id) return { rejection: refuse('E_ROLE', 'approvedBy') };
  const standing = effectiveHistory(history);
  const ours = standing.filter(inBatch);
  const [first] = ours;
  if (first === undefined || standing.some(isReversal)) return { events: [] };
  const since = (event: CaseEvent) => event.revision > first.revision && !inBatch(event);
  const undone = isAbout(history.filter((event) => since(event) && !isReversal(event)));
  const later = standing.find((event) => since(event) && !undone(event));
  if (later) return { rejection: refuse('E_DEPENDENT', undefined, { later: later.type, revision: later.revision }) };
  return { events: undoing(ours, { reason, approvedBy }, today) };
}

/** Whether an event corrects one of the entries or takes it back. */
const isAbout =
  (entries: readonly CaseEvent[]) =>
  ({ data }: CaseEvent): boolean =>
    'targetEventId' in data && entries.some(({ id }) => id === data.targetEventId);

function undoing(ours: readonly CaseEvent[], { reason, approvedBy }: Reversal, today: string): NewCaseEvent[] {
  if (ours.some(({ type }) => type === 'ApplicationRegistered')) {
    return [fact('CaseVoided', { reason: 'import_reversed', approvedBy }, today)];
  }
  return ours
    .toReversed()
    .map(({ id: targetEventId }) => fact('EntryRetracted', { targetEventId, reason, approvedBy }, today));
}

/** The entry that made a case void because its import was reversed. */
export const isReversal = (event: CaseEvent): event is Extract<CaseEvent, { type: 'CaseVoided' }> =>
  event.type === 'CaseVoided' && event.data.reason === 'import_reversed';
