import type { CaseRecord } from '../case-record';
import type { Ending } from '../ending';
import { ledgerConsultation } from '../ledger-facts';
import { lastOf, step, toldBy, type AnyStep, type Known } from '../step';

const UNTOLD = '旧台账未记载意见';

/** The third party's consultation of a row: dated, or a number of deducted working days, or both. */
export function consultationSteps(record: CaseRecord, known: Known, ending: Ending | undefined): AnyStep[] {
  const { consultedOn, opinionOn, opinion, deductedWd } = record;
  if (consultedOn === undefined && opinionOn === undefined && opinion === undefined && deductedWd === undefined)
    return [];
  const consultId =
    (known.state && ledgerConsultation(known.state)?.consultId) ??
    `${known.caseId}:consultation:${(known.state?.consultations.length ?? 0) + 1}`;
  return [
    step(
      'ThirdPartyConsulted',
      {
        consultId,
        thirdParty: null,
        interest: '',
        sentOn: consultedOn ?? null,
        ...(deductedWd !== undefined && { deductedWd }),
      },
      {
        known: lastOf(known, 'ThirdPartyConsulted', (data) => data.consultId === consultId),
        told: toldBy(known, record, { sentOn: 'consultedOn', deductedWd: 'deductedWd' }),
        undatedOn: opinionOn ?? record.receivedOn,
      },
    ),
    ...outcomeSteps(record, known, consultId, ending),
  ];
}

function outcomeSteps(record: CaseRecord, known: Known, consultId: string, ending: Ending | undefined): AnyStep[] {
  const { consultedOn, opinionOn = null, opinion, deductedWd, receivedOn } = record;
  const undatedOn = consultedOn ?? receivedOn;
  const ofThis = (data: { consultId: string }) => data.consultId === consultId;
  if (opinion === 'lapsed') {
    return [
      step(
        'ThirdPartyConsultationLapsed',
        { consultId, lapsedOn: opinionOn },
        {
          known: lastOf(known, 'ThirdPartyConsultationLapsed', ofThis),
          told: toldBy(known, record, { lapsedOn: 'opinionOn' }),
          undatedOn,
        },
      ),
    ];
  }
  if (opinion !== undefined) {
    return [
      step(
        'ThirdPartyOpinionReceived',
        { consultId, receivedOn: opinionOn, opinion },
        {
          known: lastOf(known, 'ThirdPartyOpinionReceived', ofThis),
          told: toldBy(known, record, { receivedOn: 'opinionOn', opinion: 'opinion' }),
          undatedOn,
        },
      ),
    ];
  }
  // The row tells that it ended, or a result or a deduction presupposes it, but not how.
  const presupposed =
    deductedWd !== undefined || (ending !== undefined && ending !== 'withdrawn' && !known.state?.redecision);
  if (opinionOn === null && !presupposed) return [];
  return [
    step(
      'ConsultationCancelled',
      { consultId, cancelledOn: opinionOn, reason: UNTOLD },
      {
        known: lastOf(known, 'ConsultationCancelled', ofThis),
        told: toldBy(known, record, { cancelledOn: 'opinionOn' }),
        undatedOn,
      },
    ),
  ];
}
