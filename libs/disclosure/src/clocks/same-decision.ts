import type { CaseState, MadeDecision } from '../case/state';
import type { Finding } from '../vocabulary/findings';

/**
 * a decision made again that repeats the one it replaces: same result on the same basis, and no other reasons on
 * record. A warning: where only the procedure was faulted the same decision is lawful.
 */
export function sameDecisions({ decisions }: CaseState): Omit<Finding, 'code'>[] {
  return decisions
    .filter(({ kind, revoked }) => kind === 'redecided' && !revoked)
    .flatMap((decision) => {
      const replaced = decisions.find(({ eventId }) => eventId === decision.replacesEventId);
      if (!replaced || !repeats(decision, replaced)) return [];
      return [{ eventId: decision.eventId, detail: { resultCode: decision.resultCode } }];
    });
}

function repeats(decision: MadeDecision, replaced: MadeDecision): boolean {
  return (
    decision.resultCode === replaced.resultCode &&
    decision.subCode === replaced.subCode &&
    basisOf(decision) === basisOf(replaced) &&
    !reasonsDiffer(decision.reasons, replaced.reasons)
  );
}

const basisOf = ({ legalBasis }: MadeDecision): string => [...new Set(legalBasis)].sort().join('\n');

// Reasons that are erased or were never recorded say nothing either way.
function reasonsDiffer(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && withoutBlanks(a) !== withoutBlanks(b);
}

const withoutBlanks = (text: string): string => text.replace(/\s+/g, '');
