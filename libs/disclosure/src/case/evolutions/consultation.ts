import { addDays } from '../../calendar/civil-date';
import type { Dated } from '../../events/catalogue';
import type { CaseEventOf } from '../../events/envelope';
import type { CaseState, Consultation } from '../state';
import type { Evolution } from './evolution';

/** Statutory for third parties and joint makers; the default elsewhere. */
const OPINION_PERIOD_WD = 15;

const withConsultation = (state: CaseState, consultation: Consultation): CaseState => ({
  ...state,
  consultations: [...state.consultations, consultation],
});

const change = (state: CaseState, consultId: string, changes: Partial<Consultation>): CaseState => ({
  ...state,
  consultations: state.consultations.map((c) => (c.consultId === consultId ? { ...c, ...changes } : c)),
});

const ended = (state: CaseState, consultId: string, outcome: NonNullable<Consultation['outcome']>): CaseState =>
  change(state, consultId, { outcome });

/** The pause ends on the last day of the period, the day before the lapse. */
const lastDayBefore = (lapsedOn: Dated): Dated => (lapsedOn === null ? null : addDays(lapsedOn, -1));

export const thirdPartyConsulted: Evolution<'ThirdPartyConsulted'> = (state, { id, data }) =>
  withConsultation(state, {
    consultId: data.consultId,
    kind: 'third_party',
    party: data.thirdParty,
    jointMaker: false,
    sentOn: data.sentOn,
    periodWd: OPINION_PERIOD_WD,
    deductedWd: data.deductedWd,
    eventId: id,
  });

export const agencyConsulted: Evolution<'AgencyConsulted'> = (state, { id, data }) =>
  withConsultation(state, {
    consultId: data.consultId,
    kind: 'agency',
    party: data.otherAgency,
    jointMaker: data.jointMaker,
    sentOn: data.sentOn,
    periodWd: (data.jointMaker ? undefined : data.periodWd) ?? OPINION_PERIOD_WD,
    eventId: id,
  });

export const consultationNoticeReceived: Evolution<'ConsultationNoticeReceived'> = (state, { data }) =>
  change(state, data.consultId, { noticeReceivedOn: data.receivedOn });

export const thirdPartyOpinionReceived: Evolution<'ThirdPartyOpinionReceived'> = (state, { data }) =>
  ended(state, data.consultId, {
    how: 'opinion',
    endedOn: data.receivedOn,
    opinion: data.opinion,
    groundReasonable: data.groundReasonable,
  });

export const agencyOpinionReceived: Evolution<'AgencyOpinionReceived'> = (state, { data }) =>
  ended(state, data.consultId, { how: 'opinion', endedOn: data.receivedOn, opinion: data.opinion });

export const consultationLapsed = (
  state: CaseState,
  { data }: CaseEventOf<'ThirdPartyConsultationLapsed' | 'AgencyConsultationLapsed'>,
): CaseState => ended(state, data.consultId, { how: 'lapsed', endedOn: lastDayBefore(data.lapsedOn) });

export const consultationCancelled: Evolution<'ConsultationCancelled'> = (state, { data }) =>
  ended(state, data.consultId, { how: 'cancelled', endedOn: data.cancelledOn });
