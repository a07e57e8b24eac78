import type { DecisionContext } from '../case/commands';
import { fact } from '../case/decisions/decision';
import { sameValue } from '../case/same-value';
import type { CaseEventData } from '../events/catalogue';
import { EVENTS } from '../events/definitions';
import type { CaseEvent, NewCaseEvent } from '../events/envelope';
import type { AnyStep } from './step';

const REASON = '台账导入';

/** What a known entry says otherwise than the row, field by field (L-21, R-110). */
export function corrections({ known, data, told }: AnyStep, { actor, today }: DecisionContext): NewCaseEvent[] {
  if (!known) return [];
  const before: Record<string, unknown> = { ...known.data };
  const after: Record<string, unknown> = { ...data };
  return told
    .filter((field) => !sameValue(before[field], after[field]))
    .map((field) => {
      const correction: CaseEventData['EntryCorrected'] = {
        targetEventId: known.id,
        field,
        ...values(isProtected(known, field), before[field], after[field]),
        reason: REASON,
        approvedBy: actor.id,
      };
      return fact('EntryCorrected', correction, today);
    });
}

/** Text under protection travels in fields under protection (D9). A value that is absent stays absent. */
function values(protectedText: boolean, before: unknown, after: unknown): object {
  const [old, next] = protectedText ? ['oldText', 'newText'] : ['oldValue', 'newValue'];
  return { ...(before !== undefined && { [old]: before }), ...(after !== undefined && { [next]: after }) };
}

function isProtected({ type }: CaseEvent, field: string): boolean {
  return (EVENTS[type].protectedFields as readonly string[]).includes(field);
}

/** Takes an entry back that did not happen. */
export function retraction(entry: CaseEvent, { actor, today }: DecisionContext): NewCaseEvent {
  return fact('EntryRetracted', { targetEventId: entry.id, reason: REASON, approvedBy: actor.id }, today);
}
