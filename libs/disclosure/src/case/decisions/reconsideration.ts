import type { CaseEventData } from '../../events/catalogue';
import type { Outcome } from '../commands';
import type { CaseState, Reconsideration } from '../state';
import { attackableFrom } from './attacked';
import { fact, notBefore, refuse, refuseIf, unless, type Decision } from './decision';

/** Against the reply, the lapse, or the failure to reply. A suit pending beside it is a finding. */
export const recordReconsideration: Decision<'RecordReconsideration'> = {
  days: { filedOn: 'act', acceptedOn: 'act', copyReceivedOn: 'act' },
  required: ['reconId', 'filedOn'],
  decide: (data, state, context) => {
    const target = data.target ?? usualTarget(state);
    const earliest = target === 'inaction' && state.closing ? state.receivedOn : attackableFrom(state, context);
    return unless(
      refuseIf(
        state.reconsiderations.some(({ reconId }) => reconId === data.reconId),
        'E_STATE',
        'reconId',
      ) ??
        refuseIf(!exists(target, state), 'E_APPEAL_UNKNOWN', 'target') ??
        notBefore('filedOn', data.filedOn, earliest) ??
        notBefore('acceptedOn', data.acceptedOn, data.filedOn) ??
        notBefore('copyReceivedOn', data.copyReceivedOn, data.filedOn),
      () => [fact('ReconsiderationFiled', { ...data, target })],
    );
  },
};

type Target = CaseEventData['ReconsiderationFiled']['target'];

/** The reply last sent; where the case was closed without one, its closing; else the failure to reply. */
function usualTarget({ closing, decisions }: CaseState): Target {
  if (!closing) return 'inaction';
  return { decisionEventId: decisions.findLast(({ dispatch }) => dispatch)?.eventId ?? closing.eventId };
}

function exists(target: Target, { closing, decisions }: CaseState): boolean {
  if (typeof target === 'string') return target === 'inaction' || closing !== undefined;
  const known = [closing?.eventId, ...decisions.map(({ eventId }) => eventId)];
  return known.includes(target.decisionEventId);
}

/** The agency's answer with its evidence. */
export const answerReconsideration: Decision<'AnswerReconsideration'> = {
  days: { copyReceivedOn: 'act', answeredOn: 'act' },
  required: ['reconId', 'copyReceivedOn', 'answeredOn'],
  decide: (data, state) =>
    onOpenReconsideration(state, data.reconId, (recon) =>
      unless(
        refuseIf(recon.answeredOn !== undefined, 'E_STATE') ??
          notBefore('copyReceivedOn', data.copyReceivedOn, recon.filedOn) ??
          notBefore('answeredOn', data.answeredOn, data.copyReceivedOn),
        () => [fact('ReconsiderationAnswered', data)],
      ),
    ),
};

/** Its result; the day it is served decides the year. */
export const concludeReconsideration: Decision<'ConcludeReconsideration'> = {
  days: { concludedOn: 'act', servedOn: 'act' },
  required: ['reconId', 'concludedOn', 'result'],
  decide: (data, state) =>
    onOpenReconsideration(state, data.reconId, (recon) =>
      unless(
        notBefore('concludedOn', data.concludedOn, recon.filedOn, recon.acceptedOn, recon.copyReceivedOn) ??
          notBefore('servedOn', data.servedOn, data.concludedOn),
        () => [fact('ReconsiderationConcluded', data)],
      ),
    ),
};

function onOpenReconsideration(
  { reconsiderations }: CaseState,
  reconId: string,
  decide: (recon: Reconsideration) => Outcome,
): Outcome {
  const open = reconsiderations.filter(({ concluded }) => !concluded);
  if (open.length === 0) return { rejection: refuse('E_STATE') };
  const recon = open.find((r) => r.reconId === reconId);
  return recon ? decide(recon) : { rejection: refuse('E_APPEAL_UNKNOWN', 'reconId') };
}
