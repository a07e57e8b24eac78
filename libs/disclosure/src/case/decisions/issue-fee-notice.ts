import { FEE_OF_METHOD } from '../fee-tariff';
import { latestStepOn } from '../latest-step';
import { isAfterDue } from '../overdue';
import { fact, notBefore, refuseIf, unless, type Decision } from './decision';

/** One method, the amount of the tariff, within the reply period, once (R-51..R-54). */
export const issueFeeNotice: Decision<'IssueFeeNotice'> = {
  days: { sentOn: 'act' },
  required: ['sentOn', 'method'],
  decide: (data, state, context) => {
    const countable = Number.isSafeInteger(data.units) && data.units >= 1 && data.units <= MOST_UNITS;
    const fee = countable && Object.hasOwn(FEE_OF_METHOD, data.method) ? FEE_OF_METHOD[data.method](data.units) : null;
    return unless(
      refuseIf(state.fee !== undefined && state.fee.method !== data.method, 'E_FEE_BOTH_METHODS', 'method') ??
        refuseIf(state.fee !== undefined, 'E_FEE_USED') ??
        refuseIf(!Object.hasOwn(FEE_OF_METHOD, data.method), 'E_MISSING', 'method') ??
        refuseIf(data.units > MOST_UNITS, 'E_FEE_AMOUNT', 'units') ??
        refuseIf(fee === null || fee.amountYuan === 0, 'E_FEE_ZERO', 'units') ??
        refuseIf(fee?.amountYuan !== data.amountYuan, 'E_FEE_AMOUNT', 'amountYuan', {
          computedYuan: fee?.amountYuan ?? 0,
        }) ??
        notBefore('sentOn', data.sentOn, latestStepOn(state)) ??
        refuseIf(isAfterDue(state, data.sentOn, context), 'E_FEE_AFTER_DUE', 'sentOn'),
      () => [fact('FeeNoticeIssued', { ...data, tierBreakdown: fee?.tiers ?? [] })],
    );
  },
};

/** More pages or pieces than any application has; keeps the tariff's table finite. */
const MOST_UNITS = 1_000_000;
