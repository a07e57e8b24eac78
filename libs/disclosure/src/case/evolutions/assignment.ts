import type { CaseState, Desk } from '../state';
import type { Evolution } from './evolution';

const movedTo = (state: CaseState, desk: Desk): CaseState => ({ ...state, desks: [...(state.desks ?? []), desk] });

export const caseAssigned: Evolution<'CaseAssigned'> = (state, { data }) => {
  const { assignedOn: since, ...desk } = data;
  return movedTo(state, { ...desk, since });
};

export const caseHandedOver: Evolution<'CaseHandedOver'> = (state, { data }) => {
  const { office, handler, handedOverOn: since } = data;
  return movedTo(state, { office, ...(handler !== undefined && { handler }), since });
};

export const caseReturned: Evolution<'CaseReturned'> = (state, { data }) => ({
  ...state,
  desks: (state.desks ?? [])
    .slice(0, -1)
    .map((desk, i, left) => (i === left.length - 1 ? { ...desk, since: data.returnedOn } : desk)),
});
