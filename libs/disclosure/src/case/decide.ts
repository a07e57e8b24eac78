import type { CaseCommand, DecisionContext, Outcome } from './commands';
import type { CaseState } from './state';

/** Events or a refusal (D1). */
export function decide(_command: CaseCommand, _state: CaseState | undefined, _context: DecisionContext): Outcome {
  throw new Error('decide: not written yet');
}
