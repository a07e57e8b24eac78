import { waitingDecision } from '../status-of';
import { fact, refuseIf, unless, type Decision } from './decision';

/** What has not left the house can be taken back; the case runs on. */
export const revokeUndispatchedDecision: Decision<'RevokeUndispatchedDecision'> = {
  days: {},
  required: ['reason'],
  decide: (data, state, { today }) =>
    unless(refuseIf(!waitingDecision(state), 'E_STATE'), () => [fact('ReplyDecisionRevoked', data, today)]),
};
