import type { CaseState } from '../case/state';
import type { StatisticalFacts } from './facts';

/** Which cells a case is in, or `undefined` if it counts nowhere (D4). */
export function factsOf(_state: CaseState): StatisticalFacts | undefined {
  throw new Error('factsOf: not written yet');
}
