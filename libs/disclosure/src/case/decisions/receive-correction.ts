import { correctionDue } from '../../clocks/deadlines';
import { fact, isBlank, notBefore, refuseIf, unless, type Decision } from './decision';

/** Restarts the reply clock; after C2 only with a good reason. Incomplete but in time counts. */
export const receiveCorrection: Decision<'ReceiveCorrection'> = {
  days: { correctedOn: 'act' },
  required: ['correctedOn'],
  decide: ({ correctedOn, newDescription, excuse }, state, { calendar }) => {
    const dueOn = correctionDue(state, calendar)?.dueOn;
    const late = dueOn !== undefined && correctedOn > dueOn;
    return unless(
      notBefore('correctedOn', correctedOn, state.correction?.sentOn, state.correction?.servedOn) ??
        refuseIf(late && !excuse, 'E_CORRECTION_EXPIRED', 'correctedOn', dueOn === undefined ? undefined : { dueOn }) ??
        refuseIf(late && isBlank(excuse?.reason), 'E_MISSING', 'excuse.reason') ??
        refuseIf(late && isBlank(excuse?.approvedBy), 'E_MISSING', 'excuse.approvedBy'),
      () => [
        ...(late && excuse
          ? [fact('LateCorrectionExcused', { reason: excuse.reason, approvedBy: excuse.approvedBy }, correctedOn)]
          : []),
        fact('CorrectionReceived', { correctedOn, ...(newDescription !== undefined && { newDescription }) }),
      ],
    );
  },
};
