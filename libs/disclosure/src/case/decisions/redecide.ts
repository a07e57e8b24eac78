import { consultationOverOn } from '../latest-step';
import type { CaseState } from '../state';
import { isOpen, waitingDecision } from '../status-of';
import { unlawfulReply } from './decide-reply';
import { fact, notBefore, refuse, refuseIf, unless, type Decision } from './decision';

/** The new decision an order asks for: a decision like the first, with its own remedy, but no new 件. */
export const redecide: Decision<'Redecide'> = {
  days: { decidedOn: 'act' },
  required: ['decidedOn', 'resultCode'],
  decide: (data, state) => {
    const replacesEventId = replaced(state);
    if (replacesEventId === undefined || waitingDecision(state)) return { rejection: refuse('E_STATE') };
    return unless(
      refuseIf(state.consultations.some(isOpen), 'E_CONSULT_OPEN') ??
        unlawfulReply(data, state) ??
        notBefore(
          'decidedOn',
          data.decidedOn,
          state.redecision?.orderReceivedOn,
          ...state.consultations.map(consultationOverOn),
        ),
      () => [fact('ReplyRedecided', { ...data, reasons: data.reasons ?? null, replacesEventId })],
    );
  },
};

/** A decision the office changes on its own motion after it was sent; it goes out with a dispatch of its own. */
export const selfCorrectDecision: Decision<'SelfCorrectDecision'> = {
  days: { decidedOn: 'act' },
  required: ['decidedOn', 'resultCode', 'reason'],
  decide: (data, state) => {
    const sent = sentDecision(state);
    if (!sent || waitingDecision(state)) return { rejection: refuse('E_STATE') };
    return unless(
      unlawfulReply(data, state) ?? notBefore('decidedOn', data.decidedOn, sent.decidedOn, sent.dispatch?.dispatchedOn),
      () => [fact('DecisionSelfCorrected', { ...data, reasons: data.reasons ?? null, replacesEventId: sent.eventId })],
    );
  },
};

const sentDecision = ({ decisions }: CaseState) => decisions.findLast(({ dispatch }) => dispatch !== undefined);

/** What the applicant was told last; where the case ended without a reply, its closing. */
const replaced = (state: CaseState) => sentDecision(state)?.eventId ?? state.closing?.eventId;
