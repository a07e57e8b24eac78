import { isAfterDue } from '../overdue';
import { anchorOf } from '../latest-step';
import type { CaseState, Epoch } from '../state';
import { fact, notBefore, refuseIf, unless, type Decision } from './decision';

/** At most this long. */
const LONGEST_EXTENSION_WD = 20;

/** Agreed by the head of the disclosure office, in time, once per run of the clock. */
export const approveExtension: Decision<'ApproveExtension'> = {
  days: { approvedOn: 'act' },
  required: ['approvedBy', 'approvedOn', 'reason'],
  decide: (data, state, context) =>
    unless(
      refuseIf(data.extraWd > LONGEST_EXTENSION_WD, 'E_EXT_TOO_LONG', 'extraWd') ??
        refuseIf(!Number.isInteger(data.extraWd) || data.extraWd < 1, 'E_MISSING', 'extraWd') ??
        refuseIf(extensionOf(state) !== undefined, 'E_EXT_USED') ??
        notBefore('approvedOn', data.approvedOn, startOf(state)) ??
        refuseIf(isAfterDue(state, data.approvedOn, context), 'E_EXT_AFTER_DUE', 'approvedOn'),
      () => [fact('ExtensionApproved', data)],
    ),
};

/** Told to the applicant in time; only now the due date moves. */
export const notifyExtension: Decision<'NotifyExtension'> = {
  days: { notifiedOn: 'act' },
  required: ['notifiedOn'],
  decide: (data, state, context) => {
    const extension = extensionOf(state);
    return unless(
      refuseIf(extension === undefined, 'E_EXT_NOT_APPROVED') ??
        refuseIf(extension?.notifiedOn !== undefined, 'E_EXT_USED') ??
        notBefore('notifiedOn', data.notifiedOn, startOf(state), extension?.approvedOn) ??
        refuseIf(isAfterDue(state, data.notifiedOn, context), 'E_EXT_AFTER_DUE', 'notifiedOn'),
      () => [fact('ExtensionNotified', data)],
    );
  },
};

function extensionOf(state: CaseState): Epoch['extension'] {
  return state.status === 'REDECIDING' ? state.redecision?.extension : state.epochs.at(-1)?.extension;
}

function startOf(state: CaseState) {
  return state.status === 'REDECIDING' ? state.redecision?.orderReceivedOn : anchorOf(state);
}
