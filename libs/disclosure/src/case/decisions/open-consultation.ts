import type { Outcome } from '../commands';
import type { CaseState, Consultation } from '../state';
import { isOpen } from '../status-of';
import { refuse } from './decision';

/** Decides on the open consultation an act is about, or refuses: no such, or over already (E_CONSULT_UNKNOWN). */
export function onOpenConsultation(
  state: CaseState,
  consultId: string,
  decide: (consultation: Consultation) => Outcome,
): Outcome {
  const consultation = state.consultations.find((c) => c.consultId === consultId && isOpen(c));
  return consultation ? decide(consultation) : { rejection: refuse('E_CONSULT_UNKNOWN', 'consultId') };
}
