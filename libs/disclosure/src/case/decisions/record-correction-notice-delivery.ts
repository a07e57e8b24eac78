import { fact, notBefore, refuseIf, unless, type Decision } from './decision';

/** The day the applicant got the notice starts C2. A wrong day is corrected, not recorded twice. */
export const recordCorrectionNoticeDelivery: Decision<'RecordCorrectionNoticeDelivery'> = {
  days: { servedOn: 'act' },
  required: ['servedOn'],
  decide: (data, { correction }) =>
    unless(
      refuseIf(correction?.servedOn !== undefined, 'E_STATE') ??
        notBefore('servedOn', data.servedOn, correction?.sentOn),
      () => [fact('CorrectionNoticeDelivered', data)],
    ),
};
