import type { CaseEvent, CaseEventType } from '../events/envelope';
import type { AnyStep, Known } from './step';

const OUTCOMES: readonly CaseEventType[] = [
  'ThirdPartyOpinionReceived',
  'ThirdPartyConsultationLapsed',
  'ConsultationCancelled',
];

/** How a consultation ended according to the history, where the row now tells another end. */
export function replacedOutcome(steps: readonly AnyStep[], { events }: Known): CaseEvent[] {
  const told = steps.find(({ type }) => OUTCOMES.includes(type));
  if (!told || !('consultId' in told.data)) return [];
  const { consultId } = told.data;
  return events.filter(
    (event) =>
      OUTCOMES.includes(event.type) &&
      event.type !== told.type &&
      'consultId' in event.data &&
      event.data.consultId === consultId,
  );
}
