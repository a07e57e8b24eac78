import { LONGEST_PERIOD_WD } from '../../calendar/working-days';
import type { Rejection } from '../../vocabulary/rejections';
import { anchorOf } from '../latest-step';
import type { CaseState, Consultation } from '../state';
import { isOpen } from '../status-of';
import { fact, notBefore, refuseIf, unless, type Decision } from './decision';

/** A third party whose rights disclosure might harm must be asked in writing. */
export const consultThirdParty: Decision<'ConsultThirdParty'> = {
  days: { sentOn: 'act' },
  required: ['consultId', 'thirdParty', 'sentOn'],
  decide: (data, state) =>
    unless(
      alreadyAsked(state, 'third_party', data.thirdParty, data.consultId) ??
        notBefore('sentOn', data.sentOn, startOfWork(state)),
      () => [fact('ThirdPartyConsulted', data)],
    ),
};

/** A co-maker, or another agency. */
export const consultAgency: Decision<'ConsultAgency'> = {
  days: { sentOn: 'act' },
  required: ['consultId', 'otherAgency', 'sentOn'],
  decide: (data, state) =>
    unless(
      alreadyAsked(state, 'agency', data.otherAgency, data.consultId) ??
        refuseIf(data.periodWd !== undefined && !isPeriod(data.periodWd), 'E_MISSING', 'periodWd') ??
        notBefore('sentOn', data.sentOn, startOfWork(state)),
      () => [fact('AgencyConsulted', data)],
    ),
};

function alreadyAsked(
  { consultations }: CaseState,
  kind: Consultation['kind'],
  party: string,
  consultId: string,
): Rejection | undefined {
  const open = consultations.some((c) => isOpen(c) && c.kind === kind && c.party?.trim() === party.trim());
  return (
    refuseIf(open, 'E_CONSULT_DUP') ??
    refuseIf(
      consultations.some((c) => c.consultId === consultId),
      'E_CONSULT_DUP',
      'consultId',
    )
  );
}

/** While the case is decided again, the order starts the work; else the running reply period. */
function startOfWork(state: CaseState) {
  return state.status === 'REDECIDING' ? state.redecision?.orderReceivedOn : anchorOf(state);
}

function isPeriod(workingDays: number): boolean {
  return Number.isInteger(workingDays) && workingDays >= 1 && workingDays <= LONGEST_PERIOD_WD;
}
