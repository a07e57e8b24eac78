import { LONGEST_PERIOD_WD } from '../../calendar/working-days';
import type { CaseEventData } from '../../events/catalogue';
import type { CaseState } from '../state';
import { fact, notBefore, refuseIf, unless, type Decision } from './decision';

type Source = CaseEventData['RedecisionOrdered']['source'];

/** An authority or a court that corrected the outcome may order a new decision, once each; C11 starts. */
export const orderRedecision: Decision<'OrderRedecision'> = {
  days: { orderReceivedOn: 'act', dueOn: 'deadline' },
  required: ['orderReceivedOn'],
  decide: (data, state) => {
    const order = correctedBy(data.source, state);
    return unless(
      refuseIf(isAwaited(state), 'E_STATE') ??
        refuseIf(order === undefined || hasOrdered(data.source, state), 'E_NO_ORDER', 'source') ??
        refuseIf(data.periodWd !== undefined && !isPeriod(data.periodWd), 'E_MISSING', 'periodWd') ??
        notBefore('orderReceivedOn', data.orderReceivedOn, order?.concludedOn) ??
        notBefore('dueOn', data.dueOn, data.orderReceivedOn),
      () => [fact('RedecisionOrdered', data)],
    );
  },
};

/** The conclusion that corrected the office, if that is how the proceeding ended. */
function correctedBy(source: Source, { reconsiderations, suits }: CaseState) {
  const concluded =
    'reconId' in source
      ? reconsiderations.find(({ reconId }) => reconId === source.reconId)?.concluded
      : suits.find(({ suitId }) => suitId === source.suitId)?.concluded;
  return concluded?.result === 'corrected' ? concluded : undefined;
}

/** An order given while the case was open still waits for the first reply. */
function isAwaited({ redecision }: CaseState): boolean {
  return redecision !== undefined && redecision.answeredByEventId === undefined;
}

function hasOrdered(source: Source, { redecision }: CaseState): boolean {
  const told = [redecision?.source, ...(redecision?.earlierSources ?? [])];
  return told.some((one) => JSON.stringify(one) === JSON.stringify(source));
}

function isPeriod(workingDays: number): boolean {
  return Number.isInteger(workingDays) && workingDays >= 1 && workingDays <= LONGEST_PERIOD_WD;
}
