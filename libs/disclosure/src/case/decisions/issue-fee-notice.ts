import type { Rejection } from '../../vocabulary/rejections';
import type { CaseCommandData, DecisionContext } from '../commands';
import { FEE_OF_METHOD } from '../fee-tariff';
import { feeFor } from '../fee-tariff-proposal';
import { latestStepOn } from '../latest-step';
import { isAfterDue } from '../overdue';
import { fact, notBefore, refuseIf, unless, type Decision } from './decision';

type Notice = CaseCommandData['IssueFeeNotice'];

/** One method, the amount of the tariff, within the reply period, once (R-51..R-54). */
export const issueFeeNotice: Decision<'IssueFeeNotice'> = {
  days: { sentOn: 'act' },
  required: ['sentOn', 'method'],
  decide: ({ alreadyPublic = false, ...data }, state, context) => {
    const countable = Number.isSafeInteger(data.units) && data.units >= 1 && data.units <= MOST_UNITS;
    const known = Object.hasOwn(FEE_OF_METHOD, data.method);
    const fee = countable && known ? feeFor(data.method, data.units, { alreadyPublic }) : null;
    return unless(
      refuseIf(state.fee !== undefined && state.fee.method !== data.method, 'E_FEE_BOTH_METHODS', 'method') ??
        refuseIf(state.fee !== undefined, 'E_FEE_USED') ??
        refuseIf(!known, 'E_MISSING', 'method') ??
        refuseIf(data.units > MOST_UNITS, 'E_FEE_AMOUNT', 'units') ??
        anotherPiece(data, context) ??
        refuseIf(fee === null || fee.amountYuan === 0, 'E_FEE_ZERO', alreadyPublic ? 'alreadyPublic' : 'units') ??
        refuseIf(fee?.amountYuan !== data.amountYuan, 'E_FEE_AMOUNT', 'amountYuan', {
          computedYuan: fee?.amountYuan ?? 0,
        }) ??
        notBefore('sentOn', data.sentOn, latestStepOn(state)) ??
        refuseIf(isAfterDue(state, data.sentOn, context), 'E_FEE_AFTER_DUE', 'sentOn'),
      () => [fact('FeeNoticeIssued', { ...data, tierBreakdown: fee?.tiers ?? [] })],
    );
  },
};

/** The applicant's pieces of the month are counted by the register, where it recognises the applicant. */
function anotherPiece({ method, units }: Notice, { pieceOrdinal }: DecisionContext): Rejection | undefined {
  if (method !== 'per_piece' || pieceOrdinal === undefined) return undefined;
  return refuseIf(units !== pieceOrdinal, 'E_FEE_AMOUNT', 'units', {
    pieceOrdinal,
    computedYuan: feeFor(method, pieceOrdinal).amountYuan,
  });
}

/** More pages or pieces than any application has; keeps the tariff's table finite. */
const MOST_UNITS = 1_000_000;
