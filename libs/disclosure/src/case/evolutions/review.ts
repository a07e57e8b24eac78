import type { CaseEventOf } from '../../events/envelope';
import type { CaseState, MadeDecision, Review } from '../state';
import type { Evolution } from './evolution';

function ofDecision(state: CaseState, decisionEventId: string, change: Partial<MadeDecision>): CaseState {
  return {
    ...state,
    decisions: state.decisions.map((made) => (made.eventId === decisionEventId ? { ...made, ...change } : made)),
  };
}

export const attributeDetermined: Evolution<'AttributeDetermined'> = (state, { data }) => {
  const { decisionEventId, attribute, determinedOn } = data;
  return ofDecision(state, decisionEventId, { attribute: { attribute, determinedOn } });
};

const reviewOf = ({ data, actor }: CaseEventOf<'SecrecyReviewed' | 'LegalReviewed'>): Review => ({
  result: data.result,
  reviewedOn: data.reviewedOn,
  reviewerId: actor.id,
});

export const secrecyReviewed: Evolution<'SecrecyReviewed'> = (state, event) =>
  ofDecision(state, event.data.decisionEventId, { secrecyReview: reviewOf(event) });

export const legalReviewed: Evolution<'LegalReviewed'> = (state, event) =>
  ofDecision(state, event.data.decisionEventId, { legalReview: reviewOf(event) });
