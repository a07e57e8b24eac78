import type { Rejection } from '../../vocabulary/rejections';
import type { CaseCommandData, DecisionContext } from '../commands';
import type { CaseState, MadeDecision } from '../state';
import { waitingDecision } from '../status-of';
import { fact, isBlank, notBefore, refuse, refuseIf, unless, type Decision } from './decision';

/** What kind of information it is (信息公开属性); said of the decision that waits to be sent. The clock runs on. */
export const determineAttribute: Decision<'DetermineAttribute'> = {
  days: { determinedOn: 'act' },
  required: ['attribute', 'determinedOn'],
  decide: (data, state) => {
    const decision = waitingDecision(state);
    if (!decision) return { rejection: refuse('E_STATE') };
    return unless(notBefore('determinedOn', data.determinedOn, decision.decidedOn), () => [
      fact('AttributeDetermined', { ...data, decisionEventId: decision.eventId }),
    ]);
  },
};

/** Nothing is disclosed before its secrecy was reviewed (Reg.17). */
export const recordSecrecyReview: Decision<'RecordSecrecyReview'> = {
  days: { reviewedOn: 'act' },
  required: ['result', 'reviewedOn'],
  decide: (data, state, context) =>
    reviewed(data, state, context, (decisionEventId) => fact('SecrecyReviewed', { ...data, decisionEventId })),
};

export const recordLegalReview: Decision<'RecordLegalReview'> = {
  days: { reviewedOn: 'act' },
  required: ['result', 'reviewedOn'],
  decide: (data, state, context) =>
    reviewed(data, state, context, (decisionEventId) => fact('LegalReviewed', { ...data, decisionEventId })),
};

function reviewed(
  { reviewedOn }: CaseCommandData['RecordSecrecyReview'],
  state: CaseState,
  { actor }: DecisionContext,
  review: (decisionEventId: string) => ReturnType<typeof fact>,
) {
  const decision = waitingDecision(state);
  if (!decision) return { rejection: refuse('E_STATE') };
  return unless(
    refuseIf(isHand(actor.id, decision), 'E_SAME_PERSON') ?? notBefore('reviewedOn', reviewedOn, decision.decidedOn),
    () => [review(decision.eventId)],
  );
}

/** Whether somebody handled or signed the decision. */
function isHand(id: string, { handlerId, decidedBy }: MadeDecision): boolean {
  return id === handlerId || id === decidedBy?.trim();
}

/**
 * What still stands between a decision and its release. Only what discloses is held back: its attribute must allow it,
 * the secrecy review must have passed, and the legal review where the unit wants one; handler, reviewers and signer are
 * different people. A reply that only tells where published information is found discloses nothing.
 */
export function heldBack(decision: MadeDecision, { office }: DecisionContext): Rejection | undefined {
  if (!discloses(decision)) return undefined;
  const { attribute, secrecyReview, legalReview, handlerId, decidedBy } = decision;
  const wanted = [secrecyReview, ...(office?.legalReview ? [legalReview] : [])];
  const hands = [handlerId, decidedBy?.trim()];
  return (
    refuseIf(attribute === undefined || attribute.attribute === 'not_disclosed', 'E_REVIEW_MISSING', 'attribute') ??
    refuseIf(secrecyReview?.result !== 'passed', 'E_REVIEW_MISSING', 'secrecyReview') ??
    refuseIf(office?.legalReview === true && legalReview?.result !== 'passed', 'E_REVIEW_MISSING', 'legalReview') ??
    refuseIf(isBlank(decidedBy), 'E_REVIEW_MISSING', 'decidedBy') ??
    refuseIf(
      new Set(hands).size < hands.length || wanted.some((review) => review && hands.includes(review.reviewerId)),
      'E_SAME_PERSON',
    )
  );
}

/** The days on which the reviews a decision had were done; it leaves after them. */
export function reviewDays({ attribute, secrecyReview, legalReview }: MadeDecision) {
  return [attribute?.determinedOn, secrecyReview?.reviewedOn, legalReview?.reviewedOn];
}

function discloses({ resultCode, subCode }: MadeDecision): boolean {
  if (resultCode === 'partially_granted') return true;
  return resultCode === 'granted' && subCode !== 'already_public';
}
