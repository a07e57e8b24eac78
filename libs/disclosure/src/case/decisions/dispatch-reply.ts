import type { CaseCommandData } from '../commands';
import { latestStepOn } from '../latest-step';
import { waitingDecision } from '../status-of';
import { fact, isBlank, notBefore, refuse, refuseIf, unless, type Decision } from './decision';
import { heldBack, reviewDays } from './review';

/**
 * Concludes the case on the day that stops the clock: handed to the post or sent; handed over or served through
 * another agency, the day the applicant signs. A new or changed decision of a concluded case concludes nothing
 * a second time.
 */
export const dispatchReply: Decision<'DispatchReply'> = {
  days: { dispatchedOn: 'act' },
  required: ['dispatchedOn', 'mode'],
  decide: ({ dispatchedOn, mode, trackingNo, carrier, letter }, state, context) => {
    const decision = waitingDecision(state);
    if (!decision) return { rejection: refuse('E_STATE') };
    return unless(
      refuseIf(isCourier(mode, carrier), 'E_POSTAL', 'carrier') ??
        refuseIf(isBlank(decision.docNo), 'E_NO_DOC') ??
        heldBack(decision, context) ??
        notBefore('dispatchedOn', dispatchedOn, decision.decidedOn, latestStepOn(state), ...reviewDays(decision)),
      () => [
        fact('ReplyDispatched', {
          dispatchedOn,
          mode,
          ...(trackingNo !== undefined && { trackingNo }),
          ...(letter && { letter }),
        }),
        ...(state.closing
          ? []
          : [
              fact('CaseClosed', {
                concludedOn: dispatchedOn,
                resultCode: decision.resultCode,
                closingKind: 'replied',
              }),
            ]),
      ],
    );
  },
};

/** Only China Post, EMS included, may carry official documents. */
const CHINA_POST = /^(chinapost|ems|中国邮政.*|邮政.*|挂号信?)$/;

function isCourier(mode: CaseCommandData['DispatchReply']['mode'], carrier: string | undefined): boolean {
  if (carrier === undefined || mode === 'electronic' || mode === 'via_agency') return false;
  return !CHINA_POST.test(carrier.toLowerCase().replace(/[\s_-]/g, ''));
}
