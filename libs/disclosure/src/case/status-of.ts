import type { CaseState, CaseStatus, Consultation, MadeDecision } from './state';

export function isOpen(consultation: Consultation): boolean {
  return consultation.outcome === undefined;
}

/** The decision waiting to be sent, if there is one. */
export function undispatchedDecision(state: Omit<CaseState, 'status'>): MadeDecision | undefined {
  const last = state.decisions.at(-1);
  return last && !last.revoked && !last.dispatch ? last : undefined;
}

/**
 * The decision that an act of release is about. In a concluded case only a new or changed one waits; a first one that
 * an old file never sent does not (L-19).
 */
export function waitingDecision(state: Omit<CaseState, 'status'>): MadeDecision | undefined {
  const decision = undispatchedDecision(state);
  return state.closing && decision?.kind === 'decided' ? undefined : decision;
}

/**
 * The status follows from the facts, not from the order they were recorded in: a step found later in an old file
 * does not reopen a closed case, and independent late entries may come in any order (§15, invariant 6).
 */
export function statusOf(state: Omit<CaseState, 'status'>): CaseStatus {
  if (state.voided) return 'VOID';
  if (state.childCaseIds.length > 0) return 'SPLIT';
  if (state.receivedOn === null) return 'UNCONFIRMED';
  if (state.closing) return state.redecision && !state.redecision.answeredByEventId ? 'REDECIDING' : 'CLOSED';
  if (state.decisions.some((decision) => !decision.revoked)) return 'DECIDED';
  if (state.fee && !state.fee.paid) return 'AWAITING_PAYMENT';
  if (state.correction && state.correction.receivedOn === undefined) return 'AWAITING_CORRECTION';
  return state.consultations.some(isOpen) ? 'CONSULTING' : 'RUNNING';
}
