import { anchorOf } from '../latest-step';
import { fact, notBefore, refuseIf, unless, type Decision } from './decision';

/** Number or frequency clearly beyond reason: the applicant may be asked why, once. The clock runs on. */
export const requestReasons: Decision<'RequestReasons'> = {
  days: { sentOn: 'act', dueOn: 'deadline' },
  required: ['sentOn'],
  decide: (data, state) =>
    unless(
      refuseIf(state.reasons !== undefined, 'E_STATE') ??
        notBefore('sentOn', data.sentOn, anchorOf(state)) ??
        notBefore('dueOn', data.dueOn, data.sentOn),
      () => [fact('ReasonsRequested', data)],
    ),
};
