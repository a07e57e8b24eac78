import { effectiveHistory } from '../effective-history';
import { fact, notBefore, refuse, unless, type Decision } from './decision';

/**
 * A letter that follows an event and is sent by no act of its own: the receipt, the notice of a consultation, of a lapse
 * . Sent again it is recorded again.
 */
export const recordLetter: Decision<'RecordLetter'> = {
  days: { sentOn: 'act' },
  required: ['aboutEventId', 'sentOn'],
  decide: ({ aboutEventId, sentOn, letter }, _state, { history = [] }) => {
    const told = effectiveHistory(history).find(({ id }) => id === aboutEventId);
    if (!told) return { rejection: refuse('E_ENTRY_UNKNOWN', 'aboutEventId') };
    return unless(notBefore('sentOn', sentOn, told.effectiveOn), () => [
      fact('LetterSent', { template: letter.template, aboutEventId, sentOn, letter }),
    ]);
  },
};
