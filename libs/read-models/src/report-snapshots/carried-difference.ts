import { carriedIn, CARRY_REASONS, carryReasonOf, type CarryOver, type CarryReason } from '@app/annual-report';
import { factsOf, fold, type ApplicantKind, type CaseEvent, type CaseEventType } from '@app/disclosure';
import type { EventStore } from '@app/event-store';
import { historyOf } from '../framework/case-histories';
import { proofFrom, type ProvingEvent } from '../statistical-facts/proving-events';

/** A case that one year carried out and the next does not carry in so, or the other way round. */
export interface CarriedDifference {
  side: 'only_out' | 'only_in' | 'moved';
  caseId: string;
  caseNo: string;
  column: ApplicantKind;
  /** The column it is carried into, where it moved. */
  into?: ApplicantKind;
  reason: CarryReason;
  zh: string;
  en: string;
  rule: string;
  /** What made the difference; absent where nothing in the log did. */
  event?: ProvingEvent;
}

interface Compared {
  found: CarryOver;
  year: number;
  at: number;
  /** Position the year before was counted at. */
  cutoff: number;
  /** What the second set was made from. */
  as: 'events' | 'counting_rule' | 'views';
}

/** The differences of two sets, each with the event behind it. */
export async function differenceOf(
  store: EventStore,
  { found, year, at, cutoff, as }: Compared,
): Promise<CarriedDifference[]> {
  const all = [
    ...found.onlyOut.map((one) => ({ side: 'only_out' as const, ...one })),
    ...found.onlyIn.map((one) => ({ side: 'only_in' as const, ...one })),
    ...found.moved.map((one) => ({ side: 'moved' as const, ...one })),
  ];
  const differences: CarriedDifference[] = [];
  for (const one of all) {
    const event = lastTurn(await historyOf(store, `case-${one.caseId}`, at), year);
    const reason = as === 'events' ? reasonOf(event, cutoff) : as;
    const { zh, en, rule } = CARRY_REASONS[reason];
    differences.push({ ...one, reason, zh, en, rule, ...(event && { event: proofFrom(event as never) }) });
  }
  return differences;
}

const reasonOf = (event: CaseEvent | undefined, cutoff: number): CarryReason =>
  event === undefined || event.position <= cutoff
    ? 'adjusted_earlier'
    : carryReasonOf(event.type satisfies CaseEventType);

/** The event that last changed whether, and in which column, the case is carried into the year. */
function lastTurn(history: readonly CaseEvent[], year: number): CaseEvent | undefined {
  let turn: CaseEvent | undefined;
  let before = '';
  for (const [index, event] of history.entries()) {
    const facts = factsOf(fold(history.slice(0, index + 1))!);
    const now = facts ? (carriedIn([facts], 'carried_in', year)[0]?.column ?? '') : '';
    if (now !== before) turn = event;
    before = now;
  }
  return turn ?? history.at(-1);
}
