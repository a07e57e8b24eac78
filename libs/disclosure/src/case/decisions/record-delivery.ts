import { fact, notBefore, refuse, refuseIf, unless, type Decision } from './decision';

/** The day that starts the appeal periods. */
export const recordDelivery: Decision<'RecordDelivery'> = {
  days: { servedOn: 'act' },
  required: ['servedOn', 'proof'],
  decide: (data, { decisions }) => {
    const sent = decisions.findLast(({ dispatch }) => dispatch !== undefined);
    if (!sent?.dispatch) return { rejection: refuse('E_STATE') };
    return unless(
      refuseIf(sent.delivery !== undefined, 'E_STATE') ??
        notBefore('servedOn', data.servedOn, sent.dispatch.dispatchedOn),
      () => [fact('ReplyDelivered', data)],
    );
  },
};
