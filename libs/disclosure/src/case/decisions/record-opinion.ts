import { fact, notBefore, unless, type Decision } from './decision';
import { onOpenConsultation } from './open-consultation';

/** The opinion ends the pause on the day it reaches the agency. */
export const recordOpinion: Decision<'RecordOpinion'> = {
  days: { receivedOn: 'act' },
  required: ['consultId', 'receivedOn', 'opinion'],
  decide: ({ consultId, receivedOn, opinion, ground, groundReasonable }, state) =>
    onOpenConsultation(state, consultId, ({ kind, sentOn, noticeReceivedOn }) =>
      unless(notBefore('receivedOn', receivedOn, sentOn, noticeReceivedOn), () => [
        kind === 'agency'
          ? fact('AgencyOpinionReceived', {
              consultId,
              receivedOn,
              opinion,
              ...(ground !== undefined && { text: ground }),
            })
          : fact('ThirdPartyOpinionReceived', {
              consultId,
              receivedOn,
              opinion,
              ...(ground !== undefined && { ground }),
              ...(groundReasonable !== undefined && { groundReasonable }),
            }),
      ]),
    ),
};
