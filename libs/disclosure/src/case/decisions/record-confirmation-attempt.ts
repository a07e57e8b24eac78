import { fact, notBefore, unless, type Decision } from './decision';

/** An attempt that did not reach the applicant; the clock waits for contact. */
export const recordConfirmationAttempt: Decision<'RecordConfirmationAttempt'> = {
  days: { attemptedOn: 'act' },
  required: ['attemptedOn', 'means', 'result'],
  decide: (data, { arrivedOn }) =>
    unless(notBefore('attemptedOn', data.attemptedOn, arrivedOn), () => [fact('ConfirmationAttempted', data)]),
};
