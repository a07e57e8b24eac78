import { fact, notBefore, refuse, refuseIf, unless, type Decision } from './decision';

/** Money given back, never more than was paid. */
export const recordRefund: Decision<'RecordRefund'> = {
  days: { refundedOn: 'act' },
  required: ['refundedOn', 'reason'],
  decide: (data, { fee }) => {
    if (!fee?.paid) return { rejection: refuse('E_STATE') };
    const left = fee.refunds.reduce((rest, { amountYuan }) => rest - amountYuan, fee.paid.amountYuan);
    const isAmount = Number.isInteger(data.amountYuan) && data.amountYuan > 0;
    return unless(
      refuseIf(!isAmount || data.amountYuan > left, 'E_FEE_AMOUNT', 'amountYuan', { leftYuan: left }) ??
        notBefore('refundedOn', data.refundedOn, fee.paid.paidOn),
      () => [fact('FeeRefunded', data)],
    );
  },
};
