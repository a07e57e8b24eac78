import type { CaseState, Reconsideration, Suit } from '../state';
import type { Evolution } from './evolution';

const changeReconsideration = (state: CaseState, reconId: string, changes: Partial<Reconsideration>): CaseState => ({
  ...state,
  reconsiderations: state.reconsiderations.map((r) => (r.reconId === reconId ? { ...r, ...changes } : r)),
});

const changeSuit = (state: CaseState, suitId: string, change: (suit: Suit) => Partial<Suit>): CaseState => ({
  ...state,
  suits: state.suits.map((suit) => (suit.suitId === suitId ? { ...suit, ...change(suit) } : suit)),
});

export const reconsiderationFiled: Evolution<'ReconsiderationFiled'> = (state, { id, data }) => ({
  ...state,
  reconsiderations: [...state.reconsiderations, { ...data, eventId: id }],
});

export const reconsiderationAnswered: Evolution<'ReconsiderationAnswered'> = (state, { data }) =>
  changeReconsideration(state, data.reconId, { copyReceivedOn: data.copyReceivedOn, answeredOn: data.answeredOn });

export const reconsiderationConcluded: Evolution<'ReconsiderationConcluded'> = (state, { id, data }) =>
  changeReconsideration(state, data.reconId, {
    concluded: { concludedOn: data.concludedOn, servedOn: data.servedOn, result: data.result, eventId: id },
  });

export const litigationFiled: Evolution<'LitigationFiled'> = (state, { id, data }) => ({
  ...state,
  suits: [...state.suits, { ...data, instances: [], eventId: id }],
});

export const litigationInstanceDecided: Evolution<'LitigationInstanceDecided'> = (state, { data }) => {
  const { suitId, ...instance } = data;
  return changeSuit(state, suitId, (suit) => ({ instances: [...suit.instances, instance] }));
};

export const litigationConcluded: Evolution<'LitigationConcluded'> = (state, { id, data }) =>
  changeSuit(state, data.suitId, () => ({
    concluded: { concludedOn: data.concludedOn, result: data.result, eventId: id },
  }));
