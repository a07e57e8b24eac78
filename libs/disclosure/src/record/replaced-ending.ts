import type { ClosingKind } from '../events/catalogue';
import type { CaseEvent, CaseEventType } from '../events/envelope';
import type { CaseRecord } from './case-record';
import type { Ending } from './ending';
import { ledgerDecision } from './ledger-facts';
import type { Known } from './step';

const ENTRIES_OF_ENDING: Record<ClosingKind, readonly CaseEventType[]> = {
  replied: ['ReplyDecided', 'ReplyDispatched', 'ReplyDelivered'],
  correction_lapsed: ['CorrectionLapsed'],
  fee_lapsed: ['FeeLapsed'],
  withdrawn: ['ApplicationWithdrawn'],
};

/** Entries that did not happen if the case ended in another way than recorded; they are retracted, not changed. */
export function replacedEnding(known: Known, ending: Ending | undefined): CaseEvent[] {
  const { state, events } = known;
  if (!state) return [];
  const recorded = state.closing?.closingKind ?? (ledgerDecision(state) ? 'replied' : undefined);
  if (recorded === undefined || recorded === ending) return [];
  const replaced = events.filter((event) => ENTRIES_OF_ENDING[recorded].includes(event.type));
  // A lapse takes back the receipt that a reply had presupposed without a day (L-19).
  const presupposed = events.filter((e) => e.type === 'CorrectionReceived' && e.data.correctedOn === null);
  return ending === 'correction_lapsed' ? [...replaced, ...presupposed] : replaced;
}

/** A payment booked on the day of conclusion (ledger-file §1, 16) that the row's new result leaves no place for. */
export function replacedPayment({ feePaidOn }: CaseRecord, { events }: Known): CaseEvent[] {
  return feePaidOn === undefined ? events.filter(({ type }) => type === 'FeePaid') : [];
}
