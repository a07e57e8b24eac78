import type { CaseEvent } from '../events/envelope';
import { evolve } from './evolve';
import type { CaseState } from './state';

/** The state a history amounts to, or `undefined` for no history. */
export function fold(history: CaseEvent[]): CaseState | undefined {
  return history.reduce<CaseState | undefined>((state, event) => evolve(state, event), undefined);
}
