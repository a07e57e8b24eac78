import { replyDue } from '../../clocks/reply-period';
import { anchorOf } from '../latest-step';
import { isAfterDue } from '../overdue';
import { fact, notBefore, refuseIf, unless, type Decision } from './decision';

/** Reasons that hold, but too much to answer in time: a later day, told to the applicant in time. */
export const deferReply: Decision<'DeferReply'> = {
  days: { newDueOn: 'deadline', notifiedOn: 'act' },
  required: ['newDueOn', 'notifiedOn', 'reason'],
  decide: (data, state, context) =>
    unless(
      refuseIf(state.reasons?.receivedOn === undefined, 'E_REASONS_NOT_ASKED') ??
        notBefore('notifiedOn', data.notifiedOn, anchorOf(state), state.reasons?.receivedOn) ??
        refuseIf(isAfterDue(state, data.notifiedOn, context), 'E_EXT_AFTER_DUE', 'notifiedOn') ??
        // A day that is set never brings the reply forward (§15, invariant 3).
        notBefore('newDueOn', data.newDueOn, data.notifiedOn, replyDue(state, context.calendar)?.dueOn),
      () => [fact('ReplyDeferred', data)],
    ),
};
