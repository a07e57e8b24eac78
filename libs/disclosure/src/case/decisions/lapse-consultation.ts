import { addDays } from '../../calendar/civil-date';
import { opinionDue } from '../../clocks/deadlines';
import { fact, refuse, unless, type Decision } from './decision';
import { onOpenConsultation } from './open-consultation';

/** No opinion in time: over on the first day after the period; the pause ended with the period. */
export const lapseConsultation: Decision<'LapseConsultation'> = {
  days: {},
  required: ['consultId'],
  decide: ({ consultId }, state, { calendar, today }) =>
    onOpenConsultation(state, consultId, (consultation) => {
      const dueOn = opinionDue(consultation, calendar)?.dueOn;
      if (dueOn === undefined) return { rejection: refuse('E_NOT_DELIVERED') };
      const lapsed = { consultId, lapsedOn: addDays(dueOn, 1) };
      return unless(today <= dueOn ? refuse('E_NOT_YET', undefined, { dueOn }) : undefined, () => [
        consultation.kind === 'agency'
          ? fact('AgencyConsultationLapsed', lapsed)
          : fact('ThirdPartyConsultationLapsed', lapsed),
      ]);
    }),
};
