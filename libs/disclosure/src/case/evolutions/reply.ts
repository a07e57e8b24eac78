import { dispatchOf } from '../../clocks/reply-stop';
import type { DecisionData } from '../../events/catalogue';
import type { CaseState, MadeDecision } from '../state';
import type { Evolution } from './evolution';

function withDecision(
  state: CaseState,
  eventId: string,
  kind: MadeDecision['kind'],
  data: DecisionData & { replacesEventId?: string },
  handlerId: string,
): CaseState {
  return { ...state, decisions: [...state.decisions, { ...data, eventId, kind, handlerId }] };
}

/** Changes the last decision that fits; a fact about a decision that is not there changes nothing. */
function changeLast(
  state: CaseState,
  fits: (decision: MadeDecision) => boolean,
  change: (decision: MadeDecision) => Partial<MadeDecision>,
): CaseState {
  const at = state.decisions.findLastIndex(fits);
  return {
    ...state,
    decisions: state.decisions.map((decision, i) => (i === at ? { ...decision, ...change(decision) } : decision)),
  };
}

export const replyDecided: Evolution<'ReplyDecided'> = (state, { id, data, actor }) =>
  withDecision(state, id, 'decided', data, actor.id);

export const replyRedecided: Evolution<'ReplyRedecided'> = (state, { id, data, actor }) =>
  withDecision(state, id, 'redecided', data, actor.id);

export const decisionSelfCorrected: Evolution<'DecisionSelfCorrected'> = (state, { id, data, actor }) =>
  withDecision(state, id, 'self_corrected', data, actor.id);

export const replyDecisionRevoked: Evolution<'ReplyDecisionRevoked'> = (state) =>
  changeLast(
    state,
    (decision) => !decision.revoked && !decision.dispatch,
    () => ({ revoked: true }),
  );

/** A dispatched new decision answers the order to decide again; it closes nothing a second time. */
export const replyDispatched: Evolution<'ReplyDispatched'> = (state, { id, data }) => {
  const sent = changeLast(
    state,
    (decision) => !decision.revoked && !decision.dispatch,
    () => ({ dispatch: { dispatchedOn: data.dispatchedOn, mode: data.mode, eventId: id } }),
  );
  const answers = state.closing && state.redecision && !state.redecision.answeredByEventId;
  const redecided = sent.decisions.some((d) => d.kind === 'redecided' && d.dispatch?.eventId === id);
  return answers && redecided && sent.redecision
    ? { ...sent, redecision: { ...sent.redecision, answeredByEventId: id } }
    : sent;
};

export const replyDelivered: Evolution<'ReplyDelivered'> = (state, { id, data }) =>
  closedBySignature(
    changeLast(
      state,
      (decision) => decision.dispatch !== undefined,
      () => ({ delivery: { servedOn: data.servedOn, eventId: id } }),
    ),
    id,
  );

/** What is handed over has been given when the applicant signs: that day concludes the case, as it stops C3. */
function closedBySignature(state: CaseState, deliveryId: string): CaseState {
  const served = state.decisions.find(({ delivery }) => delivery?.eventId === deliveryId);
  const given = served && dispatchOf(served);
  if (state.closing?.closingKind !== 'replied' || served?.kind !== 'decided') return state;
  if (given?.eventId !== deliveryId) return state;
  return { ...state, closing: { ...state.closing, concludedOn: given.on, signedEventId: deliveryId } };
}

export const thirdPartyNotified: Evolution<'ThirdPartyNotified'> = (state, { data }) => ({
  ...state,
  thirdPartyNotifiedOn: data.notifiedOn,
});

export const applicationWithdrawn: Evolution<'ApplicationWithdrawn'> = (state, { id, data }) => ({
  ...state,
  withdrawal: { withdrawnOn: data.withdrawnOn, eventId: id },
});

/** Once only. An order to decide at last, given while the case was open, is answered by the first reply. */
export const caseClosed: Evolution<'CaseClosed'> = (state, { id, data }) =>
  state.closing
    ? state
    : {
        ...state,
        closing: { ...data, eventId: id },
        ...(state.redecision && { redecision: { ...state.redecision, answeredByEventId: id } }),
      };

export const redecisionOrdered: Evolution<'RedecisionOrdered'> = (state, { id, data }) => ({
  ...state,
  redecision: {
    source: data.source,
    orderReceivedOn: data.orderReceivedOn,
    periodWd: data.periodWd,
    dueOn: data.dueOn,
    eventId: id,
    ...(state.redecision?.source && {
      earlierSources: [...(state.redecision.earlierSources ?? []), state.redecision.source],
    }),
  },
});
