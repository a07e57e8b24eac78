import type { CaseState } from '../case/state';
import type { Dated } from '../events/catalogue';
import type { Finding } from '../vocabulary/findings';

type Found = Omit<Finding, 'code'>;

/**
 * L-19: the steps that an old ledger presupposes without telling their day. The day of the decision is not among them:
 * ledgers know only the day of dispatch, and no clock begins or ends with it.
 */
export function undatedSteps(state: CaseState): Found[] {
  const { correction, reasons, fee } = state;
  return [
    step('CorrectionRequested', correction?.sentOn, correction?.eventId),
    step('CorrectionReceived', correction?.receivedOn),
    step('ReasonsRequested', reasons?.sentOn),
    step('FeeNoticeIssued', fee?.sentOn, fee?.eventId),
    ...state.epochs.map(({ extension }) =>
      step('ExtensionApproved', extension?.approvedOn, extension?.approvalEventId),
    ),
    ...state.consultations.flatMap(({ kind, sentOn, outcome, eventId }) => [
      step(kind === 'third_party' ? 'ThirdPartyConsulted' : 'AgencyConsulted', sentOn, eventId),
      step(kind === 'third_party' ? 'ThirdPartyOpinionReceived' : 'AgencyOpinionReceived', outcome?.endedOn, eventId),
    ]),
    // A suit "after reconsideration" whose reconsideration the ledger does not record at all.
    ...state.suits.map(({ route, reconId, eventId }) =>
      step(
        'ReconsiderationFiled',
        route === 'after_reconsideration' && reconId === undefined ? null : undefined,
        eventId,
      ),
    ),
  ].flat();
}

function step(name: string, on: Dated | undefined, eventId?: string): Found[] {
  return on === null ? [{ ...(eventId !== undefined ? { eventId } : {}), detail: { step: name } }] : [];
}
