import { fact, type Decision } from './decision';

/** What has not left the house can be taken back; the case runs on. */
export const revokeUndispatchedDecision: Decision<'RevokeUndispatchedDecision'> = {
  days: {},
  required: ['reason'],
  decide: (data, _state, { today }) => ({ events: [fact('ReplyDecisionRevoked', data, today)] }),
};
