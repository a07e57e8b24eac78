import type { CaseEvent } from '../events/envelope';
import type { CaseState } from './state';

/** The next state of a case. Pure; the given state is not changed. */
export function evolve(_state: CaseState | undefined, _event: CaseEvent): CaseState {
  throw new Error('evolve: not written yet');
}
