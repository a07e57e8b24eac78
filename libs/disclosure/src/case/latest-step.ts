import { addDays, type CivilDate } from '../calendar/civil-date';
import type { Dated } from '../events/catalogue';
import type { CaseState, Consultation } from './state';
import { latestOf } from './decisions/decision';

/** First day on which a consultation no longer stands in the way; `undefined` while it is open or undated. */
export function consultationOverOn({ outcome }: Consultation): CivilDate | undefined {
  if (!outcome || outcome.endedOn === null) return undefined;
  return outcome.how === 'lapsed' ? addDays(outcome.endedOn, 1) : outcome.endedOn;
}

/** The last day on which a step of the handling took place: nothing that ends this stage can precede it. */
export function latestStepOn(state: CaseState): CivilDate | undefined {
  const { correction, fee, reasons } = state;
  const days: (Dated | undefined)[] = [
    ...state.epochs.flatMap(({ startedOn, extension }) => [startedOn, extension?.approvedOn, extension?.notifiedOn]),
    ...state.consultations.flatMap((c) => [c.sentOn, c.noticeReceivedOn, consultationOverOn(c)]),
    correction?.sentOn,
    correction?.servedOn,
    reasons?.sentOn,
    reasons?.receivedOn,
    fee?.sentOn,
    fee?.servedOn,
  ];
  return latestOf(days);
}

/** The day the running reply period began. */
export function anchorOf(state: CaseState): Dated | undefined {
  return state.epochs.at(-1)?.startedOn;
}
