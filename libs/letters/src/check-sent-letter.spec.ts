import { checkSentLetter } from './check-sent-letter';
import { LETTER_KINDS, LETTERS, type LetterKind } from './letter-kinds';
import { LetterRefused } from './letter-refused';
import { asked, CALLS_FOR, written } from '../test/sample-letters';
import { caseClosed, replyDispatched } from '../../disclosure/src/testing';

/** What the act of the kind records, and what was on record before. */
function sending(kind: LetterKind) {
  const { history, particulars } = CALLS_FOR[kind];
  const whole = LETTERS[kind].before
    ? [...history, replyDispatched('2025-03-21'), caseClosed('2025-03-21', 'denied_third_party')]
    : history;
  const { history: events, unit, calendarAt } = asked(kind, whole);
  // What follows its event is sent by an act that records nothing the letter tells of.
  const at = LETTERS[kind].afterwards ? events.length : LETTERS[kind].before ? -2 : -1;
  const { letter, textHash } = written(kind, history, { particulars });
  return {
    command: LETTERS[kind].sentWith,
    ...(LETTERS[kind].afterwards && { eventId: events.at(-1)!.id }),
    history: events.slice(0, at),
    planned: events.slice(at),
    unit,
    calendarAt,
    letter: {
      template: kind,
      version: letter.version,
      textHash,
      particulars: { ...particulars } as Record<string, string>,
    },
  };
}

function refusal(check: () => void): unknown {
  try {
    check();
  } catch (error) {
    if (error instanceof LetterRefused) return [error.reason, error.place, error.rule];
    throw error;
  }
  return undefined;
}

describe('the hash of a letter that is said to have been sent', () => {
  it.each(LETTER_KINDS)('%s: is kept when it is that of the text', (kind) => {
    expect(refusal(() => checkSentLetter(sending(kind)))).toBeUndefined();
  });

  it.each(LETTER_KINDS)('%s: is refused when it is another', (kind) => {
    const told = sending(kind);
    const other = { ...told, letter: { ...told.letter, textHash: '0'.repeat(64) } };
    expect(refusal(() => checkSentLetter(other))).toEqual(['OTHER_TEXT', 'letter.textHash', LETTERS[kind].rule]);
  });

  it('is refused when the letter said something else beside the case', () => {
    const told = sending('fee_notice');
    const other = { ...told, letter: { ...told.letter, particulars: { payment: '另一账户' } } };
    expect(refusal(() => checkSentLetter(other))).toEqual(['OTHER_TEXT', 'letter.textHash', 'R-54']);
  });

  it.each(['fee_notice', 'poem'])('is refused for a letter of another act: %s', (template) => {
    const told = sending('correction_notice');
    const other = { ...told, letter: { ...told.letter, template } };
    expect(refusal(() => checkSentLetter(other))?.toString()).toMatch(/^OTHER_ACT,letter\.template,R-/);
  });

  it('is refused for a version that never was', () => {
    const told = sending('correction_notice');
    expect(refusal(() => checkSentLetter({ ...told, letter: { ...told.letter, version: 99 } }))).toEqual([
      'NO_SUCH_VERSION',
      'version',
      'R-20',
    ]);
  });
});
