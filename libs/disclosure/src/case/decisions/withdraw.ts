import { latestStepOn } from '../latest-step';
import { fact, notBefore, refuseIf, unless, type Decision } from './decision';

/** Until the reply is dispatched; it stays one received case, unless receipt was never confirmed. */
export const withdraw: Decision<'Withdraw'> = {
  days: { withdrawnOn: 'act' },
  required: ['withdrawnOn'],
  decide: (data, state) => {
    const withdrawn = () => fact('ApplicationWithdrawn', data);
    if (state.status === 'UNCONFIRMED') {
      return unless(notBefore('withdrawnOn', data.withdrawnOn, state.arrivedOn), () => [
        withdrawn(),
        fact('CaseVoided', { reason: 'withdrawn_unconfirmed' }, data.withdrawnOn),
      ]);
    }
    return unless(
      refuseIf(!data.identityVerified, 'E_IDENTITY', 'identityVerified') ??
        notBefore('withdrawnOn', data.withdrawnOn, latestStepOn(state)),
      () => [
        withdrawn(),
        fact('CaseClosed', { concludedOn: data.withdrawnOn, resultCode: 'other_other', closingKind: 'withdrawn' }),
      ],
    );
  },
};
