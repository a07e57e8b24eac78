import { addDays } from '../../calendar/civil-date';
import { correctionDue } from '../../clocks/deadlines';
import { fact, refuse, unless, type Decision } from './decision';

/** Deemed abandoned on the first calendar day after the deadline. */
export const lapseCorrection: Decision<'LapseCorrection'> = {
  days: {},
  required: [],
  decide: (_data, state, { calendar, today }) => {
    const dueOn = state.correction?.servedOn === undefined ? undefined : correctionDue(state, calendar)?.dueOn;
    if (dueOn === undefined) return { rejection: refuse('E_NOT_DELIVERED') };
    const lapsedOn = addDays(dueOn, 1);
    return unless(today <= dueOn ? refuse('E_NOT_YET', undefined, { dueOn }) : undefined, () => [
      fact('CorrectionLapsed', { lapsedOn }),
      fact('CaseClosed', {
        concludedOn: lapsedOn,
        resultCode: 'other_correction_lapsed',
        closingKind: 'correction_lapsed',
      }),
    ]);
  },
};
