import type { DecisionContext, Outcome } from '../case/commands';
import type { CaseEvent } from '../events/envelope';
import type { CaseRecord } from './case-record';

/** What an old ledger's row adds to a case's history (L-16, L-19, L-21); `{events: []}` = unchanged. */
export function eventsOfRecord(_record: CaseRecord, _history: CaseEvent[], _context: DecisionContext): Outcome {
  throw new Error('eventsOfRecord: not written yet');
}
