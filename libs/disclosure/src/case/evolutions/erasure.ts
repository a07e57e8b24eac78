import type { Evolution } from './evolution';

/** The last order for a subject is the one that can be approved. */
export const erasureOrdered: Evolution<'ErasureOrdered'> = (state, { id, actor, data: { subject } }) => ({
  ...state,
  erasures: {
    ...state.erasures,
    [subject]: { ...state.erasures?.[subject], ordered: { eventId: id, orderedBy: actor.id } },
  },
});

/** What the person's fields held is taken away before anything is folded (`withoutErased`). */
export const personErased: Evolution<'PersonErased'> = (state, { id, data: { subject } }) => ({
  ...state,
  erasures: { ...state.erasures, [subject]: { ...state.erasures?.[subject], erased: { eventId: id } } },
});
