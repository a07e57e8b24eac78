import type { Correction, CaseState } from '../state';
import { withEpoch } from './epochs';
import type { Evolution } from './evolution';

const corrected = (state: CaseState, change: Partial<Correction>): CaseState =>
  state.correction ? { ...state, correction: { ...state.correction, ...change } } : state;

export const correctionRequested: Evolution<'CorrectionRequested'> = (state, { id, data }) => ({
  ...state,
  correction: { sentOn: data.sentOn, items: data.items, periodWd: data.periodWd, dueOn: data.dueOn, eventId: id },
});

export const correctionNoticeDelivered: Evolution<'CorrectionNoticeDelivered'> = (state, { data }) =>
  corrected(state, { servedOn: data.servedOn });

export const lateCorrectionExcused: Evolution<'LateCorrectionExcused'> = (state) => corrected(state, { excused: true });

/** The reply clock starts again at zero. */
export const correctionReceived: Evolution<'CorrectionReceived'> = (state, { data }) => {
  const restarted = withEpoch(state, { anchor: 'corrected', startedOn: data.correctedOn });
  const described = data.newDescription === undefined ? {} : { infoDescription: data.newDescription };
  return { ...corrected(restarted, { receivedOn: data.correctedOn }), ...described };
};

export const correctionLapsed: Evolution<'CorrectionLapsed'> = (state, { data }) =>
  corrected(state, { lapsedOn: data.lapsedOn });
