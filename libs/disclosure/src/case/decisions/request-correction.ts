import { LONGEST_PERIOD_WD } from '../../calendar/working-days';
import type { CaseCommandData } from '../commands';
import { latestStepOn } from '../latest-step';
import { fact, isBlank, notBefore, refuseIf, unless, type Decision } from './decision';

/** Once, completely, with items and deadline; a late notice is recorded all the same. */
export const requestCorrection: Decision<'RequestCorrection'> = {
  days: { sentOn: 'act', dueOn: 'deadline' },
  required: ['sentOn'],
  decide: (data, state) =>
    unless(
      refuseIf(state.correction !== undefined, 'E_CORRECTION_USED') ??
        refuseIf(!hasItems(data), 'E_CORRECTION_CONTENT', 'items') ??
        refuseIf(!hasDeadline(data), 'E_CORRECTION_CONTENT', 'periodWd') ??
        notBefore('sentOn', data.sentOn, state.receivedOn, latestStepOn(state)) ??
        notBefore('dueOn', data.dueOn, data.sentOn),
      () => [fact('CorrectionRequested', data)],
    ),
};

function hasItems({ items }: CaseCommandData['RequestCorrection']): boolean {
  return items.length > 0 && !items.some(isBlank);
}

function hasDeadline({ dueOn, periodWd }: CaseCommandData['RequestCorrection']): boolean {
  if (periodWd === undefined) return dueOn !== undefined;
  return Number.isInteger(periodWd) && periodWd >= 1 && periodWd <= LONGEST_PERIOD_WD;
}
