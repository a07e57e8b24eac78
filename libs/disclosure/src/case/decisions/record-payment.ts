import { feeDue } from '../../clocks/deadlines';
import { fact, notBefore, refuseIf, unless, type Decision } from './decision';

/** Complete and in time, it starts the whole processing period again. */
export const recordPayment: Decision<'RecordPayment'> = {
  days: { paidOn: 'act' },
  required: ['paidOn'],
  decide: (data, state, { calendar }) => {
    const dueOn = feeDue(state, calendar)?.dueOn;
    const owed = state.fee?.amountYuan ?? 0;
    return unless(
      notBefore('paidOn', data.paidOn, state.fee?.sentOn) ??
        refuseIf(
          dueOn !== undefined && data.paidOn > dueOn,
          'E_FEE_EXPIRED',
          'paidOn',
          dueOn ? { dueOn } : undefined,
        ) ??
        refuseIf(!(data.amountYuan >= owed), 'E_FEE_PARTIAL', 'amountYuan', { owedYuan: owed }) ??
        refuseIf(data.amountYuan !== owed, 'E_FEE_AMOUNT', 'amountYuan', { owedYuan: owed }),
      () => [fact('FeePaid', data)],
    );
  },
};
