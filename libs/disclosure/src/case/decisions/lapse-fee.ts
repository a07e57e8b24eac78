import { addDays } from '../../calendar/civil-date';
import { feeDue } from '../../clocks/deadlines';
import { fact, refuse, unless, type Decision } from './decision';

/** Not paid in time: deemed abandoned on the first calendar day after the deadline. */
export const lapseFee: Decision<'LapseFee'> = {
  days: {},
  required: [],
  decide: (_data, state, { calendar, today }) => {
    const dueOn = feeDue(state, calendar)?.dueOn;
    if (dueOn === undefined) return { rejection: refuse('E_NOT_DELIVERED') };
    const lapsedOn = addDays(dueOn, 1);
    return unless(today <= dueOn ? refuse('E_NOT_YET', undefined, { dueOn }) : undefined, () => [
      fact('FeeLapsed', { lapsedOn }),
      fact('CaseClosed', { concludedOn: lapsedOn, resultCode: 'other_fee_lapsed', closingKind: 'fee_lapsed' }),
    ]);
  },
};
