import type { CaseState, ClockId } from '@app/disclosure';

/** A period that runs from a delivery nobody has recorded: it has no day yet, and nobody but the office can find it out. */
export interface Undelivered {
  id: ClockId;
  /** The consultation, for C4 and C5. */
  subject?: string;
}

/**
 * What a case waits for the delivery of: a correction notice without a named day, letters of consultation (R-45,
 * R-47), a fee notice. Until then its clock does not run, and would be seen by nobody.
 */
export function undelivered({ status, correction, consultations, fee }: CaseState): Undelivered[] {
  const opinions = consultations
    .filter(({ outcome, noticeReceivedOn }) => outcome === undefined && noticeReceivedOn === undefined)
    .map(({ kind, consultId }): Undelivered => ({ id: kind === 'third_party' ? 'C4' : 'C5', subject: consultId }));
  const noticed = correction?.servedOn === undefined && correction?.dueOn === undefined;
  return [
    ...(status === 'AWAITING_CORRECTION' && noticed ? [{ id: 'C2' as const }] : []),
    ...(status === 'CONSULTING' || status === 'REDECIDING' ? opinions : []),
    ...(status === 'AWAITING_PAYMENT' && fee?.servedOn === undefined ? [{ id: 'C6' as const }] : []),
  ];
}
