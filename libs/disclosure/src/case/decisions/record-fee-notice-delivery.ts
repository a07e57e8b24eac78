import { fact, notBefore, refuseIf, unless, type Decision } from './decision';

/** The day the applicant got the notice starts C6. */
export const recordFeeNoticeDelivery: Decision<'RecordFeeNoticeDelivery'> = {
  days: { servedOn: 'act' },
  required: ['servedOn'],
  decide: (data, { fee }) =>
    unless(
      refuseIf(fee?.servedOn !== undefined, 'E_STATE') ?? notBefore('servedOn', data.servedOn, fee?.sentOn),
      () => [fact('FeeNoticeDelivered', data)],
    ),
};
