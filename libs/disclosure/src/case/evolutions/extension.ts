import type { CaseState } from '../state';
import { withEpochOn } from './epochs';
import type { Evolution } from './evolution';

export const reasonsRequested: Evolution<'ReasonsRequested'> = (state, { data }) => ({
  ...state,
  reasons: { ...state.reasons, sentOn: data.sentOn },
});

export const reasonsReceived: Evolution<'ReasonsReceived'> = (state, { data }) =>
  state.reasons
    ? { ...state, reasons: { ...state.reasons, receivedOn: data.receivedOn, accepted: data.accepted } }
    : state;

export const replyDeferred: Evolution<'ReplyDeferred'> = (state, { data }) =>
  withEpochOn(state, data.notifiedOn, (epoch) => ({ ...epoch, deferredTo: data.newDueOn }));

/** Whether an extension is one of C11 rather than C3: the case is being decided again. */
const redeciding = (state: CaseState) =>
  state.closing !== undefined && state.redecision?.answeredByEventId === undefined;

export const extensionApproved: Evolution<'ExtensionApproved'> = (state, { id, data, effectiveOn }) => {
  const extension = {
    extraWd: data.extraWd,
    approvedOn: data.approvedOn,
    approvedBy: data.approvedBy,
    approvalEventId: id,
  };
  if (state.redecision && redeciding(state)) return { ...state, redecision: { ...state.redecision, extension } };
  return withEpochOn(state, data.approvedOn ?? effectiveOn, (epoch) => ({ ...epoch, extension }));
};

/** Only now the due date moves. */
export const extensionNotified: Evolution<'ExtensionNotified'> = (state, { data }) => {
  const { redecision } = state;
  if (redecision?.extension && redeciding(state)) {
    const extension = { ...redecision.extension, notifiedOn: data.notifiedOn };
    return { ...state, redecision: { ...redecision, extension } };
  }
  const awaiting = state.epochs.findLastIndex(({ extension }) => extension && extension.notifiedOn === undefined);
  return {
    ...state,
    epochs: state.epochs.map((epoch, i) =>
      i === awaiting && epoch.extension
        ? { ...epoch, extension: { ...epoch.extension, notifiedOn: data.notifiedOn } }
        : epoch,
    ),
  };
};
