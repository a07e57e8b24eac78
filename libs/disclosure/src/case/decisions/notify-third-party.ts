import { fact, notBefore, unless, type Decision } from './decision';

/** What is disclosed against an objection, and why, is told to the third party in writing. */
export const notifyThirdParty: Decision<'NotifyThirdParty'> = {
  days: { notifiedOn: 'act' },
  required: ['notifiedOn', 'content', 'reasons'],
  decide: (data, { receivedOn, decisions }) =>
    unless(notBefore('notifiedOn', data.notifiedOn, receivedOn, decisions.at(-1)?.decidedOn), () => [
      fact('ThirdPartyNotified', data),
    ]),
};
