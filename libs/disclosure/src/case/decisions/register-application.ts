import type { CaseEventData } from '../../events/catalogue';
import { APPLICANT_KINDS } from '../../vocabulary/applicant-kinds';
import { CHANNELS } from '../../vocabulary/channels';
import type { CaseCommandData } from '../commands';
import { fact, isBlank, notBefore, refuseIf, unless, type Decision } from './decision';

/**
 * Day of receipt: the day of arrival, or for channels that need it the day of confirmation (R-10..R-18). What the
 * application lacks is a ground for correction, never a reason not to register it.
 */
export const registerApplication: Decision<'RegisterApplication'> = {
  days: { arrivedOn: 'act', confirmedOn: 'act' },
  required: ['unit', 'caseNo', 'channel', 'arrivedOn', 'applicantKind'],
  decide: (data) => {
    const byArrival = Object.hasOwn(CHANNELS, data.channel) && CHANNELS[data.channel].receipt === 'byArrival';
    return unless(
      refuseIf(!Object.hasOwn(CHANNELS, data.channel), 'E_MISSING', 'channel') ??
        refuseIf(!Object.hasOwn(APPLICANT_KINDS, data.applicantKind), 'E_MISSING', 'applicantKind') ??
        refuseIf(
          byArrival && data.confirmedOn !== undefined && data.confirmedOn !== data.arrivedOn,
          'E_DATE_ORDER',
          'confirmedOn',
        ) ??
        notBefore('confirmedOn', data.confirmedOn, data.arrivedOn),
      () => [
        fact('ApplicationRegistered', registration(data, byArrival)),
        ...(byArrival || data.confirmedOn === undefined
          ? []
          : [
              fact('ReceiptConfirmed', {
                confirmedOn: data.confirmedOn,
                means: CHANNELS[data.channel].label,
                auto: true,
              }),
            ]),
      ],
    );
  },
};

function registration(
  data: CaseCommandData['RegisterApplication'],
  byArrival: boolean,
): CaseEventData['ApplicationRegistered'] {
  return {
    unit: data.unit,
    caseNo: data.caseNo,
    channel: data.channel,
    arrivedOn: data.arrivedOn,
    receivedOn: byArrival ? data.arrivedOn : null,
    applicantKind: data.applicantKind,
    applicantName: given(data.applicantName),
    applicantIdProof: given(data.applicantIdProof),
    contact: given(data.contact),
    ...(data.agent !== undefined && { agent: data.agent }),
    infoDescription: given(data.infoDescription),
    ...(data.formWanted !== undefined && { formWanted: data.formWanted }),
    ...(data.routeWanted !== undefined && { routeWanted: data.routeWanted }),
    filledByOffice: data.filledByOffice ?? false,
    ...(data.parentCaseId !== undefined && { parentCaseId: data.parentCaseId }),
  };
}

/** What was left blank was never recorded. */
function given(text: string | undefined): string | null {
  return text === undefined || isBlank(text) ? null : text;
}
