import type { CaseEvent } from '../events/envelope';
import type { CaseEventData } from '../events/catalogue';
import { takesEffectOn } from '../events/takes-effect-on';
import { withoutErased } from '../privacy/protected-places';

/** What a correction puts in the place of a field; `undefined` takes the field away. */
type Substitutes = Map<string, Map<string, unknown>>;

/**
 * The history as it counts today (R-110): retracted entries are left out, corrected fields carry their last value.
 * Erased persons' fields are null (D9), unless the history is one that is `shown` and says so. Read from the end, because a later entry may retract or correct an earlier correction.
 */
export function effectiveHistory(
  history: readonly CaseEvent[],
  { shown = false }: { shown?: boolean } = {},
): CaseEvent[] {
  const retracted = new Set<string>();
  const substitutes: Substitutes = new Map();
  const effective: CaseEvent[] = [];
  for (const recorded of (shown ? history : withoutErased(history)).toReversed()) {
    if (retracted.has(recorded.id)) continue;
    const event = substituted(recorded, substitutes.get(recorded.id));
    if (event.type === 'EntryRetracted') retracted.add(event.data.targetEventId);
    if (event.type === 'EntryCorrected') remember(event.data, substitutes);
    effective.push(event);
  }
  return effective.reverse();
}

function remember(correction: CaseEventData['EntryCorrected'], substitutes: Substitutes): void {
  const fields = substitutes.get(correction.targetEventId) ?? new Map<string, unknown>();
  const value = correction.newText === undefined ? correction.newValue : correction.newText;
  if (!fields.has(correction.field)) fields.set(correction.field, value);
  substitutes.set(correction.targetEventId, fields);
}

function substituted(event: CaseEvent, fields: Map<string, unknown> | undefined): CaseEvent {
  if (!fields) return event;
  const data: Record<string, unknown> = { ...event.data };
  for (const [field, value] of fields) {
    if (value === undefined) delete data[field];
    else data[field] = value;
  }
  return redated(event, data);
}

/** An entry whose own day was corrected took effect on the corrected day. */
function redated(event: CaseEvent, data: Record<string, unknown>): CaseEvent {
  const corrected = { ...event, data } as unknown as CaseEvent;
  const before = takesEffectOn(event.type, event.data);
  const after = takesEffectOn(corrected.type, corrected.data);
  return after === null || after === before ? corrected : { ...corrected, effectiveOn: after };
}
