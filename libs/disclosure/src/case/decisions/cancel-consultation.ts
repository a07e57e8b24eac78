import { fact, notBefore, unless, type Decision } from './decision';
import { onOpenConsultation } from './open-consultation';

/** The pause ends on the day the office takes its letter back. */
export const cancelConsultation: Decision<'CancelConsultation'> = {
  days: { cancelledOn: 'act' },
  required: ['consultId', 'cancelledOn', 'reason'],
  decide: (data, state) =>
    onOpenConsultation(state, data.consultId, ({ sentOn, noticeReceivedOn }) =>
      unless(notBefore('cancelledOn', data.cancelledOn, sentOn, noticeReceivedOn), () => [
        fact('ConsultationCancelled', data),
      ]),
    ),
};
