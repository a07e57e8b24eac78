import { fact, notBefore, unless, type Decision } from './decision';

/** The day both sides confirm is the day of receipt (R-12..R-17). */
export const confirmReceipt: Decision<'ConfirmReceipt'> = {
  days: { confirmedOn: 'act' },
  required: ['confirmedOn', 'means'],
  decide: (data, { arrivedOn }) =>
    unless(notBefore('confirmedOn', data.confirmedOn, arrivedOn), () => [
      fact('ReceiptConfirmed', { ...data, auto: data.auto ?? false }),
    ]),
};
