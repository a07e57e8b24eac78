import { fact, notBefore, refuseIf, unless, type Decision } from './decision';
import { onOpenConsultation } from './open-consultation';

/** The day the letter arrived starts the opinion period. */
export const recordConsulteeReceipt: Decision<'RecordConsulteeReceipt'> = {
  days: { receivedOn: 'act' },
  required: ['consultId', 'receivedOn'],
  decide: (data, state) =>
    onOpenConsultation(state, data.consultId, ({ sentOn, noticeReceivedOn }) =>
      unless(
        refuseIf(noticeReceivedOn !== undefined, 'E_STATE') ?? notBefore('receivedOn', data.receivedOn, sentOn),
        () => [fact('ConsultationNoticeReceived', data)],
      ),
    ),
};
