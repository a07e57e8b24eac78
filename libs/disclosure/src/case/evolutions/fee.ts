import type { CaseState, Fee } from '../state';
import { withEpoch } from './epochs';
import type { Evolution } from './evolution';

const charged = (state: CaseState, change: (fee: Fee) => Partial<Fee>): CaseState =>
  state.fee ? { ...state, fee: { ...state.fee, ...change(state.fee) } } : state;

export const feeNoticeIssued: Evolution<'FeeNoticeIssued'> = (state, { id, data }) => ({
  ...state,
  fee: { sentOn: data.sentOn, method: data.method, amountYuan: data.amountYuan, refunds: [], eventId: id },
});

export const feeNoticeDelivered: Evolution<'FeeNoticeDelivered'> = (state, { data }) =>
  charged(state, () => ({ servedOn: data.servedOn }));

/** The whole processing period starts again. */
export const feePaid: Evolution<'FeePaid'> = (state, { data }) =>
  charged(withEpoch(state, { anchor: 'fee_paid', startedOn: data.paidOn }), () => ({
    paid: { paidOn: data.paidOn, amountYuan: data.amountYuan },
  }));

export const feeRefunded: Evolution<'FeeRefunded'> = (state, { data }) =>
  charged(state, ({ refunds }) => ({
    refunds: [...refunds, { refundedOn: data.refundedOn, amountYuan: data.amountYuan }],
  }));

export const feeLapsed: Evolution<'FeeLapsed'> = (state, { data }) =>
  charged(state, () => ({ lapsedOn: data.lapsedOn }));
