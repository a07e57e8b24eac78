import type { CaseEvent } from '../events/envelope';
import { effectiveHistory } from './effective-history';
import { evolve } from './evolve';
import type { CaseState } from './state';

/**
 * The state a history amounts to, corrections and retractions in effect; `undefined` for no history.
 * @throws Error when the history does not begin with a registration
 */
export function fold(history: readonly CaseEvent[]): CaseState | undefined {
  return foldEffective(effectiveHistory(history));
}

/** The same for a history whose corrections and retractions are in effect already. */
export function foldEffective(effective: readonly CaseEvent[]): CaseState | undefined {
  return effective.reduce<CaseState | undefined>((state, event) => evolve(state, event), undefined);
}
