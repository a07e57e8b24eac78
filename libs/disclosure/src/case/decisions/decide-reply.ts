import type { Rejection } from '../../vocabulary/rejections';
import { RESULT_CODES, type ResultCode } from '../../vocabulary/result-codes';
import type { CaseCommandData } from '../commands';
import { anchorOf, consultationOverOn } from '../latest-step';
import { remedyFor } from '../remedy';
import type { CaseState } from '../state';
import { fact, isBlank, notBefore, refuseIf, unless, type Decision } from './decision';

type Decided = CaseCommandData['Decide'];

/** The reply: one of the 21 results with basis, reasons and remedy, and what its result presupposes. */
export const decideReply: Decision<'Decide'> = {
  days: { decidedOn: 'act' },
  required: ['decidedOn', 'resultCode'],
  decide: (data, state) =>
    unless(
      unlawfulReply(data, state) ??
        notBefore('decidedOn', data.decidedOn, anchorOf(state), ...state.consultations.map(consultationOverOn)),
      () => [fact('ReplyDecided', { ...data, reasons: data.reasons ?? null })],
    ),
};

/** What every decision must hold, the first one, the new one and the one the office changes by itself. */
export function unlawfulReply(data: Decided, state: CaseState): Rejection | undefined {
  return unknownResult(data) ?? PRESUPPOSED[data.resultCode](data, state) ?? incomplete(data);
}

function unknownResult({ resultCode, itemResults = [] }: Decided): Rejection | undefined {
  return (
    refuseIf(!Object.hasOwn(RESULT_CODES, resultCode), 'E_RESULT_CODE', 'resultCode') ??
    refuseIf(!itemResults.every((item) => Object.hasOwn(RESULT_CODES, item.resultCode)), 'E_RESULT_CODE', 'itemResults')
  );
}

/** basis (where the result has one), reasons for all but the full grant, the remedy of R-84. */
function incomplete({ resultCode, legalBasis, reasons, remedy, decidedOn }: Decided): Rejection | undefined {
  const needsBasis = RESULT_CODES[resultCode].basis.length > 0;
  return (
    refuseIf(legalBasis.some(isBlank) || (needsBasis && legalBasis.length === 0), 'E_BASIS', 'legalBasis') ??
    refuseIf(resultCode !== 'granted' && isBlank(reasons), 'E_NO_REASONS', 'reasons') ??
    refuseIf(remedy !== remedyFor(resultCode, decidedOn), 'E_NO_REMEDY', 'remedy', {
      remedy: remedyFor(resultCode, decidedOn),
    })
  );
}

const nothing = (): undefined => undefined;

const useLapse = () => refuseIf(true, 'E_USE_LAPSE', 'resultCode');

/** What each result presupposes besides R-70. */
const PRESUPPOSED: Record<ResultCode, (data: Decided, state: CaseState) => Rejection | undefined> = {
  granted: againstObjection,
  partially_granted: againstObjection,
  denied_state_secret: nothing,
  denied_other_law: nothing,
  denied_security_stability: nothing,
  denied_third_party: nothing,
  denied_internal_affairs: nothing,
  denied_process_information: nothing,
  denied_enforcement_file: nothing,
  denied_administrative_query: nothing,
  unable_not_held: nothing,
  unable_needs_creation: nothing,
  unable_still_unclear: (_data, { correction }) =>
    refuseIf(correction?.receivedOn === undefined, 'E_NO_CORRECTION_ROUND', 'resultCode'),
  not_processed_petition: nothing,
  not_processed_duplicate: ({ priorCaseId }) => refuseIf(isBlank(priorCaseId), 'E_NO_PRIOR_REPLY', 'priorCaseId'),
  not_processed_publication: nothing,
  not_processed_excessive: (_data, { reasons }) => refuseIf(reasons === undefined, 'E_REASONS_NOT_ASKED', 'resultCode'),
  not_processed_confirmation: nothing,
  other_correction_lapsed: useLapse,
  other_fee_lapsed: useLapse,
  other_other: nothing,
};

/**
 * what a third party objects to with a reasonable ground is disclosed only for a public interest. A partial
 * grant that withholds the third party's part, or follows a partial objection, does not go against it.
 */
function againstObjection(data: Decided, { consultations }: CaseState): Rejection | undefined {
  const withheld = data.itemResults?.some((item) => item.resultCode === 'denied_third_party') ?? false;
  const objections = consultations.filter(
    ({ kind, outcome }) => kind === 'third_party' && outcome?.groundReasonable === true,
  );
  const overridden =
    data.resultCode === 'granted'
      ? objections.some(({ outcome }) => outcome?.opinion === 'object' || outcome?.opinion === 'partly')
      : !withheld && objections.some(({ outcome }) => outcome?.opinion === 'object');
  return refuseIf(overridden && isBlank(data.publicInterestGround), 'E_PUBLIC_INTEREST', 'publicInterestGround');
}
